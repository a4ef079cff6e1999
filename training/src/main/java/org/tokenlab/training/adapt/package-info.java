/// Trained tokenizers made to suit a text: more tokens, or fewer.
///
/// [TokenizerExtender] goes on where training ended, on other text; [TokenizerPruner] leaves out
/// what a text has no use for. Both take any tokenizer of the kinds that they name, whoever trained
/// it, and give one that runs, and is saved, by the same rules.
///
/// ```java
/// Tokenizer base = Tokenizers.load(Path.of("tokenizer.json"));
/// PrunedTokenizer less = TokenizerPruner.builder(base, 60_000).build().prune(text.iterator());
/// ExtendedTokenizer adapted =
///     TokenizerExtender.builder(less.tokenizer(), 4_000).build().extend(text.iterator());
/// ```
///
/// **What is counted** are the words of the text as the tokenizer itself normalizes and splits it;
/// [WordCounts][org.tokenlab.training.WordCounts] may come from several corpora, weighted and
/// merged. Tokens of a text are told for each word by itself, which is what the text has unless a
/// token stands over two words.
///
/// **Ids.** An extender leaves all ids as they are and begins behind the largest. A pruner closes
/// up what is left, in the order it had, and tells each token's old id; added tokens and what a
/// post-processor names move along.
///
/// **Peers.** Byte-level BPE is extended and pruned as by the code of Purason et al., merge by
/// merge and token by token, but that ties between pairs go to the smallest ids here, and to the
/// smaller text there.
///
/// **Traps.**
/// - A pruned tokenizer encodes other text worse, at the worst byte by byte or character by
///   character: give it text of all that it is to serve.
/// - New tokens that the base looks up as whole pieces (`ignore_merges`, tiktoken's rule) are met
///   there as well; counts are made with the tokenizer that comes out, and so hold for it.
/// - An extended Unigram model's new scores are fitted to the new text beside the old scores: the
///   sum of all probabilities is above 1, which no encoder minds.
///
/// **Inside.** `BpeExtension` runs `MergeLoop` over a model's tokens; `BpePruning` follows
/// `LastMerges` from leaf to leaf; `UnigramExtension` and `UnigramPruning` sort out what
/// [PieceFitting][org.tokenlab.training.unigram.PieceFitting] fits; `Renumbering` takes a
/// tokenizer's other parts along.
package org.tokenlab.training.adapt;
