package org.tokenlab.tokenizers.regex;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The Unicode 16.0 properties and case foldings of both engines, from a resource made by
/// `regex_unicode_sets.py` from the engines' own tables.
///
/// Read when the first pattern that needs it is compiled (about 300 kB of text, kept); the sets are
/// built when first named. Thread-safe.
final class UnicodeData {
  private static final UnicodeData INSTANCE = new UnicodeData();

  private final List<String> sets = new ArrayList<>();
  private final List<@Nullable CodeSet> built = new ArrayList<>();
  private final Map<String, Integer> oniguruma = new HashMap<>();
  private final Map<String, Integer> rust = new HashMap<>();
  private final Map<String, String> rustAliases = new HashMap<>();
  private final Map<List<Integer>, int[]> folds = new HashMap<>();
  private final Map<Integer, List<Integer>> foldOf = new HashMap<>();
  private final TreeMap<Integer, int[]> simpleFolds = new TreeMap<>();

  private UnicodeData() {
    try (InputStream in = UnicodeData.class.getResourceAsStream("unicode-16.0.sets.gz")) {
      if (in == null) {
        throw new IllegalStateException(
            "the resource unicode-16.0.sets.gz is missing from the jar");
      }
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(in), StandardCharsets.US_ASCII));
      lines.lines().forEach(this::take);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(String line) {
    String rest = line.substring(2);
    int space = rest.lastIndexOf(' ');
    switch (line.charAt(0)) {
      case 's' -> {
        sets.add(rest);
        built.add(null);
      }
      case 'o' ->
          oniguruma.put(rest.substring(0, space), Integer.valueOf(rest.substring(space + 1)));
      case 'f' -> rust.put(rest.substring(0, space), Integer.valueOf(rest.substring(space + 1)));
      case 'a' -> rustAliases.put(rest.substring(0, space), rest.substring(space + 1));
      case 'c' ->
          simpleFolds.put(codes(rest.substring(0, space))[0], codes(rest.substring(space + 1)));
      default -> {
        int[] codes = codes(rest.substring(space + 1));
        List<Integer> fold = new ArrayList<>();
        for (int code : codes(rest.substring(0, space))) {
          fold.add(code);
        }
        folds.merge(fold, codes, UnicodeData::joined);
        for (int code : codes) {
          foldOf.put(code, fold);
        }
      }
    }
  }

  private static int[] joined(int[] a, int[] b) {
    int[] all = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private static int[] codes(String hexadecimal) {
    String[] parts = hexadecimal.split(",", -1);
    int[] codes = new int[parts.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = Integer.parseInt(parts[i], 16);
    }
    return codes;
  }

  private synchronized CodeSet set(int index) {
    CodeSet set = built.get(index);
    if (set == null) {
      String[] runs = sets.get(index).isEmpty() ? new String[0] : sets.get(index).split(" ", -1);
      int[] bounds = new int[runs.length];
      int at = 0;
      for (int i = 0; i < runs.length; i += 2) {
        at += Integer.parseInt(runs[i], 16);
        bounds[i] = at;
        at += Integer.parseInt(runs[i + 1], 16) + 1;
        bounds[i + 1] = at;
      }
      set = CodeSet.ofBounds(bounds);
      built.set(index, set);
    }
    return set;
  }

  /// The property that Oniguruma knows by this name, whatever its case, spaces, `-` and `_`.
  static @Nullable CodeSet oniguruma(String name) {
    Integer index = INSTANCE.oniguruma.get(name.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT));
    return index == null ? null : INSTANCE.set(index);
  }

  /// The property that the regex crate knows by `name`, or by `name=value`.
  static @Nullable CodeSet rust(String name) {
    int equals = Math.max(name.indexOf('='), name.indexOf(':'));
    String key;
    if (equals < 0) {
      key = normalized(name);
    } else {
      String property = normalized(name.substring(0, equals));
      key =
          INSTANCE.rustAliases.getOrDefault(property, property)
              + "="
              + normalized(name.substring(equals + 1));
    }
    Integer index = INSTANCE.rust.get(key);
    return index == null ? null : INSTANCE.set(index);
  }

  /// UAX 44's loose matching of names, but that a leading "is" goes whatever follows, as there.
  private static String normalized(String name) {
    if (name.startsWith("\\")) {
      return name;
    }
    String bare = name.replaceAll("[ _-]|[^\\x00-\\x7F]", "").toLowerCase(Locale.ROOT);
    if (name.length() >= 2 && name.substring(0, 2).equalsIgnoreCase("is")) {
      bare = bare.substring(2);
      return bare.equals("c") ? "isc" : bare;
    }
    return bare;
  }

  /// A set that must be there.
  static CodeSet known(Dialect dialect, String name) {
    CodeSet set = dialect == Dialect.ONIGURUMA ? oniguruma(name) : rust(name);
    if (set == null) {
      throw new IllegalStateException("unicode-16.0.sets.gz has no " + name);
    }
    return set;
  }

  /// `set` and all that the regex crate's simple case folding makes equal to one of it.
  static CodeSet simplyFolded(CodeSet set) {
    CodeSet folded = set;
    int[] bounds = set.bounds();
    for (int i = 0; i < bounds.length; i += 2) {
      for (int[] others :
          INSTANCE.simpleFolds.subMap(bounds[i], true, bounds[i + 1], false).values()) {
        folded = folded.or(CodeSet.of(others));
      }
    }
    return folded;
  }

  /// What Oniguruma folds `codePoint` to: itself, another, or two or three code points.
  static List<Integer> fold(int codePoint) {
    List<Integer> fold = INSTANCE.foldOf.get(codePoint);
    return fold == null ? List.of(codePoint) : fold;
  }

  /// The code points that Oniguruma folds to `fold`; `fold` itself is not among them.
  static int[] unfolded(List<Integer> fold) {
    int[] codes = INSTANCE.folds.get(fold);
    return codes == null ? new int[0] : codes;
  }

  /// All foldings to exactly `length` code points, 1 to 3.
  static List<Map.Entry<List<Integer>, int[]>> folds(int length) {
    return INSTANCE.folds.entrySet().stream().filter(e -> e.getKey().size() == length).toList();
  }
}
