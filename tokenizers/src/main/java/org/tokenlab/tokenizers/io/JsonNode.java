package org.tokenlab.tokenizers.io;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.ModelFileException;

/// A value of a JSON document that knows where it stands, so that a message can name the file, the
/// field and the byte.
///
/// @param source the file's name
/// @param path the field: `model.vocab[3]`; empty for the document
/// @param offset byte offset of the value in the file
/// @param value a `Map` of nodes by name, a `List` of nodes, a `String`, a [Numeral], a `Boolean`,
///   or null
record JsonNode(String source, String path, long offset, @Nullable Object value) {
  /// A number as it is written.
  record Numeral(String text) {
    boolean isInteger() {
      return text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    }

    @Override
    public String toString() {
      return text;
    }
  }

  boolean isNull() {
    return value == null;
  }

  boolean isObject() {
    return value instanceof Map<?, ?>;
  }

  boolean isList() {
    return value instanceof List<?>;
  }

  /// The members of an object.
  @SuppressWarnings("unchecked") // made by JsonDocument
  Map<String, JsonNode> members() throws ModelFileException {
    if (value instanceof Map<?, ?> object) {
      return (Map<String, JsonNode>) object;
    }
    throw expected("an object");
  }

  /// The elements of an array.
  @SuppressWarnings("unchecked") // made by JsonDocument
  List<JsonNode> elements() throws ModelFileException {
    if (value instanceof List<?> list) {
      return (List<JsonNode>) list;
    }
    throw expected("an array");
  }

  /// The member `key` of an object; null if it has none, or holds `null` there.
  @Nullable JsonNode find(String key) throws ModelFileException {
    JsonNode member = members().get(key);
    return member == null || member.isNull() ? null : member;
  }

  boolean has(String key) throws ModelFileException {
    return members().containsKey(key);
  }

  /// The member `key` of an object, which must be there; may be a null node.
  JsonNode get(String key) throws ModelFileException {
    JsonNode member = members().get(key);
    if (member == null) {
      throw failure((path.isEmpty() ? "" : path + ".") + key, "expected this field; found none");
    }
    return member;
  }

  String text() throws ModelFileException {
    if (value instanceof String text) {
      return text;
    }
    throw expected("a string");
  }

  boolean bool() throws ModelFileException {
    if (value instanceof Boolean b) {
      return b;
    }
    throw expected("true or false");
  }

  /// A boolean member that may be left out, but not `null`: serde's `default`.
  boolean bool(String key, boolean absent) throws ModelFileException {
    return has(key) ? get(key).bool() : absent;
  }

  /// A string of one code point.
  int codePoint() throws ModelFileException {
    if (value instanceof String text && text.codePointCount(0, text.length()) == 1) {
      return text.codePointAt(0);
    }
    throw expected("a string of one character");
  }

  /// A whole number from 0 to `limit` − 1.
  int index(int limit) throws ModelFileException {
    if (value instanceof Numeral number && number.isInteger() && number.text.length() <= 10) {
      long index = Long.parseLong(number.text);
      if (index >= 0 && index < limit) {
        return (int) index;
      }
    }
    throw expected("a whole number from 0 to " + (limit - 1));
  }

  double number() throws ModelFileException {
    if (value instanceof Numeral number) {
      try {
        return SerdeNumber.parse(number.text);
      } catch (ArithmeticException e) {
        throw expected("a number that fits a double");
      }
    }
    throw expected("a number");
  }

  /// The `type` of an object; empty if it has none, or it is no string.
  String type() throws ModelFileException {
    return members().get("type") instanceof JsonNode(_, _, _, String type) ? type : "";
  }

  /// The object's own `type`, which must be `wanted`.
  void requireType(String wanted) throws ModelFileException {
    if (!get("type").text().equals(wanted)) {
      throw get("type").expected("\"" + wanted + "\"");
    }
  }

  ModelFileException expected(String wanted) {
    return failure(
        path.isEmpty() ? "the document" : path, "expected " + wanted + "; found " + shown());
  }

  /// A message about this place.
  ModelFileException refused(String what) {
    return failure(path, what);
  }

  private ModelFileException failure(String place, String what) {
    return new ModelFileException(source + ": " + place + ", byte " + offset + ": " + what);
  }

  private String shown() {
    String text =
        switch (value) {
          case null -> "null";
          case Map<?, ?> object ->
              "an object"
                  + (object.get("type") instanceof JsonNode(_, _, _, String type)
                      ? " of type \"" + type + "\""
                      : "");
          case List<?> list -> "an array of " + list.size();
          case String string -> "\"" + string + "\"";
          default -> value.toString();
        };
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
