package org.tokenlab.tokenizers.wordpool;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tokenlab.tokenizers.IntSink;

/// The words of a text as rows of units, ready for a word encoder.
///
/// A row is a word, or a part of one: a word of more than [#longestRow] units is cut into rows of
/// that many, all but the last marked as going on ([#continues]). So no word is too long, and
/// nothing is lost: [#text] gives back every byte.
///
/// **Ragged layout** (CSR): row `r` is `units()[rowStart(r) … rowStart(r + 1) − 1]`. **Padded
/// layout**: [#padded], W×C with a mask. Words repeat, and what an encoder makes of a row depends
/// on the row alone: [#distinct] numbers the distinct rows, so that each is encoded once and
/// gathered. (Two rows are one if units and continuation mark are the same.)
///
/// Memory is about 4 bytes a unit and 24 a row beside the text, which is kept and must not change.
/// Immutable and thread-safe.
public final class WordBatch {
  private final WordSpans words;
  private final WordUnits unitKind;
  private final int longestRow;
  private final int[] units;
  private final int[] rowStart; // rows + 1
  private final int[] rowWord; // word of each row
  private final int[] rowByte; // byte offset where each row starts

  private WordBatch(
      WordSpans words,
      WordUnits unitKind,
      int longestRow,
      int[] units,
      int[] rowStart,
      int[] rowWord,
      int[] rowByte) {
    this.words = words;
    this.unitKind = unitKind;
    this.longestRow = longestRow;
    this.units = units;
    this.rowStart = rowStart;
    this.rowWord = rowWord;
    this.rowByte = rowByte;
  }

  /// The words as rows.
  ///
  /// @param longestRow most units in a row, at least 1
  public static WordBatch of(WordSpans words, WordUnits unitKind, int longestRow) {
    if (longestRow < 1) {
      throw new IllegalArgumentException("a row holds at least 1 unit; got " + longestRow);
    }
    IntSink units = new IntSink(words.to() - words.from());
    IntSink rowStart = new IntSink(words.count() + 1);
    IntSink rowWord = new IntSink(words.count());
    IntSink rowByte = new IntSink(words.count());
    for (int word = 0; word < words.count(); word++) {
      int at = units.size();
      unitKind.append(words.utf8(), words.start(word), words.end(word), units);
      int bytes = words.start(word);
      for (int unit = at; unit < units.size(); unit++) {
        if ((unit - at) % longestRow == 0) {
          rowStart.add(unit);
          rowWord.add(word);
          rowByte.add(bytes);
        }
        bytes += unitKind.length(units.get(unit));
      }
      if (bytes != words.end(word)) {
        throw new IllegalStateException(
            "the units of the word at byte "
                + words.start(word)
                + " have "
                + (bytes - words.start(word))
                + " bytes, and the word "
                + (words.end(word) - words.start(word)));
      }
    }
    rowStart.add(units.size());
    return new WordBatch(
        words,
        unitKind,
        longestRow,
        units.toArray(),
        rowStart.toArray(),
        rowWord.toArray(),
        rowByte.toArray());
  }

  /// The words of all of `utf8` as rows.
  public static WordBatch of(WordRule rule, WordUnits unitKind, int longestRow, byte[] utf8) {
    return of(rule.words(utf8), unitKind, longestRow);
  }

  /// The words.
  public WordSpans words() {
    return words;
  }

  /// What the units are.
  public WordUnits unitKind() {
    return unitKind;
  }

  /// Most units that a row may hold.
  public int longestRow() {
    return longestRow;
  }

  /// Number of rows: of words, if none is too long.
  public int rows() {
    return rowWord.length;
  }

  /// All rows' units, one row after the other; not a copy, read it only.
  public int[] units() {
    return units;
  }

  /// Where row `row` starts in [#units]; with `row` = [#rows] where the last one ends.
  public int rowStart(int row) {
    return rowStart[row];
  }

  /// Number of units of a row, at least 1.
  public int length(int row) {
    return rowStart[row + 1] - rowStart[row];
  }

  /// The word that a row is, or is part of.
  public int word(int row) {
    return rowWord[row];
  }

  /// Whether the row's word goes on in the next row.
  public boolean continues(int row) {
    return row + 1 < rows() && rowWord[row + 1] == rowWord[row];
  }

  /// Byte offset in the text's array where a row starts.
  public int startByte(int row) {
    return rowByte[row];
  }

  /// Byte offset in the text's array where a row ends, exclusive.
  public int endByte(int row) {
    return continues(row) ? rowByte[row + 1] : words.end(rowWord[row]);
  }

  /// Rows `from` to `to` − 1 as a matrix as wide as the longest of them.
  public PaddedRows padded(int from, int to) {
    int[] rows = new int[to - from];
    Arrays.setAll(rows, i -> from + i);
    return PaddedRows.of(this, rows);
  }

  /// All rows as a matrix.
  public PaddedRows padded() {
    return padded(0, rows());
  }

  /// Numbers the distinct rows in the order of their first occurrence.
  public DistinctRows distinct() {
    return distinct(0, rows());
  }

  /// Numbers the distinct rows among `from` to `to` − 1.
  public DistinctRows distinct(int from, int to) {
    Map<Key, Integer> numbers = new HashMap<>();
    int[] numberOf = new int[to - from];
    IntSink first = new IntSink(64);
    for (int row = from; row < to; row++) {
      Integer known = numbers.putIfAbsent(new Key(this, row), first.size());
      numberOf[row - from] = known == null ? first.size() : known;
      if (known == null) {
        first.add(row);
      }
    }
    return new DistinctRows(first.toArray(), numberOf);
  }

  /// The text, put together from the rows' units and the gaps between words. Every byte is as it
  /// was.
  public byte[] text() {
    byte[] text = new byte[words.to() - words.from()];
    int at = 0;
    int row = 0;
    for (int word = 0; word <= words.count(); word++) {
      int gap = words.gapEnd(word) - words.gapStart(word);
      System.arraycopy(words.utf8(), words.gapStart(word), text, at, gap);
      at += gap;
      for (; row < rows() && rowWord[row] == word; row++) {
        for (int i = rowStart[row]; i < rowStart[row + 1]; i++) {
          byte[] bytes = unitKind.bytes(units[i]);
          System.arraycopy(bytes, 0, text, at, bytes.length);
          at += bytes.length;
        }
      }
    }
    return text;
  }

  /// A row by its content.
  private record Key(WordBatch batch, int row) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key(WordBatch otherBatch, int otherRow)
          && batch.continues(row) == otherBatch.continues(otherRow)
          && Arrays.equals(
              batch.units,
              batch.rowStart[row],
              batch.rowStart[row + 1],
              otherBatch.units,
              otherBatch.rowStart[otherRow],
              otherBatch.rowStart[otherRow + 1]);
    }

    @Override
    public int hashCode() {
      int hash = batch.continues(row) ? 1 : 0;
      for (int i = batch.rowStart[row]; i < batch.rowStart[row + 1]; i++) {
        hash = (hash + batch.units[i] + 1) * 0x9E37_79B1;
      }
      return hash ^ hash >>> 15;
    }
  }
}
