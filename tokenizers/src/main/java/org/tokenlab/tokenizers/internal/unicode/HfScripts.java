package org.tokenlab.tokenizers.internal.unicode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Which characters HF tokenizers 0.23.2 takes to be of one script, found by asking it about every
/// code point.
///
/// Its UnicodeScripts pre-tokenizer has tables of its own, of an old version of Unicode, in which
/// Han, Hiragana and Katakana are one script.
public final class HfScripts {
  /// The script of a space and of characters that the tables don't know.
  public static final int ANY = 0;

  private static final int[] STARTS; // where a run of one script starts, ascending, from 0
  private static final short[] SCRIPTS; // of each run

  static {
    List<String> lines = read();
    long[] runs = new long[2 * lines.stream().mapToInt(line -> line.split(" ", -1).length).sum()];
    int count = 0;
    for (int script = 1; script <= lines.size(); script++) {
      for (String range : lines.get(script - 1).split(" ", -1)) {
        int dash = range.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash), 16);
        int last = Integer.parseInt(dash < 0 ? range : range.substring(dash + 1), 16);
        runs[count++] = (long) first << 32 | 1 << 16 | script;
        runs[count++] = (long) (last + 1) << 32; // sorts before a run that starts there
      }
    }
    Arrays.sort(runs);
    STARTS = new int[count + 1];
    SCRIPTS = new short[count + 1];
    int distinct = 1;
    for (long run : runs) {
      int start = (int) (run >>> 32);
      if (start > STARTS[distinct - 1]) {
        STARTS[distinct++] = start;
      }
      SCRIPTS[distinct - 1] = (short) run;
    }
    Arrays.fill(STARTS, distinct, STARTS.length, Integer.MAX_VALUE);
  }

  private HfScripts() {}

  private static List<String> read() {
    try (InputStream in = HfScripts.class.getResourceAsStream("hf-0.23.scripts")) {
      if (in == null) {
        throw new IllegalStateException("the resource hf-0.23.scripts is missing from the jar");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The number of `codePoint`'s script, or [#ANY]. O(log of the number of runs).
  public static int of(int codePoint) {
    int found = Arrays.binarySearch(STARTS, codePoint);
    return SCRIPTS[found >= 0 ? found : -found - 2];
  }
}
