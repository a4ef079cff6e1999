/// Files from which a training run that was stopped goes on.
package org.tokenlab.training.internal.checkpoint;
