package org.tokenlab.corpora;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What to take from a parallel set. Immutable.
public final class ParallelOptions {
  private static final ParallelOptions DEFAULTS =
      new ParallelOptions(null, null, ReadOptions.lines());

  private final @Nullable String split;
  private final @Nullable Set<LanguageScript> languages;
  private final ReadOptions reading;

  private ParallelOptions(
      @Nullable String split, @Nullable Set<LanguageScript> languages, ReadOptions reading) {
    this.split = split;
    this.languages = languages;
    this.reading = reading;
  }

  /// All languages, all splits, UTF-8, invalid bytes refused.
  public static ParallelOptions defaults() {
    return DEFAULTS;
  }

  /// One split of a set that has several: `dev` or `devtest` of FLORES. Without this, the splits
  /// are joined per language: `dev`, then `devtest`.
  public ParallelOptions withSplit(String name) {
    return new ParallelOptions(name, languages, reading);
  }

  /// Only these languages; opening fails if the set lacks one. Files of other languages are not
  /// read, but their names still decide whether a language needs a variant to be told apart.
  public ParallelOptions withLanguages(Collection<LanguageScript> chosen) {
    return new ParallelOptions(split, Set.copyOf(chosen), reading);
  }

  /// What to do with bytes that are not in the encoding.
  public ParallelOptions withInvalid(ReadOptions.Invalid policy) {
    return new ParallelOptions(split, languages, reading.withInvalid(policy));
  }

  /// The encoding of all files, by name as in [ReadOptions#withEncoding(String)].
  public ParallelOptions withEncoding(String name) {
    return new ParallelOptions(split, languages, reading.withEncoding(name));
  }

  /// The chosen split; null for all.
  public @Nullable String split() {
    return split;
  }

  /// The chosen languages in order; null for all.
  public @Nullable Set<LanguageScript> languages() {
    return languages == null ? null : new TreeSet<>(languages);
  }

  /// How files are read: always by line.
  public ReadOptions reading() {
    return reading;
  }
}
