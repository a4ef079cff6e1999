package org.tokenlab.tokenizers.io;

import java.util.Map;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;
import tools.jackson.core.JsonGenerator;

/// The `pattern` of HF's Split and Replace: `{"String": …}` or `{"Regex": …}`.
final class PatternJson {
  private PatternJson() {}

  /// Reads a pattern.
  ///
  /// @throws IllegalArgumentException if Oniguruma would not compile the regular expression
  static TextPattern read(JsonNode node) throws ModelFileException {
    if (node.isObject() && node.members().size() == 1) {
      Map.Entry<String, JsonNode> only = node.members().entrySet().iterator().next();
      switch (only.getKey()) {
        case "String" -> {
          return new TextPattern.Literal(only.getValue().text());
        }
        case "Regex" -> {
          String regex = only.getValue().text();
          TextPattern.Regex.check(regex, Dialect.ONIGURUMA);
          return new TextPattern.Regex(regex, Dialect.ONIGURUMA);
        }
        default -> {}
      }
    }
    throw node.expected("{\"String\": …} or {\"Regex\": …}");
  }

  static void write(JsonGenerator json, TextPattern pattern) {
    json.writeObjectPropertyStart("pattern");
    switch (pattern) {
      case TextPattern.Literal literal -> json.writeStringProperty("String", literal.text());
      case TextPattern.Regex regex -> {
        if (regex.dialect() != Dialect.ONIGURUMA) {
          throw new IllegalArgumentException(
              "HF reads regular expressions as Oniguruma does, and this one is written for "
                  + regex.dialect()
                  + ": "
                  + regex.regex());
        }
        json.writeStringProperty("Regex", regex.regex());
      }
    }
    json.writeEndObject();
  }
}
