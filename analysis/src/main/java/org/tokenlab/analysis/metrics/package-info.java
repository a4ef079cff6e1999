/// Metrics of tokenizers: one small class each, every one a pure function of counts.
///
/// Nothing here reads text or runs a tokenizer. Counts come in as `int` per item or `long` per
/// corpus; figures come out as `double`, or as an empty `OptionalDouble` where the figure does not
/// exist (no items, no tokens). No method returns NaN or an infinity, and none turns "not measured"
/// into 0.
///
/// **Units.** A length has a name: UTF-8 bytes, UTF-16 units, code points, grapheme clusters
/// ([org.tokenlab.tokenizers.TextUnit]). A count of tokens never includes special tokens that a
/// model adds.
///
/// **What there is.** Of one text in two languages: [TokenPremium], [Parity], [BytePremium]; of
/// many languages: [Gini], [LorenzCurve]; of one text in two tokenizers:
/// [NormalizedSequenceLength]; of a text and its tokens: [CorpusTokenCount], [Compression],
/// [ContextWindow], [TokenCost]; of words: [Fertility], [ContinuedWords], [SingleTokenRetention];
/// of the ids of a text ([TokenFrequencies]): [RenyiEntropy], [ShannonEntropy],
/// [PercentileFrequency], [VocabularyUse], [VocabularyOverlap], [SuccessorEfficiency].
///
/// **Traps.** A ratio of sums ([TokenPremium#ofCounts]) and a mean of ratios
/// ([TokenPremium#meanOverItems]) differ by about one per cent on FLORES-200; papers use both,
/// mostly without saying which. Counts of one corpus read line by line and read as one joined text
/// differ as well. Figures over ragged corpora rest on the items that both languages have.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.metrics;
