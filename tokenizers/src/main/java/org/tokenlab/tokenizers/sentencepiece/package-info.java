/// SentencePiece's models, run by its own rule (0.2.3): a normalizer of its own, one model that
/// gets all of the normalized text as one piece, and a decoder.
///
/// Traps of Unigram models:
/// - All sums are floats, from the start of the text on; where the running sum leaves ±100,000 it
///   is taken off. Ties and near-ties depend on it, so the same words may be cut otherwise further
///   on in a text, and not all that a piece allows to be encoded apart gives the ids of the whole.
/// - All but near-ties come out the same whatever the sum before: see
///   [org.tokenlab.tokenizers.internal.lattice.ShortPath]. Only so can the ids of a word be
///   remembered.
/// - The usual ids and n-best come from two searches. A user-defined piece's bonus counts bytes in
///   one and characters in the other, and the best of two or more need not be the usual ids.
/// - n-best is bounded: when it takes too long, all that comes back is the single best.
/// - A user-defined piece's score in the file is not used, an unused piece is not matched (its
///   character may then be unknown), a control piece never is.
/// - Byte pieces of an unknown character: the last one has its place, the others are empty.
/// - Two pieces of one text are refused, but a reserved (control, unknown, byte) and a normal piece
///   may share one; not in BPE models.
package org.tokenlab.tokenizers.sentencepiece;
