package org.tokenlab.corpora.parallel;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;

/// A parallel set in memory: one column a language.
///
/// @param name as in [ParallelCorpus#name]
/// @param description as in [ParallelCorpus#description]
/// @param keys one an item
/// @param columns by language, each as long as `keys`
public record TableCorpus(
    String name, String description, List<String> keys, SortedMap<LanguageScript, Column> columns)
    implements ParallelCorpus {
  /// The texts of one language.
  ///
  /// @param sha256 as in [ParallelCorpus#sha256]
  /// @param items null where the language lacks one
  public record Column(String sha256, List<@Nullable String> items) {}

  @Override
  public List<LanguageScript> languages() {
    return List.copyOf(columns.keySet());
  }

  @Override
  public int items() {
    return keys.size();
  }

  @Override
  public String key(int index) {
    return keys.get(index);
  }

  @Override
  public @Nullable String item(LanguageScript language, int index) {
    return column(language).items().get(index);
  }

  @Override
  public String sha256(LanguageScript language) {
    return column(language).sha256();
  }

  private Column column(LanguageScript language) {
    Column column = columns.get(language);
    if (column == null) {
      throw new IllegalArgumentException(language + " is not in " + name);
    }
    return column;
  }
}
