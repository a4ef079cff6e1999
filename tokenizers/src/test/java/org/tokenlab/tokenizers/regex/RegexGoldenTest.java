package org.tokenlab.tokenizers.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Expressions run as the peers ran them; the file is made by `regex_golden.py`.
@Tag("exhaustive") // knows nothing of vectors
final class RegexGoldenTest {
  @Test
  void bothDialectsFindWhatTheirPeersFind() throws IOException {
    for (String line : lines()) {
      String[] fields = line.split("\t", -1);
      boolean oniguruma = fields[0].equals("o");
      TextPattern.Regex regex =
          new TextPattern.Regex(
              unescaped(fields[1]), oniguruma ? Dialect.ONIGURUMA : Dialect.FANCY_REGEX);
      if (fields[3].equals("ERROR")) {
        // Some look-behind is refused by the peers only.
        if (!fields[1].contains("(?<")) {
          assertThrows(IllegalArgumentException.class, regex::matcher, line);
        }
        continue;
      }
      byte[] utf8 = unescaped(fields[2]).getBytes(StandardCharsets.UTF_8);
      PatternMatcher matcher = regex.matcher();
      matcher.scan(utf8, 0, utf8.length);
      StringJoiner found = new StringJoiner(" ");
      while (matcher.next()) {
        if (!oniguruma) {
          found.add(Integer.toString(matcher.end() - matcher.start()));
        } else if (matcher.start() < matcher.end()) {
          found.add(matcher.start() + "-" + matcher.end());
        }
      }
      assertEquals(fields[3], found.toString(), line);
    }
  }

  @Test
  void automataAndBacktrackingFindTheSame() throws IOException {
    for (String line : lines()) {
      String[] fields = line.split("\t", -1);
      if (fields[3].equals("ERROR")) {
        continue;
      }
      Dialect dialect = fields[0].equals("o") ? Dialect.ONIGURUMA : Dialect.FANCY_REGEX;
      TextPattern.Regex regex = new TextPattern.Regex(unescaped(fields[1]), dialect);
      CompiledPattern compiled = CompiledPattern.of(regex);
      if (compiled.anchored == null) {
        continue;
      }
      byte[] utf8 = unescaped(fields[2]).getBytes(StandardCharsets.UTF_8);
      Backtracker backtracker = new Backtracker(compiled.program);
      int[] read = new int[1];
      for (int at = 0; ; at = CompiledPattern.after(utf8, at)) {
        backtracker.begin();
        int end = compiled.anchored.match(utf8, 0, utf8.length, at, read);
        assertEquals(backtracker.match(utf8, 0, utf8.length, at, at), end, line);
        int next = firstMatch(compiled, backtracker, utf8, at);
        int found = compiled.search().match(utf8, 0, utf8.length, at, read);
        assertEquals(
            next < 0 ? -1 : backtracker.match(utf8, 0, utf8.length, next, next), found, line);
        if (found >= 0) {
          assertEquals(
              next, compiled.backwards().matchBackwards(utf8, 0, utf8.length, found, at), line);
        }
        if (at == utf8.length) {
          break;
        }
      }
    }
  }

  private static int firstMatch(
      CompiledPattern compiled, Backtracker backtracker, byte[] utf8, int from) {
    Objects.requireNonNull(compiled);
    for (int at = from; ; at = CompiledPattern.after(utf8, at)) {
      if (backtracker.match(utf8, 0, utf8.length, at, at) >= 0) {
        return at;
      }
      if (at == utf8.length) {
        return -1;
      }
    }
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = RegexGoldenTest.class.getResourceAsStream("regex-golden.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  private static String unescaped(String json) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '\\') {
        c = json.charAt(++i);
        switch (c) {
          case 'n' -> text.append('\n');
          case 'r' -> text.append('\r');
          case 't' -> text.append('\t');
          case 'b' -> text.append('\b');
          case 'f' -> text.append('\f');
          case 'u' -> {
            text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
            i += 4;
          }
          default -> text.append(c);
        }
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
