/// The merging of symbols, which byte-level, character and SentencePiece BPE share, and the tables
/// it needs. Not API.
///
/// A symbol is an `int`: what a model takes a byte or a character for. A [MergeTable] says which
/// two become which third, and in what order. A [Merger] picks one of two methods by length:
/// `ScanMerge`, O(n²) with a very small constant, and `QueueMerge`, O(n log n).
///
/// Byte-level BPE does without merging where it can: a [MergeForest] knows the one pair that makes
/// each token and so which tokens may stand side by side, a [TokenMatcher] finds the longest token
/// at a place, and [BacktrackingMerge] puts the two together, in O(n) steps. A [CharacterFold]
/// knows which characters short pieces may begin with as one symbol.
///
/// Traps: equal ranks (SentencePiece's equal scores) and merges that make their left symbol again
/// (possible in HF's format only) are for the queue, however short the piece; a stale entry of the
/// queue may then still mean a merge, as in the peers.
package org.tokenlab.tokenizers.internal.merge;
