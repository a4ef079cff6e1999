/// What a study's figures say when they are asked, with a test for each answer.
///
/// The questions are those of Arnett et al. 2025 ("Explaining and Mitigating Crosslingual Tokenizer
/// Inequities"): do larger vocabularies help, does one algorithm even languages out better than
/// another, does it help to give each language text according to its byte premium, and what about a
/// language makes it dear. [Inference] asks them all of a study's [Family] list; every [Finding]
/// says which languages entered, on what response, and its p-value by itself and corrected for all
/// tests of its question.
///
/// [LanguageFeatures] are what is known of a language from its evaluation text alone: the
/// predictors.
///
/// Everything here is a pure function of figures, in a fixed order, without a study's files: it
/// knows neither corpora nor folders. The tests are those of [org.tokenlab.analysis.statistics].
///
/// **Response.** Where all languages of an evaluation set have the same items, their token counts
/// can be compared as they are, and are the response, as in the paper; else a language's premium
/// is, which rests on the items that it shares with the reference.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.inference;
