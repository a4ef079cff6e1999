/// What the trainers of all kinds share; not API.
package org.tokenlab.training.internal;
