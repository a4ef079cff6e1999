package org.tokenlab.tokenizers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reading of golden files that `hf_golden.py` and its users wrote.
///
/// With `-Dtests.golden.NAME=PATH` a longer file from the same generator takes the place of the one
/// that is checked in.
public final class HfGolden {
  private HfGolden() {}

  /// The lines of resource `name` beside `owner`, each cut at tabs.
  public static List<String[]> lines(Class<?> owner, String name) {
    String other = System.getProperty("tests.golden." + name);
    try (InputStream in =
            other != null ? Files.newInputStream(Path.of(other)) : owner.getResourceAsStream(name);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return reader.lines().map(line -> line.split("\t", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// `string` as `hf_golden.escaped` writes it.
  public static String escaped(String string) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      boolean plain = c > 0x20 && c < 0x7F && "\\|{}".indexOf(c) < 0;
      escaped.append(plain ? String.valueOf(c) : "\\u%04X".formatted((int) c));
    }
    return escaped.toString();
  }

  /// The string that was escaped.
  public static String unescaped(String escaped) {
    StringBuilder string = new StringBuilder();
    for (int i = 0; i < escaped.length(); ) {
      if (escaped.charAt(i) == '\\') {
        string.append((char) Integer.parseInt(escaped.substring(i + 2, i + 6), 16));
        i += 6;
      } else {
        string.append(escaped.charAt(i++));
      }
    }
    return string.toString();
  }
}
