package org.tokenlab.tokenizers.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.ModelFileException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A parsed JSON document whose nodes know their path, so that a message can name the field.
final class JsonTree {
  private JsonTree() {}

  static Node parse(byte[] content, String source) throws ModelFileException {
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), content)) {
      json.nextToken();
      @Nullable Object value = value(json);
      if (!(value instanceof Map<?, ?>)) {
        throw new ModelFileException(source + ": expected a JSON object");
      }
      if (json.nextToken() != null) {
        throw new ModelFileException(
            source
                + ": expected the end of the file after the JSON object, at byte "
                + json.currentTokenLocation().getByteOffset());
      }
      return new Node(source, "", value);
    }
  }

  private static @Nullable Object value(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (json.nextToken() != tools.jackson.core.JsonToken.END_OBJECT) {
          String key = json.currentName();
          json.nextToken();
          object.put(key, value(json));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<@Nullable Object> array = new ArrayList<>();
        while (json.nextToken() != tools.jackson.core.JsonToken.END_ARRAY) {
          array.add(value(json));
        }
        yield array;
      }
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  /// A value and where it stands.
  record Node(String source, String path, @Nullable Object value) {
    boolean isNull() {
      return value == null;
    }

    boolean isTrue() {
      return Boolean.TRUE.equals(value);
    }

    boolean isText() {
      return value instanceof String;
    }

    /// The member of an object; a null node where there is none, or this is no object.
    Node get(String key) {
      String at = path.isEmpty() ? key : path + "." + key;
      return new Node(source, at, value instanceof Map<?, ?> object ? object.get(key) : null);
    }

    Node get(int index) {
      String at = path + "[" + index + "]";
      return new Node(
          source,
          at,
          value instanceof List<?> list && index < list.size() ? list.get(index) : null);
    }

    /// Number of elements of an array; 0 for anything else.
    int size() {
      return value instanceof List<?> list ? list.size() : 0;
    }

    Set<String> keys() throws ModelFileException {
      if (!(value instanceof Map<?, ?> object)) {
        throw unsupported("an object");
      }
      Set<String> keys = new java.util.LinkedHashSet<>();
      object.keySet().forEach(key -> keys.add((String) key));
      return keys;
    }

    String text() throws ModelFileException {
      if (value instanceof String text) {
        return text;
      }
      throw unsupported("a string");
    }

    int integer() throws ModelFileException {
      if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e9) {
        return number.intValue();
      }
      throw unsupported("an integer");
    }

    /// The object's `type`; empty where it has none.
    String type() {
      return get("type").value instanceof String type ? type : "";
    }

    ModelFileException unsupported(String wanted) {
      String found =
          value instanceof Map<?, ?> && !type().isEmpty() ? type() : String.valueOf(value);
      return new ModelFileException(
          source
              + ": "
              + path
              + ": Tokenlab reads "
              + wanted
              + " here; found: "
              + (found.length() > 200 ? found.substring(0, 200) + "…" : found));
    }
  }
}
