/// Superwords: tokens of more than one word, ` of the`.
///
/// Tokenizers that split text into words first can't make them, and in prose most text is frequent
/// words side by side. Two ways lead beyond:
///
/// - **SuperBPE** (Liu et al. 2025) learns merges inside words up to a size, then drops the words
///   and goes on over whole lines. The result is one list of merges behind a pre-tokenizer that
///   cuts less: an ordinary [org.tokenlab.tokenizers.bpe.BpeModel], and any file of one.
/// - **BoundlessBPE** (Schmidt et al. 2025, COLM; Schmidt et al. 2026 for the faster training)
///   keeps the words. A merge inside words and a *supermerge* of two whole words compete by count,
///   and both are frozen: [BoundlessBpeModel]. No list of merges over unsplit text does the same,
///   for it would merge parts of words across their borders.
///
/// **BoundlessBPE's two levels.** A [WordSplitter] finds words; each is encoded for itself
/// ([org.tokenlab.tokenizers.bpe.PickyBpeModel], with deletions as PickyBPE has them, or the faster
/// [org.tokenlab.tokenizers.bpe.BpeModel] where that has the same ids); then runs of words that are
/// one token each merge, by rank. Ids equal fastboundlessbpe's 0.1.0.
///
/// **Costs.** Words come from the cache of the words' model. A run is parted between two words that
/// no superword holds side by side, so that most runs are short; what is left merges in O(n log n).
///
/// **Files.** [org.tokenlab.tokenizers.io.BoundlessFile] (`.boundless.json`) holds a whole
/// tokenizer around such a model; fastboundlessbpe's own `BoundlessBPE v2` holds the model and
/// special tokens. `tokenizer.json`, `.tiktoken` and the compiled `.tokenlab` can't hold it, and
/// say so.
///
/// Traps, all of them the peer's ways and kept:
///
/// - Steps inside words are done in order and each once: a merge that becomes possible too late is
///   not done. Supermerges are not so: the lowest rank that applies is next, again and again.
/// - What may join is not asked of a pattern when encoding. The pattern chose the supermerges in
///   training; any word that one of them takes may join.
/// - A word that is several tokens ends a run, though its last token may look like a word.
/// - A word that, alone, comes out as one token is that token everywhere, even where the steps
///   would make it several.
/// - Text that the words' expression leaves out is dropped, and words on either side join across
///   it.
/// - Text is split by script before it is split into words, and a space belongs to the script after
///   it, but at a text's end to the one before.
/// - A deleted token may be left over, which is an error when a text is encoded, in the peer too.
///   It happens where deleted tokens fall into parts that were deleted before.
///
/// **Cuts.** Where a text may be cut is told by two characters, so almost no place between a letter
/// and a space will do: some superword has them. Punctuation and line ends do, mostly.
package org.tokenlab.tokenizers.superword;
