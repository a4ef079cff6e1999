/// Trainers of Equal-Info Windows.
package org.tokenlab.training.equalinfo;
