package org.tokenlab.corpora.read;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.CorpusException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Takes one named string out of a JSON object.
final class JsonField {
  /// Jackson's own limits (20 million characters a string) are for untrusted services; here a
  /// document may be long.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxDocumentLength(-1)
                  .build())
          .build();

  private final String field;

  JsonField(String field) {
    this.field = field;
  }

  /// @param place `file: line N`, for messages
  String of(String line, String place) throws CorpusException {
    List<String> others = new ArrayList<>();
    String value = null;
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw new CorpusException(
            place + ": wanted a JSON object with a field \"" + field + "\", found " + kind(first));
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken token = parser.nextToken();
        if (!name.equals(field)) {
          others.add(name);
          parser.skipChildren();
        } else if (token == JsonToken.VALUE_STRING) {
          value = parser.getString();
        } else {
          throw new CorpusException(
              place + ": wanted a string in field \"" + field + "\", found " + kind(token));
        }
      }
      if (parser.nextToken() != null) {
        throw new CorpusException(place + ": wanted one JSON object a line, found more after it");
      }
    } catch (JacksonException e) {
      throw new CorpusException(
          place
              + ", column "
              + Bytes.grouped(e.getLocation() == null ? 0 : e.getLocation().getColumnNr())
              + ": not JSON: "
              + e.getOriginalMessage(),
          e);
    }
    if (value == null) {
      throw new CorpusException(
          place
              + ": no field \""
              + field
              + "\" in this object; it has "
              + (others.isEmpty() ? "no fields" : String.join(", ", others))
              + "."
              + Nearest.sentence(field, others));
    }
    return value;
  }

  private static String kind(@Nullable JsonToken token) {
    return switch (token) {
      case null -> "nothing";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      case VALUE_NULL -> "null";
      default -> token.toString();
    };
  }
}
