package org.tokenlab.corpora;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The same items in several languages. Item `i` says the same thing in every language that has it.
///
/// A language may lack items (a verse that a translation leaves out, a region that has no name in a
/// language): then [#item] is null, and a fair comparison of languages counts only the items that
/// all of them have, [#common].
///
/// Texts are as in the source: neither normalised nor trimmed. Immutable and thread-safe; the texts
/// are held in memory, or made on first use ([ParallelCorpora#embedded]).
public interface ParallelCorpus {
  /// Short, for reports: `FLORES dev`.
  String name();

  /// One or two sentences for a reader of a report: what kind of text this is, and how its items
  /// were aligned.
  String description();

  /// In ascending order of their text, without duplicates.
  List<LanguageScript> languages();

  /// Number of items, those included that some languages lack.
  int items();

  /// What identifies an item in the source: a line number from 1, `a1.p1` (UDHR), `MAT 1:1`
  /// (Bible), `region/DE` (embedded).
  ///
  /// @param index from 0 to [#items] − 1
  String key(int index);

  /// The text of an item, or null if the language lacks it. Never empty.
  ///
  /// @param index from 0 to [#items] − 1
  /// @throws IllegalArgumentException for a language that is not in [#languages]
  @Nullable String item(LanguageScript language, int index);

  /// SHA-256 of what the language was read from: the decompressed bytes of its file, or of its
  /// files in the order they were joined; 64 lower-case hexadecimal digits. For text made at run
  /// time, of its UTF-8 items with a `\n` after each.
  ///
  /// @throws IllegalArgumentException for a language that is not in [#languages]
  String sha256(LanguageScript language);

  /// The indices of the items that all of `chosen` have.
  default BitSet common(Collection<LanguageScript> chosen) {
    BitSet common = new BitSet(items());
    common.set(0, items());
    for (LanguageScript language : chosen) {
      for (int i = common.nextSetBit(0); i >= 0; i = common.nextSetBit(i + 1)) {
        if (item(language, i) == null) {
          common.clear(i);
        }
      }
    }
    return common;
  }

  /// Number of items that `language` has.
  default int items(LanguageScript language) {
    return common(List.of(language)).cardinality();
  }

  /// The items that `language` has, in order, as documents.
  default Corpus corpus(LanguageScript language) {
    List<String> documents =
        common(List.of(language)).stream()
            .mapToObj(i -> Objects.requireNonNull(item(language, i)))
            .toList();
    return Corpora.inMemory(name() + " " + language, documents);
  }
}
