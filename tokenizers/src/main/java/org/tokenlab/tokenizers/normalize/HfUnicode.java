package org.tokenlab.tokenizers.normalize;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decomposition, composition and order of marks as HF tokenizers 0.23.2 has them (Unicode 9, found
/// by asking), from the resource `hf-0.23.forms`.
final class HfUnicode {
  private static final int HANGUL = 0xAC00;
  private static final int HANGUL_COUNT = 11172;
  private static final int LEAD = 0x1100;
  private static final int VOWEL = 0x1161;
  private static final int TRAIL = 0x11A7; // one before the first
  private static final int LEADS = 19;
  private static final int VOWELS = 21;
  private static final int TRAILS = 28;

  private static final HfUnicode TABLES = new HfUnicode();

  private final CodePointTable canonical = new CodePointTable(); // index in mappings
  private final CodePointTable compatibility = new CodePointTable();
  private final CodePointTable orders = new CodePointTable();
  private final Map<Long, Integer> pairs = new HashMap<>();
  private final CodePointTable inPair = new CodePointTable(); // 1 first, 2 second, 3 both
  private int[][] mappings = new int[8192][];
  private int mappingCount = 1;

  private HfUnicode() {
    try (InputStream in = HfUnicode.class.getResourceAsStream("hf-0.23.forms")) {
      if (in == null) {
        throw new IllegalStateException("the resource hf-0.23.forms is missing from the jar");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
          .lines()
          .map(line -> line.split("\t", -1))
          .forEach(fields -> read(fields[0], fields[1].split(" ", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < LEADS; i++) {
      inPair.set(LEAD + i, 1);
    }
    for (int i = 0; i < VOWELS; i++) {
      inPair.set(VOWEL + i, 2);
    }
    for (int i = 1; i < TRAILS; i++) {
      inPair.set(TRAIL + i, 2);
    }
    for (int i = 0; i < HANGUL_COUNT; i += TRAILS) {
      inPair.set(HANGUL + i, 1);
    }
  }

  private void read(String name, String[] values) {
    for (String value : values) {
      int sign = value.indexOf('=');
      switch (name) {
        case "canonical" -> map(canonical, value, sign);
        case "compatibility" -> map(compatibility, value, sign);
        case "compose" -> {
          int[] pair = codePoints(value.substring(0, sign));
          pairs.put(key(pair[0], pair[1]), Integer.parseInt(value.substring(sign + 1), 16));
          inPair.set(pair[0], inPair.get(pair[0]) | 1);
          inPair.set(pair[1], inPair.get(pair[1]) | 2);
        }
        default -> {
          int dash = value.indexOf('-');
          int first = Integer.parseInt(dash < 0 ? value : value.substring(0, dash), 16);
          int last = Integer.parseInt(value.substring(dash + 1), 16);
          int order = Integer.parseInt(name.substring("order ".length()));
          for (int c = first; c <= last; c++) {
            orders.set(c, order);
          }
        }
      }
    }
  }

  private void map(CodePointTable table, String value, int sign) {
    if (mappingCount == mappings.length) {
      mappings = Arrays.copyOf(mappings, 2 * mappingCount);
    }
    mappings[mappingCount] = codePoints(value.substring(sign + 1));
    table.set(Integer.parseInt(value.substring(0, sign), 16), mappingCount++);
  }

  private static int[] codePoints(String hexes) {
    return Arrays.stream(hexes.split("\\+", -1)).mapToInt(h -> Integer.parseInt(h, 16)).toArray();
  }

  private static long key(int first, int second) {
    return (long) first << 21 | second;
  }

  /// What `codePoint` decomposes to in the end, or null if it stays.
  static int @Nullable [] decomposition(int codePoint, boolean compatibility) {
    int syllable = codePoint - HANGUL;
    if (syllable >= 0 && syllable < HANGUL_COUNT) {
      int lead = LEAD + syllable / (VOWELS * TRAILS);
      int vowel = VOWEL + syllable / TRAILS % VOWELS;
      int trail = syllable % TRAILS;
      return trail == 0 ? new int[] {lead, vowel} : new int[] {lead, vowel, TRAIL + trail};
    }
    int index = compatibility ? TABLES.compatibility.get(codePoint) : 0;
    if (index == 0) {
      index = TABLES.canonical.get(codePoint);
    }
    return index == 0 ? null : TABLES.mappings[index];
  }

  /// Where `codePoint` sorts among combining marks: 0 for a starter, else 1 to 54.
  static int order(int codePoint) {
    return TABLES.orders.get(codePoint);
  }

  /// Whether some pair that composes starts with `codePoint`.
  static boolean isFirstOfPair(int codePoint) {
    return (TABLES.inPair.get(codePoint) & 1) != 0;
  }

  /// Whether some pair that composes ends with `codePoint`.
  static boolean isSecondOfPair(int codePoint) {
    return (TABLES.inPair.get(codePoint) & 2) != 0;
  }

  /// What the pair becomes, or −1.
  static int compose(int first, int second) {
    if (!isSecondOfPair(second) || !isFirstOfPair(first)) {
      return -1;
    }
    int lead = first - LEAD;
    int vowel = second - VOWEL;
    if (lead >= 0 && lead < LEADS && vowel >= 0 && vowel < VOWELS) {
      return HANGUL + (lead * VOWELS + vowel) * TRAILS;
    }
    int syllable = first - HANGUL;
    int trail = second - TRAIL;
    if (syllable >= 0 && syllable < HANGUL_COUNT && trail > 0 && trail < TRAILS) {
      return first + trail;
    }
    return TABLES.pairs.getOrDefault(key(first, second), -1);
  }

  /// Whether `codePoint` decomposes, moves or composes: only then can it matter to any form.
  static boolean isAffected(int codePoint) {
    return TABLES.canonical.get(codePoint) != 0
        || TABLES.compatibility.get(codePoint) != 0
        || TABLES.orders.get(codePoint) != 0
        || TABLES.inPair.get(codePoint) != 0
        || (codePoint >= HANGUL && codePoint < HANGUL + HANGUL_COUNT);
  }
}
