package org.tokenlab.analysis.vocabulary;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.stats.LinearRegression;

/// Byte premiums of many languages against English: looked up in the table of Arnett, Chang and
/// Bergen 2024, and predicted by it for a language that it lacks.
///
/// The table is the file of their byte-premium-tool (tab-separated, with a header; MIT), which the
/// caller provides. Look-up and prediction follow that tool. `byte_coef` merges several corpora,
/// NLLB first, then FLORES, then the Bible: figures for one language from two of them may differ by
/// a third (Burmese 5.10 and 3.51), so name the source where it matters. Rows without `byte_coef`
/// are not read.
///
/// Immutable and thread-safe.
public final class BytePremiumTable {
  private static final int COMMON_SCRIPT = 5; // languages, as in the tool
  private static final List<String> MISSING = List.of("", "NA", "N/A", "NaN", "nan", "null");

  private record Row(
      double byteCoefficient,
      OptionalDouble charCoefficient,
      OptionalDouble charEntropy,
      OptionalDouble bytesPerChar,
      @Nullable String writing,
      @Nullable String script,
      @Nullable String family) {}

  private final Map<String, Row> rows;

  private BytePremiumTable(Map<String, Row> rows) {
    this.rows = rows;
  }

  /// Reads the tool's table.
  ///
  /// @param source for messages
  /// @throws IOException if it can't be read, lacks a column, or holds what is no number
  public static BytePremiumTable read(BufferedReader tsv, String source) throws IOException {
    String header = tsv.readLine();
    if (header == null) {
      throw new IOException(source + ": a header line wanted; the file is empty");
    }
    Map<String, Integer> columns = new HashMap<>();
    String[] names = header.split("\t", -1);
    for (int i = 0; i < names.length; i++) {
      columns.put(names[i], i);
    }
    for (String wanted :
        List.of(
            "lang",
            "byte_coef",
            "char_coef",
            "char_entropy",
            "bytes_per_char",
            "writing_type",
            "script_name",
            "family")) {
      if (!columns.containsKey(wanted)) {
        throw new IOException(source + ": a column \"" + wanted + "\" wanted; there is none");
      }
    }
    Map<String, Row> rows = new LinkedHashMap<>();
    int line = 1;
    for (String text = tsv.readLine(); text != null; text = tsv.readLine()) {
      line++;
      String[] cells = text.split("\t", -1);
      String place = source + ": line " + line;
      Function<String, @Nullable String> cell =
          name -> {
            int column = columns.get(name);
            String value = column < cells.length ? cells[column].strip() : "";
            return MISSING.contains(value) ? null : value;
          };
      String language = cell.apply("lang");
      OptionalDouble coefficient = number(cell.apply("byte_coef"), place);
      if (language != null && coefficient.isPresent()) {
        rows.putIfAbsent(
            language,
            new Row(
                coefficient.getAsDouble(),
                number(cell.apply("char_coef"), place),
                number(cell.apply("char_entropy"), place),
                number(cell.apply("bytes_per_char"), place),
                cell.apply("writing_type"),
                cell.apply("script_name"),
                cell.apply("family")));
      }
    }
    return new BytePremiumTable(rows);
  }

  private static OptionalDouble number(@Nullable String text, String place) throws IOException {
    if (text == null) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return OptionalDouble.of(value);
      }
    } catch (NumberFormatException e) {
      throw new IOException(place + ": a number wanted; got \"" + text + "\"", e);
    }
    throw new IOException(place + ": a finite number wanted; got \"" + text + "\"");
  }

  /// Number of languages with a byte premium.
  public int size() {
    return rows.size();
  }

  /// The byte premium of a language against English; empty if the table lacks it.
  ///
  /// @param language code and script in lower case: `mya_mymr`
  public OptionalDouble premium(String language) {
    Row row = rows.get(language);
    return row == null ? OptionalDouble.empty() : OptionalDouble.of(row.byteCoefficient);
  }

  /// The byte premium of a language against another, the ratio of theirs against English; empty if
  /// the table lacks one of them.
  public OptionalDouble premium(String language, String reference) {
    OptionalDouble one = premium(language);
    OptionalDouble other = premium(reference);
    return one.isEmpty() || other.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(one.getAsDouble() / other.getAsDouble());
  }

  /// What is known of a language that the table lacks.
  ///
  /// @param script ISO 15924 code in lower case: `latn`
  /// @param charEntropy entropy of the characters (code points) of some text in it, in bits
  /// @param bytesPerChar UTF-8 bytes per code point of that text
  /// @param writing `abjad`, `abugida`, `alphabet` or `logography`; needed for a script that the
  ///   table does not know
  /// @param family as the table spells it, if known
  public record Profile(
      String script,
      double charEntropy,
      double bytesPerChar,
      Optional<String> writing,
      Optional<String> family) {}

  /// The profile of a text: its entropy and its bytes per code point.
  ///
  /// @throws IllegalArgumentException for an empty text
  public static Profile profile(
      String text, String script, Optional<String> writing, Optional<String> family) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("some text wanted to profile; it is empty");
    }
    Map<Integer, Integer> counts = new HashMap<>();
    text.codePoints().forEach(c -> counts.merge(c, 1, Integer::sum));
    double characters = text.codePointCount(0, text.length());
    double entropy = 0;
    for (int count : counts.values()) {
      entropy -= count / characters * Math.log(count / characters);
    }
    double bytes = org.tokenlab.tokenizers.Utf8.length(text);
    return new Profile(script, entropy / Math.log(2), bytes / characters, writing, family);
  }

  /// Predicts a byte premium against English: the length ratio in characters from a regression on
  /// the table, times the language's bytes per character over English's.
  ///
  /// As the tool has it, the ratio rests on the characters' entropy and the kind of writing, with
  /// the script, too, if the table has five languages in it, and with the family if that is known.
  ///
  /// @throws IllegalArgumentException if the kind of writing is needed and not given, or the table
  ///   lacks English or enough rows to fit
  public double predict(Profile profile) {
    String known =
        rows.values().stream()
            .filter(r -> profile.script.equals(r.script))
            .map(Row::writing)
            .findFirst()
            .orElse(null);
    String writing =
        known != null
            ? known
            : profile.writing.orElseThrow(() ->
                new IllegalArgumentException(
                    "the kind of writing wanted for a script that the table does not know: "
                        + profile.script));
    boolean byScript =
        rows.values().stream().filter(r -> profile.script.equals(r.script)).count()
            >= COMMON_SCRIPT;
    boolean byFamily =
        byScript
            && profile.family.isPresent()
            && !profile.family.get().equals("other")
            && rows.values().stream().anyMatch(r -> profile.family.get().equals(r.family));
    List<Function<Row, @Nullable String>> factors = new ArrayList<>();
    List<String> levels = new ArrayList<>();
    factors.add(Row::writing);
    levels.add(writing);
    if (byScript) {
      factors.add(Row::script);
      levels.add(profile.script);
    }
    if (byFamily) {
      factors.add(Row::family);
      levels.add(profile.family.get());
    }
    double ratio = fitted(factors, levels, profile.charEntropy);
    Row english = rows.get("eng_latn");
    if (english == null || english.bytesPerChar.isEmpty()) {
      throw new IllegalArgumentException("the table has no bytes per character of eng_latn");
    }
    return ratio * profile.bytesPerChar / english.bytesPerChar.getAsDouble();
  }

  private double fitted(
      List<Function<Row, @Nullable String>> factors, List<String> levels, double charEntropy) {
    List<Row> complete =
        rows.values().stream()
            .filter(r -> r.charCoefficient.isPresent() && r.charEntropy.isPresent())
            .filter(r -> factors.stream().allMatch(f -> f.apply(r) != null))
            .toList();
    if (complete.isEmpty()) {
      throw new IllegalArgumentException("the table has no complete row to fit");
    }
    List<String[]> names = new ArrayList<>();
    for (Function<Row, @Nullable String> factor : factors) {
      names.add(
          complete.stream()
              .map(factor)
              .collect(java.util.stream.Collectors.toCollection(TreeSet::new))
              .toArray(String[]::new));
    }
    double[][] x = new double[complete.size()][];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      Row row = complete.get(i);
      List<String> own = factors.stream().map(f -> String.valueOf(f.apply(row))).toList();
      x[i] = design(names, own, row.charEntropy.getAsDouble());
      y[i] = row.charCoefficient.getAsDouble();
    }
    return LinearRegression.fit(x, y).predict(design(names, levels, charEntropy));
  }

  /// One, the entropy, and for each factor a dummy for every level but the first.
  private static double[] design(List<String[]> names, List<String> levels, double entropy) {
    double[] row = new double[2 + names.stream().mapToInt(n -> n.length - 1).sum()];
    row[0] = 1;
    row[1] = entropy;
    int at = 2;
    for (int f = 0; f < names.size(); f++) {
      int level = Arrays.binarySearch(names.get(f), levels.get(f));
      if (level < 0) {
        throw new IllegalArgumentException(
            "no complete row of the table is of \"" + levels.get(f) + "\"");
      }
      if (level > 0) {
        row[at + level - 1] = 1;
      }
      at += names.get(f).length - 1;
    }
    return row;
  }
}
