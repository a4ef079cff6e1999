package org.tokenlab.corpora;

import java.util.List;

/// Parallel text made at run time from the locale data in ICU4J (Unicode CLDR): names of regions,
/// languages, scripts, currencies, cities and units, spelled-out numbers, dates, lists, relative
/// times.
///
/// **It is not prose.** It has the languages' own words and letters, but hardly a verb, and no
/// discourse: fit for a first look and for tests, not for claims about running text. Figures from
/// it should say so; [#description] does.
///
/// Its items fall into two parts by a hash of their keys, the same in every language: the items of
/// [#evaluation], and the others, from which [#training] text is made. No line of a language's
/// training text equals one of its evaluation items, and no evaluation number, date or name went
/// into one; single words do occur on both sides, as in any held-out text.
public interface EmbeddedCorpus extends ParallelCorpus {
  /// The held-out items, about a third of the names and numbers, in those languages that have
  /// several hundred of them: at least 300, as in the whole corpus.
  ParallelCorpus evaluation();

  /// The languages with at least `bytes` bytes of training text, in ascending order of their text.
  ///
  /// @param bytes UTF-8 bytes with one line end a document
  List<LanguageScript> trainingLanguages(long bytes);

  /// Training text of one language: one phrase a document. Languages share their phrases' keys, so
  /// that this is parallel text, too, as far as a language has what a phrase needs.
  ///
  /// @throws IllegalArgumentException for a language that is not in [#languages]
  Corpus training(LanguageScript language);
}
