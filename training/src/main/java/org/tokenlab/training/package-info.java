/// Trainers: text to models.
///
/// **The way of a text.** A text is split into pieces by a [org.tokenlab.tokenizers.Splitter], and
/// equal pieces are counted together: [WordCounts]. That is where most of a corpus goes away: a
/// hundred megabytes of text have one or two million distinct pieces, whose bytes are a tenth of
/// the text's. A [Trainer] of words sees the counts only. So it makes no difference in which order
/// texts come, on how many threads, or on how many machines they are counted. An iterator that is a
/// [TextBlocks] hands texts over as bytes, many at once.
///
/// ```java
/// WordCounts counts = WordCounts.of(texts, SplitPattern.O200K.preTokenizer(), 2);
/// BpeTraining run = BpeTrainer.builder(64_000).pattern(SplitPattern.O200K).build().train(counts);
/// for (int size : new int[] {8_000, 16_000, 32_000, 64_000}) {
///   Tokenizers.save(run.truncated(size).tokenizer("mine"), Path.of("mine-" + size + ".json"));
/// }
/// ```
///
/// **What BPE counts.** Pairs of adjacent tokens inside pieces, in `long`s, every window of a run:
/// `aaa` holds `aa` twice. The most frequent pair becomes a token wherever it stands, left to right
/// without overlap, and counting goes on in what results. [BpeTrainer] states the rule and what
/// follows from it.
///
/// **Ties.** Counts of a few hundred and less are each shared by many pairs, so ties decide most
/// merges of a run. [TieOrder] is total, which makes the result a function of the counts alone.
///
/// **Peers.** Three rules tell two exact trainers of BPE apart, and so they give different
/// vocabularies from one text. Ours follow theirs merge by merge:
///
/// | peer | symbols | of pairs with one count | `aaa` holds `aa` | here |
/// |---|---|---|---|---|
/// | Hugging Face | bytes | smallest ids, bytes in GPT-2's order | twice | [TieOrder#HF] |
/// | rustbpe | bytes | smallest ids, bytes by value | twice | [TieOrder#BEST] |
/// | minbpe | bytes | first in the text | twice | [TieOrder#MINBPE] |
/// | subword-nmt | characters, `</w>` | largest texts | twice | [CharacterBpeTrainer] |
/// | YouTokenToMe | characters, `▁` | smallest larger id | once | [CharacterBpeTrainer] |
/// | SentencePiece | characters, `▁` | shortest, then smallest text | twice | [org.tokenlab.training.sentencepiece] |
/// | parity-aware BPE | bytes, several languages | largest texts | twice | [ParityBpeTrainer] |
///
/// What becomes of a string that is learned a second time, by another pair, is a fourth rule on
/// paper; by the reason in [BpeTrainer] no string is, so nothing depends on it, but for
/// SentencePiece when it runs out of text.
///
/// **Prefixes.** For the same reason a run does not know where it will stop, and its first tokens
/// are the smaller vocabularies: train once at the largest size, and [cut][BpeTraining#truncated].
///
/// **Several languages.** [ParityBpeTrainer] learns each merge for the language that is compressed
/// worst so far.
///
/// **Other kinds.** [WordPieceTrainer] is BPE over characters that keeps the vocabulary only.
/// Unigram goes the other way, from many pieces to few: [org.tokenlab.training.unigram]. Tokens of
/// more than one word, SuperBPE's and BoundlessBPE's, need more of a corpus than its words:
/// [org.tokenlab.training.superword].
///
/// **Several corpora.** Counts are saved, in a small binary form or as lines of text
/// ([WordCounts#saveTsv]), loaded and merged; [CorpusWeights] lets some count more than others, and
/// brings languages to the same length, or to one that says the same. A [WordTrainer] takes what
/// comes out.
///
/// **Large corpora.** Counting keeps to a limit of memory if it is given one, and goes on on the
/// disk; what must fit is the distinct words, packed. Words that are too rare to matter may be left
/// out. See [CountingSettings].
///
/// **Long runs.** BPE and Unigram go on, after they were stopped, from a [TrainingCheckpoint].
/// [TrainingListener#timed] tells how long a phase will take yet.
///
/// **Trained already.** [org.tokenlab.training.adapt] gives trained tokenizers more tokens, learned
/// from other text, or leaves out those that a text has no use for.
///
/// **Traps.**
/// - A size is a wish. Text of 1,000 distinct words can't fill 32,000 tokens: ask
///   [TrainingResult#vocabularySize], not [TrainingResult#requestedSize].
/// - A BPE vocabulary's size counts the 256 bytes and the merged tokens. Special tokens come on
///   top, as in tiktoken; Hugging Face's `vocab_size` counts them in. So do our WordPiece, our
///   Unigram and our BPE over characters, as their peers.
/// - A text is split on its own, so where texts begin and end shows in the counts: white space at a
///   text's end is another piece than before a word. Give the same units of text to trainers that
///   you compare.
/// - Counts don't know which rule split them. Counts of two patterns add up to nonsense without a
///   word of warning.
/// - Text written without spaces gives long pieces. That is no trouble for time, but the distinct
///   pieces are then nearly the whole text, and so is memory.
///
/// **Inside.** `WordTable` counts, one a thread, and drains into `WordRuns` when it is full;
/// `WordSorter` adds tables up and puts their words in order; `Symbols` holds the distinct pieces
/// as tokens that merge in place; `PairIndex`, made of `PairTable`, `PairQueue` and
/// `OccurrenceLists`, knows how often and where the frequent pairs stand; `Merging` merges a pair
/// in place, a frequent one with a `Crew` of threads; `MergeLoop` ties them together,
/// `MergeableBytes` where several corpora learn together. In the tests `NaiveBpe` and `NaiveMerges`
/// do the same work as the definition reads. WordPiece differs in what the words are laid out as,
/// `CharacterSymbols`, and goes through the same `MergeLoop`, as do the trainers of superwords.
package org.tokenlab.training;
