package org.tokenlab.training.adapt;

import org.tokenlab.tokenizers.TokenizerModel;

/// What is left of a model.
///
/// @param ids old and new
/// @param model by the new ids
record Pruned(IdMap ids, TokenizerModel model) {}
