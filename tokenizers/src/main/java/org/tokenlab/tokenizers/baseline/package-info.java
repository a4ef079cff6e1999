/// Baselines: bytes, UTF-16 units, code points, grapheme clusters and words as tokens.
///
/// [Baseline] lists them. They answer how much of a token count is the tokenizer's doing and how
/// much the script's.
package org.tokenlab.tokenizers.baseline;
