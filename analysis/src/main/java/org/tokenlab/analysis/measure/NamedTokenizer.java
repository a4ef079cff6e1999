package org.tokenlab.analysis.measure;

import org.tokenlab.tokenizers.Tokenizer;

/// A tokenizer and what figures call it.
///
/// @param name in [Measure#tokenizer]; unlike any other of one measurement
/// @param tokenizer what it stands for
public record NamedTokenizer(String name, Tokenizer tokenizer) {}
