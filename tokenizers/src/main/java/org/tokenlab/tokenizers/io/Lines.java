package org.tokenlab.tokenizers.io;

import java.nio.charset.StandardCharsets;
import org.tokenlab.tokenizers.ModelFileException;

/// The lines of a text file, one after the other, with their places for messages. White space at
/// both ends is not part of a line here.
final class Lines {
  private final byte[] content;
  private final String source;
  private int end; // of the current line, with its line feed
  private Place place = new Place(0, 0);
  private String line = "";

  /// Where a line starts.
  ///
  /// @param line counted from 1
  /// @param offset in bytes
  record Place(int line, int offset) {}

  /// @param content well-formed UTF-8
  Lines(byte[] content, String source) {
    this.content = content;
    this.source = source;
  }

  String source() {
    return source;
  }

  /// Where the current line starts.
  Place place() {
    return place;
  }

  /// The next line.
  String next() throws ModelFileException {
    place = new Place(place.line + 1, end);
    if (end == content.length) {
      line = "";
      throw refused("expected one more line; found the end of the file");
    }
    int start = end;
    while (end < content.length && content[end] != '\n') {
      end++;
    }
    line = new String(content, start, end - start, StandardCharsets.UTF_8).strip();
    end = Math.min(end + 1, content.length);
    return line;
  }

  /// Goes on one line, which must be this one.
  void require(String wanted) throws ModelFileException {
    if (!next().equals(wanted)) {
      throw expected("\"" + wanted + "\"");
    }
  }

  /// The next line's fields, between single spaces.
  String[] fields(int count, String what) throws ModelFileException {
    String[] fields = next().split(" ", -1);
    if (fields.length != count) {
      throw expected(count + " fields: " + what);
    }
    return fields;
  }

  /// The next line, which says how many lines of something follow.
  int count(String what) throws ModelFileException {
    String text = next();
    int left = content.length - end;
    try {
      int count = Integer.parseInt(text);
      if (count >= 0 && count <= left) { // a line takes a byte at least
        return count;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw expected("the number of " + what + ", at most as many as lines follow");
  }

  /// The number that `text`, a part of the current line, writes.
  int index(String text) throws ModelFileException {
    try {
      int index = Integer.parseInt(text);
      if (index >= 0) {
        return index;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw expected("a whole number from 0 to 2147483647 instead of \"" + text + "\"");
  }

  /// The current line as JSON.
  JsonNode json(String text) throws ModelFileException {
    return JsonSource.parse(text.getBytes(StandardCharsets.UTF_8), source + ": line " + place.line);
  }

  /// Only white space may follow.
  void requireEnd() throws ModelFileException {
    while (end < content.length) {
      if (!next().isEmpty()) {
        throw expected("the end of the file");
      }
    }
  }

  ModelFileException expected(String wanted) {
    String found = line.length() > 60 ? line.substring(0, 60) + "…" : line;
    return refused("expected " + wanted + "; found: " + found.replaceAll("\\p{Cntrl}", "?"));
  }

  /// A message about the current line.
  ModelFileException refused(String what) {
    return refused(place, what);
  }

  ModelFileException refused(Place at, String what) {
    return new ModelFileException(
        source + ": line " + at.line + ", byte " + at.offset + ": " + what);
  }
}
