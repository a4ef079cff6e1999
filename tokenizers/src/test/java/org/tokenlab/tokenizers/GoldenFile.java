package org.tokenlab.tokenizers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Reading of the tab-separated golden files that the generators in `src/test/python` write.
///
/// With `-Dtests.golden.NAME=PATH` a longer file from the same generator takes the place of the one
/// that is checked in.
public final class GoldenFile {
  private GoldenFile() {}

  /// The lines of resource `name` beside `owner`, each cut at tabs.
  public static List<String[]> lines(Class<?> owner, String name) {
    String other = System.getProperty("tests.golden." + name);
    try (InputStream in =
            other != null ? Files.newInputStream(Path.of(other)) : owner.getResourceAsStream(name);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, name), StandardCharsets.US_ASCII))) {
      return reader.lines().map(line -> line.split("\t", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A line again, for what a failed test says.
  public static String line(String[] fields) {
    return String.join("\t", fields);
  }

  /// The numbers of a field, which are parted by spaces; it may hold none.
  public static int[] numbers(String field) {
    return field.isEmpty()
        ? new int[0]
        : Arrays.stream(field.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
  }
}
