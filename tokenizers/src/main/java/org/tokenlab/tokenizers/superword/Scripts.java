package org.tokenlab.tokenizers.superword;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The script of each code point, by Unicode 17.0, as fastboundlessbpe has it.
///
/// A table of its own, so that a newer JDK or ICU changes no ids. Immutable and thread-safe.
final class Scripts {
  /// The script of characters that belong to none: spaces, digits, punctuation, and all that
  /// Unicode has not assigned. Both are treated alike.
  static final int COMMON = 0;

  /// The script of characters that take that of the one before: combining marks.
  static final int INHERITED = 1;

  private static final List<String> NAMES = new ArrayList<>(List.of("Common", "Inherited"));
  private static final byte[] SCRIPT_OF = new byte[Character.MAX_CODE_POINT + 1];

  static {
    for (String line : read()) {
      String[] fields = line.split(" ", -1);
      int script = NAMES.indexOf(fields[0]);
      if (script < 0) {
        script = NAMES.size();
        NAMES.add(fields[0]);
      }
      for (int i = 1; i < fields.length; i++) {
        int dash = fields[i].indexOf('-');
        int first = Integer.parseInt(dash < 0 ? fields[i] : fields[i].substring(0, dash), 16);
        int last = Integer.parseInt(fields[i].substring(dash + 1), 16);
        Arrays.fill(SCRIPT_OF, first, last + 1, (byte) script);
      }
    }
  }

  private Scripts() {}

  private static List<String> read() {
    try (InputStream in = Scripts.class.getResourceAsStream("unicode-17.0.scripts")) {
      if (in == null) {
        throw new IllegalStateException(
            "the resource unicode-17.0.scripts is missing from the jar");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The number of a code point's script, below [#count].
  static int of(int codePoint) {
    return SCRIPT_OF[codePoint] & 0xFF;
  }

  /// Whether the script is one of its own: neither common nor inherited.
  static boolean isOwn(int script) {
    return script > INHERITED;
  }

  /// The number of the script with this name in Unicode's Scripts.txt (`Canadian_Aboriginal`), or
  /// −1.
  static int byName(String name) {
    return NAMES.indexOf(name);
  }

  /// How many scripts there are.
  static int count() {
    return NAMES.size();
  }
}
