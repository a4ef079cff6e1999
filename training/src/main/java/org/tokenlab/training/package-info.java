/// Trainers.
package org.tokenlab.training;
