package org.tokenlab.corpora;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.read.Nearest;

/// How files become documents. Immutable; start from [#lines], [#files], [#jsonLines], [#tsvColumn]
/// or [#rawLines] and refine with the `with` methods.
///
/// A line ends at `\n`, and nowhere else: not at U+2028, not at a lone `\r`. One `\r` before the
/// `\n` is not part of the line. The last line may lack its `\n`; a `\n` at the end of a file
/// starts no further line, so that a file has as many documents as `wc -l` says. Empty lines are
/// documents (an empty string each), so that numbers of lines agree with other tools and files stay
/// aligned; [#withoutEmptyDocuments] drops them. A byte order mark at the start of a file is an
/// encoding signature, not text, and is dropped; it still counts in lengths and hashes. [#rawLines]
/// does none of this.
public final class ReadOptions {
  /// What one document is.
  public enum Unit {
    /// One line.
    LINE,
    /// One line, exactly as Python's `text.split("\n")` cuts it. See [ReadOptions#rawLines].
    RAW_LINE,
    /// One file, at most 2³¹ − 9 bytes of it.
    FILE,
    /// One named string field of one JSON object a line.
    JSON_FIELD,
    /// One column of one row of tab-separated values.
    TSV_COLUMN
  }

  /// What to do with bytes that are not in the declared encoding.
  public enum Invalid {
    /// Stop with a [CorpusException] that names file, line and byte. The default.
    REFUSE,
    /// Put U+FFFD for each malformed sequence, cut as `java.lang.String` cuts them.
    REPLACE
  }

  private static final ReadOptions LINES =
      new ReadOptions(Unit.LINE, null, 0, Invalid.REFUSE, StandardCharsets.UTF_8, true);

  private final Unit unit;
  private final @Nullable String fieldName;
  private final int columnNumber;
  private final Invalid invalid;
  private final Charset encoding;
  private final boolean emptyDocuments;

  private ReadOptions(
      Unit unit,
      @Nullable String fieldName,
      int columnNumber,
      Invalid invalid,
      Charset encoding,
      boolean emptyDocuments) {
    this.unit = unit;
    this.fieldName = fieldName;
    this.columnNumber = columnNumber;
    this.invalid = invalid;
    this.encoding = encoding;
    this.emptyDocuments = emptyDocuments;
  }

  /// One document a line: the default.
  public static ReadOptions lines() {
    return LINES;
  }

  /// One document a line, exactly as Python's `data.decode("utf-8").split("\n")` cuts a file: `\r`
  /// and a byte order mark stay, and a file that ends in `\n` has one more, empty, document after
  /// it. An empty file is one empty document.
  public static ReadOptions rawLines() {
    return LINES.with(Unit.RAW_LINE, null, 0);
  }

  /// One document a file, with all its line ends.
  public static ReadOptions files() {
    return LINES.with(Unit.FILE, null, 0);
  }

  /// One JSON object a line (JSON Lines), of which the string at the top-level field `field` is the
  /// document. Lines of white space are skipped. If a field occurs twice in an object, the last one
  /// counts, as in most JSON readers.
  public static ReadOptions jsonLines(String field) {
    return LINES.with(Unit.JSON_FIELD, field, 0);
  }

  /// Tab-separated values, of which the first line of each file names the columns. There is no
  /// quoting: a quotation mark is text. Empty lines are skipped.
  public static ReadOptions tsvColumn(String column) {
    return LINES.with(Unit.TSV_COLUMN, column, 0);
  }

  /// Tab-separated values without a header: every line that is not empty is a row.
  ///
  /// @param number of the column, from 1
  public static ReadOptions tsvColumn(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("columns are counted from 1; got: " + number);
    }
    return LINES.with(Unit.TSV_COLUMN, null, number);
  }

  private ReadOptions with(Unit newUnit, @Nullable String name, int number) {
    return new ReadOptions(newUnit, name, number, invalid, encoding, emptyDocuments);
  }

  /// What to do with bytes that are not text in [#encoding].
  public ReadOptions withInvalid(Invalid policy) {
    return new ReadOptions(unit, fieldName, columnNumber, policy, encoding, emptyDocuments);
  }

  /// The encoding of the files, UTF-8 if not set.
  public ReadOptions withEncoding(Charset charset) {
    return new ReadOptions(unit, fieldName, columnNumber, invalid, charset, emptyDocuments);
  }

  /// The encoding of the files by its IANA name or an alias: `UTF-16`, `windows-1251`, `Shift_JIS`.
  ///
  /// @throws IllegalArgumentException for a name that this Java runtime does not know
  public ReadOptions withEncoding(String name) {
    try {
      return withEncoding(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException(
          "Unknown encoding \""
              + name
              + "\". Wanted an IANA name as UTF-8, UTF-16, ISO-8859-1, windows-1251, Shift_JIS, GB18030."
              + Nearest.sentence(name, Charset.availableCharsets().keySet()),
          e);
    }
  }

  /// Leaves out documents of length zero.
  public ReadOptions withoutEmptyDocuments() {
    return new ReadOptions(unit, fieldName, columnNumber, invalid, encoding, false);
  }

  /// What one document is.
  public Unit unit() {
    return unit;
  }

  /// Name of the JSON field or of the TSV column; null where there is none.
  public @Nullable String fieldName() {
    return fieldName;
  }

  /// Number of the TSV column from 1; 0 if it is named or there is none.
  public int columnNumber() {
    return columnNumber;
  }

  /// What to do with bytes that are not text in [#encoding].
  public Invalid invalid() {
    return invalid;
  }

  /// The encoding of the files.
  public Charset encoding() {
    return encoding;
  }

  /// Whether documents of length zero are kept.
  public boolean keepsEmptyDocuments() {
    return emptyDocuments;
  }
}
