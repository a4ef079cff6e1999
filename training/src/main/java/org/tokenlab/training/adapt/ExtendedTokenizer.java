package org.tokenlab.training.adapt;

import org.tokenlab.tokenizers.Tokenizer;

/// What [TokenizerExtender] gave. Immutable.
///
/// @param tokenizer the base tokenizer with more tokens; all ids of the base mean what they meant
/// @param firstNewId id of the first new token; the others follow without a gap
/// @param newTokens how many came out: fewer than wanted where the text holds no more to learn
/// @param wantedTokens how many new ones were wanted
/// @param tokensBefore number of tokens of the text's words with the base, each word by itself
/// @param tokensAfter the same with the new tokenizer
public record ExtendedTokenizer(
    Tokenizer tokenizer,
    int firstNewId,
    int newTokens,
    int wantedTokens,
    long tokensBefore,
    long tokensAfter) {}
