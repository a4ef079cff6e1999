package org.tokenlab.tokenizers.io;

import java.util.OptionalInt;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Padding;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.Truncation;
import tools.jackson.core.JsonGenerator;

/// The `truncation` and `padding` of a `tokenizer.json`: kept, and done only when asked for.
final class LengthsJson {
  private LengthsJson() {}

  static Truncation truncation(JsonNode node) throws ModelFileException {
    JsonNode strategy = node.get("strategy");
    return new Truncation(
        node.get("max_length").index(Integer.MAX_VALUE),
        node.get("stride").index(Integer.MAX_VALUE),
        switch (strategy.text()) {
          case "LongestFirst" -> Truncation.Strategy.LONGEST_FIRST;
          case "OnlyFirst" -> Truncation.Strategy.ONLY_FIRST;
          case "OnlySecond" -> Truncation.Strategy.ONLY_SECOND;
          default -> throw strategy.expected("LongestFirst, OnlyFirst or OnlySecond");
        },
        node.has("direction") ? side(node.get("direction")) : Side.RIGHT);
  }

  static Padding padding(JsonNode node) throws ModelFileException {
    JsonNode strategy = node.get("strategy");
    OptionalInt length;
    if (strategy.isObject() && strategy.members().size() == 1 && strategy.has("Fixed")) {
      length = OptionalInt.of(strategy.get("Fixed").index(Integer.MAX_VALUE));
    } else if ("BatchLongest".equals(strategy.value())) {
      length = OptionalInt.empty();
    } else {
      throw strategy.expected("\"BatchLongest\" or {\"Fixed\": LENGTH}");
    }
    JsonNode multiple = node.find("pad_to_multiple_of");
    return new Padding(
        length,
        multiple == null ? 0 : multiple.index(Integer.MAX_VALUE),
        side(node.get("direction")),
        node.get("pad_id").index(Integer.MAX_VALUE),
        node.get("pad_type_id").index(Integer.MAX_VALUE),
        node.get("pad_token").text());
  }

  private static Side side(JsonNode node) throws ModelFileException {
    return switch (node.text()) {
      case "Left" -> Side.LEFT;
      case "Right" -> Side.RIGHT;
      default -> throw node.expected("Left or Right");
    };
  }

  static void write(JsonGenerator json, Truncation truncation) {
    json.writeStartObject();
    json.writeStringProperty("direction", name(truncation.side()));
    json.writeNumberProperty("max_length", truncation.maxLength());
    json.writeStringProperty(
        "strategy",
        switch (truncation.strategy()) {
          case LONGEST_FIRST -> "LongestFirst";
          case ONLY_FIRST -> "OnlyFirst";
          case ONLY_SECOND -> "OnlySecond";
        });
    json.writeNumberProperty("stride", truncation.stride());
    json.writeEndObject();
  }

  static void write(JsonGenerator json, Padding padding) {
    json.writeStartObject();
    if (padding.length().isPresent()) {
      json.writeObjectPropertyStart("strategy");
      json.writeNumberProperty("Fixed", padding.length().getAsInt());
      json.writeEndObject();
    } else {
      json.writeStringProperty("strategy", "BatchLongest");
    }
    json.writeStringProperty("direction", name(padding.side()));
    if (padding.multipleOf() > 0) {
      json.writeNumberProperty("pad_to_multiple_of", padding.multipleOf());
    } else {
      json.writeNullProperty("pad_to_multiple_of");
    }
    json.writeNumberProperty("pad_id", padding.id());
    json.writeNumberProperty("pad_type_id", padding.typeId());
    json.writeStringProperty("pad_token", padding.token());
    json.writeEndObject();
  }

  private static String name(Side side) {
    return side == Side.LEFT ? "Left" : "Right";
  }
}
