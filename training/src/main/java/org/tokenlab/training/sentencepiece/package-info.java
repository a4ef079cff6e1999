/// BPE training as SentencePiece does it. Its Unigram training has a package of its own,
/// [org.tokenlab.training.unigram].
///
/// [SentencePieceBpeTrainer] follows SentencePiece 0.2.3, piece by piece: characters and not bytes,
/// words that begin with `▁`, an alphabet by coverage, rules that keep pieces in one script and off
/// spaces, ties by length and text.
///
/// **Versions.** Since 0.2.2 SentencePiece keeps its pairs in a queue, and merges the most frequent
/// one each time. Up to 0.2.1 it looked among an *active set* only, the top 5 % of all pairs or
/// 1,000 of them, which it chose anew every 100 pieces: a pair that outgrew the set's members in
/// between had to wait. So vocabularies of older versions differ from these, and from each other's
/// definition of BPE.
///
/// **Traps.**
/// - The vocabulary size counts special pieces, characters, and bytes where there is byte fallback.
/// - Without enough text SentencePiece fills up with pieces that occur nowhere once all merges are
///   done: `pairCount` is 0 for them.
/// - At the default coverage one character in 2,000 of the text is set aside and becomes unknown.
/// - Texts of more than 4,192 bytes are left out ([SentencePieceBpeTraining#skippedTexts] says how
///   many).
/// - Text must be given line by line to get what SentencePiece gets from a file.
/// - User-defined symbols are looked for in normalized text, in training only: `①` becomes `1`
///   first, and is learned from.
/// - Not here: `auto_character_coverage`, `input_sentence_size` with its sampling,
///   `input_format=tsv` (give [org.tokenlab.training.WordCounts]), pre-tokenizers and
///   `pretokenization_delimiter`, `unk_id=-1`, `self_test_sample_size`.
///
/// **Inside.** The packages that trainers share count words and merge, and there `PieceShapes` says
/// which pairs may merge, `PieceOrder` which of equals comes first, `LearnedPieces` ties them
/// together.
package org.tokenlab.training.sentencepiece;
