/// Unigram language models (Kudo 2018), as HF tokenizers runs them: each piece has a score, and a
/// text gets the pieces whose scores have the greatest sum.
///
/// Traps, all of them the peer's ways and kept:
/// - Scores are doubles and are added from the start of the piece on. Paths that tie in theory
///   differ by the rounding of that sum; of true ties the one with the longest last piece wins.
/// - A character that is a piece of its own is never unknown, however low its score.
/// - A run of unknown characters is one token, looked up once more as a whole: it may be a piece.
/// - With byte fallback the byte tokens of a run all have the place of the whole run, and if one
///   byte has no token the run is unknown as a whole.
/// - Of pieces with equal texts the last one counts.
/// - Drawing at random, alpha below 1 flattens what is far to the left more than once: see
///   [UnigramModel#newSampler].
///
/// SentencePiece's own rule differs in most of these: it is in
/// [org.tokenlab.tokenizers.sentencepiece].
package org.tokenlab.tokenizers.unigram;
