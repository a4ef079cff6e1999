package org.tokenlab.tokenizers.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Utf8;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// A JSON file that is read from front to back: small parts as [JsonNode]s, large ones token by
/// token. Nesting is limited as serde_json limits it, so recursion here is too.
final class JsonSource implements AutoCloseable {
  /// serde_json's `recursion limit`.
  private static final int DEEPEST = 127;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNameLength(1 << 24)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          // serde_json reads UTF-8 without a mark; Jackson would take UTF-16 and UTF-32 as well.
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .build();

  private final String name;
  private final JsonParser json;
  private final @Nullable LargeSections sections;

  /// @throws ModelFileException if `content` is not UTF-8
  JsonSource(byte[] content, String name) throws ModelFileException {
    this(requireUtf8(content, name), name, null);
  }

  private JsonSource(byte[] content, String name, @Nullable LargeSections sections) {
    this.name = name;
    this.sections = sections;
    json = JSON.createParser(ObjectReadContext.empty(), content);
  }

  /// Jackson does not check throughout that what it reads is UTF-8.
  static byte[] requireUtf8(byte[] content, String name) throws ModelFileException {
    return requireUtf8(content, Utf8.validUpTo(content, 0, content.length), name);
  }

  /// The same, where it is known up to where `content` is UTF-8.
  static byte[] requireUtf8(byte[] content, int valid, String name) throws ModelFileException {
    if (valid < content.length) {
      throw new ModelFileException(
          name + ": byte " + valid + ": expected UTF-8; found other bytes");
    }
    return content;
  }

  /// A `tokenizer.json`, its large sections taken out; offsets are the file's. That the file is
  /// UTF-8 has been checked.
  static JsonSource withoutSections(LargeSections sections, String name) {
    return new JsonSource(sections.rest(), name, sections);
  }

  /// The whole document as a node.
  static JsonNode parse(byte[] content, String name) throws ModelFileException {
    try (JsonSource source = new JsonSource(content, name)) {
      source.next();
      JsonNode node = source.node("");
      source.requireEnd();
      return node;
    }
  }

  /// The next token; null at the end of the file.
  @Nullable JsonToken next() throws ModelFileException {
    try {
      return json.nextToken();
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  JsonToken current() {
    return json.currentToken();
  }

  String text() throws ModelFileException {
    try {
      return json.getString();
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  /// Appends the current name or string, element `index` of the array at `path`, to `texts`.
  void appendTo(TextList texts, String path, int index) throws ModelFileException {
    try {
      if (json.currentToken() == JsonToken.PROPERTY_NAME) {
        texts.add(json.currentName());
      } else {
        texts.add(json.getStringCharacters(), json.getStringOffset(), json.getStringLength());
      }
    } catch (JacksonException e) {
      throw notJson(e);
    } catch (IllegalArgumentException e) {
      throw failure(path + "[" + index + "]", "expected text; found " + e.getMessage());
    }
  }

  /// The current number, in element `index` of the array at `path`.
  double number(String path, int index) throws ModelFileException {
    try {
      if (json.currentToken().isNumeric()) {
        return SerdeNumber.parse(json.getString());
      }
    } catch (JacksonException e) {
      throw notJson(e);
    } catch (ArithmeticException e) {
      throw failure(path + "[" + index + "][1]", "expected a double; found " + e.getMessage());
    }
    throw node(path + "[" + index + "][1]").expected("a number");
  }

  /// The current integer, from 0 to `limit` − 1.
  int index(int limit, String path, TextList names) throws ModelFileException {
    try {
      if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getStringLength() <= 10) {
        long value = json.getLongValue();
        if (value >= 0 && value < limit) {
          return (int) value;
        }
      }
    } catch (JacksonException e) {
      throw notJson(e);
    }
    throw node(path + "." + names.text(names.size() - 1))
        .expected("a whole number from 0 to " + (limit - 1));
  }

  /// Byte offset of the current token.
  long offset() {
    return inFile(json.currentTokenLocation().getByteOffset());
  }

  private long inFile(long offset) {
    return sections == null ? offset : sections.offsetInFile(offset);
  }

  /// The current value with all that is in it.
  JsonNode node(String path) throws ModelFileException {
    try {
      long offset = offset();
      return new JsonNode(name, path, offset, value(path));
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  private @Nullable Object value(String path) throws ModelFileException {
    JsonToken token = json.currentToken();
    return switch (token) {
      case START_OBJECT -> {
        Map<String, JsonNode> object = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String key = json.currentName();
          json.nextToken();
          object.put(key, node(path.isEmpty() ? key : path + "." + key));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<JsonNode> array = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          array.add(node(path + "[" + array.size() + "]"));
        }
        yield array;
      }
      case VALUE_STRING -> {
        String text = json.getString();
        if (hasLoneSurrogate(text)) {
          throw failure(path, "expected text; found a lone surrogate");
        }
        yield text;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNode.Numeral(json.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> throw failure(path, "expected a value; found none");
    };
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  void requireEnd() throws ModelFileException {
    if (next() != null) {
      throw failure("the document", "expected the end of the file after the JSON value");
    }
  }

  ModelFileException failure(String path, String what) {
    return new ModelFileException(name + ": " + path + ", byte " + offset() + ": " + what);
  }

  private ModelFileException notJson(JacksonException e) {
    return new ModelFileException(
        name
            + ": not JSON at byte "
            + Math.max(
                0,
                inFile(
                    (e.getLocation() == null ? json.currentLocation() : e.getLocation())
                        .getByteOffset()))
            + ": "
            + e.getOriginalMessage(),
        e);
  }

  @Override
  public void close() {
    json.close();
  }
}
