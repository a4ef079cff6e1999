/// Batch studies: a grid of tokenizers, trained, measured and written down.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.study;
