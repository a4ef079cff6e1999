package org.tokenlab.tokenizers.internal.unicode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What HF tokenizers 0.23.2 takes each character for, found by asking it about every code point.
///
/// Its tables are of several Unicode versions (from 12 to 17), so no one version gives them all.
public final class HfCharacters {
  private static final Map<String, String> LINES = read();

  /// White space: Rust's `char::is_whitespace`, and `\s` of its regex crate.
  public static final CodePointSet WHITE_SPACE = set("white_space");

  /// `\w` of Rust's regex crate.
  public static final CodePointSet WORD = set("word");

  /// Rust's `char::is_numeric`.
  public static final CodePointSet NUMERIC = set("numeric");

  /// What the Punctuation and Bert pre-tokenizers split off.
  public static final CodePointSet PUNCTUATION = set("punctuation");

  /// What BertNormalizer's `clean_text` removes.
  public static final CodePointSet BERT_REMOVED = set("bert_removed");

  /// What BertNormalizer's `clean_text` makes a space of.
  public static final CodePointSet BERT_TO_SPACE = set("bert_to_space");

  /// What BertNormalizer's `handle_chinese_chars` puts spaces around.
  public static final CodePointSet BERT_CHINESE = set("bert_chinese");

  /// What BertNormalizer's `strip_accents` removes after decomposition.
  public static final CodePointSet BERT_ACCENT = set("bert_accent");

  /// What StripAccents removes.
  public static final CodePointSet COMBINING_MARK = set("combining_mark");

  /// What Nmt removes.
  public static final CodePointSet NMT_REMOVED = set("nmt_removed");

  /// What Nmt makes a space of.
  public static final CodePointSet NMT_TO_SPACE = set("nmt_to_space");

  private static final Map<Integer, int[]> LOWERCASE = lowercaseMap();

  private HfCharacters() {}

  private static Map<String, String> read() {
    Map<String, String> lines = new HashMap<>();
    try (InputStream in = HfCharacters.class.getResourceAsStream("hf-0.23.sets")) {
      if (in == null) {
        throw new IllegalStateException("the resource hf-0.23.sets is missing from the jar");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
          .lines()
          .map(line -> line.split("\t", -1))
          .forEach(fields -> lines.put(fields[0], fields[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static String line(String name) {
    String line = LINES.get(name);
    if (line == null) {
      throw new IllegalStateException("hf-0.23.sets has no line " + name);
    }
    return line;
  }

  private static CodePointSet set(String name) {
    return CodePointSet.parse(line(name));
  }

  private static Map<Integer, int[]> lowercaseMap() {
    Map<Integer, int[]> map = new HashMap<>();
    for (String pair : line("lowercase").split(" ", -1)) {
      int equals = pair.indexOf('=');
      String[] to = pair.substring(equals + 1).split("\\+", -1);
      int[] codePoints = new int[to.length];
      for (int i = 0; i < to.length; i++) {
        codePoints[i] = Integer.parseInt(to[i], 16);
      }
      map.put(Integer.parseInt(pair.substring(0, equals), 16), codePoints);
    }
    return map;
  }

  /// What `codePoint` becomes in lower case (Rust's `char::to_lowercase`), or null if it stays.
  public static int @Nullable [] lowercase(int codePoint) {
    return LOWERCASE.get(codePoint);
  }
}
