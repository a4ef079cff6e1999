/// Unigram training.
package org.tokenlab.training.unigram;
