/// Trainers of superwords: tokens of more than one word.
///
/// **Two kinds.** [SuperBpeTrainer] lifts the cut between words at some point of a BPE training;
/// the result is an ordinary merge list behind a coarse pre-tokenizer, which any library runs.
/// [BoundlessBpeTrainer] keeps BPE inside words and adds merges of whole words beside it; the
/// result is a model of its own kind ([org.tokenlab.tokenizers.superword.BoundlessBpeModel]), which
/// never has a token that ends in the middle of a word it did not begin in.
///
/// **The way of a text.** Words can be counted and forgotten; superwords need what stands side by
/// side. [RunCounts] keeps a corpus as runs of numbered words, four bytes a word, each distinct
/// word and each distinct run once. Like word counts they add up, so they can be taken on many
/// machines, and saved; every training starts from them, with any transition point and size.
///
/// ```java
/// SuperBpeTrainer last = SuperBpeTrainer.builder(64_000).transitionSize(60_000).build();
/// RunCounts counts = last.count(texts, TrainingListener.NONE);
/// BpeTraining words = last.stageOne(counts, TrainingListener.NONE);
/// for (int transition : new int[] {30_000, 45_000, 60_000}) {
///   SuperBpeTrainer trainer = SuperBpeTrainer.builder(64_000).transitionSize(transition).build();
///   SuperBpeTraining run = trainer.train(counts, words, TrainingListener.NONE);
///   Tokenizers.save(run.tokenizer("mine"), Path.of("mine-" + transition + ".json"));
/// }
/// ```
///
/// **Why it is fast.** Nearly all pairs of words are rare, and no superword of a usual vocabulary
/// crosses a rare pair. [Junctions] says why a corpus may be cut there beforehand with the same
/// result, merge by merge. What is left are short phrases that come again and again, and these are
/// trained as words are, by the loop that trains BPE. Nothing is estimated: for SuperBPE the floor
/// is a guess, but the training itself shows whether it was low enough, and is done again with a
/// lower one if not; for BoundlessBPE the rarest merge inside words gives it.
///
/// **Traps.**
/// - Where texts begin and end shows. SuperBPE's authors train on lines; a text of many lines has
///   superwords across line ends, unless they are cut ([SuperwordCuts#PHRASES] does).
/// - The counts of stage 1 are of words and those of stage 2 of runs. The first superwords of a
///   late transition are far more frequent than the last words.
/// - A run for fewer tokens is the beginning of a run for more only with the same transition point.
///   A share of the size is another transition point for each size.
/// - [SuperwordCuts#ORIGINAL] takes two marks side by side for punctuation, and so cuts inside
///   words of Indic scripts, and between a space and a line end that are one token of stage 1. Such
///   tokens don't come up in stage 2, and [SuperBpeTrainer.Builder#onlySeenTokens] leaves them out.
/// - A SuperBPE tokenizer goes into a `tokenizer.json` as any BPE does. A BoundlessBPE model does
///   not: it has files of its own.
///
/// **Inside.** `RunCounting` has texts read on several threads, each by a `RunCounter`, by two
/// rules at once, into a `PieceTable` and a `SequenceTable`; what doesn't fit in memory goes to a
/// `RunSpill`. `TokenRuns` gives runs as what superwords are made of: `RunTokens` as tokens of
/// stage 1, `WholeWords` as whole words. `Junctions` counts, cuts and lays out; `SuperwordRule`
/// says which pairs may merge. BoundlessBPE's first phase is BPE's loop or, where tokens are
/// deleted ([TokenDeletion]), `DeletingMerges`; `WordSteps` holds what either did, and `StepOrder`
/// says how these steps and the supermerges fill a vocabulary together. In the tests
/// `NaiveSuperBpe` and `NaiveBoundlessBpe` do the same work as the definitions read.
@org.jspecify.annotations.NullMarked
package org.tokenlab.training.superword;
