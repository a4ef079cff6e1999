/// Unigram training: of many strings, those that together make the text most likely.
///
/// **The model.** Each piece has a probability; a segmentation of a word has the product of its
/// pieces' probabilities; a word has the sum over all its segmentations. Training looks for the
/// pieces, so many in number, and probabilities under which the text's words are most likely.
///
/// **The way there.** [UnigramTrainer] starts from far too many pieces: every character, and the
/// strings that repeat and cover most. Then in turn: *expectation* counts how often each piece is
/// used, all segmentations weighed by their probability; *maximisation* makes the counts
/// probabilities; *pruning* drops the quarter of the pieces whose loss hurts least, measured by the
/// second-best segmentation of each piece's own text.
///
/// **Two modes.** [UnigramMode#SENTENCEPIECE] is SentencePiece 0.2.3, float by float: its pieces
/// and the last bit of its scores, for the number of threads that it was run with. What one may
/// take for mistakes is part of it: all that is unknown is counted for the first piece; seeds are
/// looked for byte by byte in whole sentences, so that a word that always stands before a space is
/// none. (0.2.3 is not 0.2.1: since 0.2.2 it prunes after each round also when it is done, finds
/// seeds by bytes and not by characters, and drops pieces that no segmentation would hold.)
/// [UnigramMode#BEST], the default, does the same job with less work and fits better; it is the
/// same at any number of threads, since it adds up integers. It may prune by scores alone
/// ([UnigramTrainer.Builder#flatScorePruning]).
///
/// **MinGram** ([UnigramTrainer.Builder#minGram]) has the same kind of model and another aim: as
/// few pieces as possible, and likelihood to decide between cuts of one length. It starts from
/// BPE's pieces, counts pieces in the best cut of each word and not over all cuts, and prunes once.
/// `MinGramFitting` tells what is the paper's and what is our reading.
///
/// **Traps.**
/// - The vocabulary size counts special pieces, and bytes where there is byte fallback.
/// - At the default coverage one character in 2,000 of the text is set aside and becomes unknown.
/// - SentencePiece leaves out sentences of more than 4,192 bytes. So does its mode here
///   ([UnigramTraining#skippedTexts] says how many), but not ours.
/// - Text must be given line by line to get what SentencePiece gets from a file.
/// - SentencePiece looks for seeds in 500 MiB at a time; its mode here takes the text as a whole,
///   so that larger texts come out otherwise. Its options `split_by_whitespace=false`,
///   `treat_whitespace_as_suffix`, `allow_whitespace_only_pieces`, `use_sparse_pruning`,
///   `auto_character_coverage`, seed files and sampling of sentences are not here.
///
/// **Inside.** What is shared with SentencePiece's BPE, the alphabet and which strings may be
/// pieces, lies in a package of its own. `SentenceText` or [org.tokenlab.training.WordCounts] hold
/// the text, `Alphabet` the characters; `RepeatedStrings` sorts suffixes and `StringNodes` finds
/// what repeats, `SentenceSeeds` and `WordSeeds` choose from it; `Lattices` hold every word's
/// edges, found once through a `PieceTrie`; `Fitting` with `Marginals` and `BestPaths` is our mode,
/// `MinGramFitting` MinGram's, `SentencePieceFitting` with `FloatMarginals`, `FloatPaths` and
/// `TwoBest` the peer's; `FinalPieces` makes the vocabulary.
package org.tokenlab.training.unigram;
