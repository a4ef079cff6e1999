/// Characters: what a model is asked about them, and how long its answers are in them.
///
/// A tokenizer can't tell whether a model answers right; it can tell what the model had to see
/// through. So these classes take small files of words, questions and a model's answers, and add
/// what follows from the tokens: CharBench's features and their correlations with right answers
/// ([CharBenchFeatures], [CharBenchCorrelations]), CUTE's score ([CuteScore]), the excess length of
/// answers ([YapScore]) and the obedience to a wanted length ([RulerMatch]).
///
/// **Units.** "Character" means four things, and a figure whose unit is not named can't be
/// compared: UTF-8 bytes, UTF-16 units, code points, grapheme clusters
/// ([org.tokenlab.tokenizers.TextUnit]). CharBench's and CUTE's are Python's code points; where a
/// unit can be chosen it is an argument, and never has a silent default.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.characters;
