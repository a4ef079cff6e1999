/// Trainers of superwords; see SuperBpeTrainer.
@org.jspecify.annotations.NullMarked
package org.tokenlab.training.superword;
