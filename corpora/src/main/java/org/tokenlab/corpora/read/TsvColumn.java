package org.tokenlab.corpora.read;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.CorpusException;

/// Takes one column out of a row of tab-separated values.
final class TsvColumn {
  private final int index;
  private final String shown;

  /// @param number from 1
  TsvColumn(int number, @Nullable String name) {
    this.index = number - 1;
    this.shown = name == null ? "column " + number : "column " + number + " (\"" + name + "\")";
  }

  /// Finds `name` in a header.
  static TsvColumn named(String name, String header, String place) throws CorpusException {
    List<String> names = Arrays.asList(header.split("\t", -1));
    int index = names.indexOf(name);
    if (index < 0) {
      throw new CorpusException(
          place
              + ": no column \""
              + name
              + "\"; the header has "
              + String.join(", ", names)
              + "."
              + Nearest.sentence(name, names));
    }
    if (names.lastIndexOf(name) != index) {
      throw new CorpusException(
          place + ": two columns are named \"" + name + "\"; choose one by its number.");
    }
    return new TsvColumn(index + 1, name);
  }

  /// @param place `file: line N`, for messages
  String of(String row, String place) throws CorpusException {
    int start = 0;
    for (int column = 0; ; column++) {
      int end = row.indexOf('\t', start);
      if (column == index) {
        return row.substring(start, end < 0 ? row.length() : end);
      }
      if (end < 0) {
        throw new CorpusException(
            place + ": wanted " + shown + ", found " + (column + 1) + " column(s) in this row");
      }
      start = end + 1;
    }
  }
}
