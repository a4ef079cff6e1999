package org.tokenlab.tokenizers.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.PostProcessor;
import org.tokenlab.tokenizers.postprocess.BertProcessing;
import org.tokenlab.tokenizers.postprocess.ByteLevelProcessing;
import org.tokenlab.tokenizers.postprocess.PostProcessorSequence;
import org.tokenlab.tokenizers.postprocess.RobertaProcessing;
import org.tokenlab.tokenizers.postprocess.TemplateProcessing;
import tools.jackson.core.JsonGenerator;

/// The `post_processor` of a `tokenizer.json`.
///
/// HF goes by the fields, in the order RobertaProcessing, BertProcessing, ByteLevel,
/// TemplateProcessing, Sequence, and heeds the type for ByteLevel and Sequence only: a
/// BertProcessing with Roberta's fields is a RobertaProcessing.
final class PostProcessorJson {
  private PostProcessorJson() {}

  static PostProcessor read(JsonNode node) throws ModelFileException {
    if (node.has("sep") && node.has("cls")) {
      return node.has("trim_offsets") && node.has("add_prefix_space") ? roberta(node) : bert(node);
    }
    if (node.type().equals("ByteLevel")) {
      return new ByteLevelProcessing(
          node.get("add_prefix_space").bool(),
          node.get("trim_offsets").bool(),
          node.bool("use_regex", true));
    }
    if (node.has("single") && node.has("pair") && node.has("special_tokens")) {
      return template(node);
    }
    if (node.type().equals("Sequence")) {
      List<PostProcessor> parts = new ArrayList<>();
      for (JsonNode part : node.get("processors").elements()) {
        parts.add(read(part));
      }
      return new PostProcessorSequence(List.copyOf(parts));
    }
    throw node.expected("a post-processor of HF tokenizers 0.23");
  }

  private static PostProcessor roberta(JsonNode node) throws ModelFileException {
    return new RobertaProcessing(
        text(node.get("sep")),
        id(node.get("sep")),
        text(node.get("cls")),
        id(node.get("cls")),
        node.get("trim_offsets").bool(),
        node.get("add_prefix_space").bool());
  }

  private static PostProcessor bert(JsonNode node) throws ModelFileException {
    return new BertProcessing(
        text(node.get("sep")), id(node.get("sep")), text(node.get("cls")), id(node.get("cls")));
  }

  private static String text(JsonNode pair) throws ModelFileException {
    return pairOf(pair).getFirst().text();
  }

  private static int id(JsonNode pair) throws ModelFileException {
    return pairOf(pair).get(1).index(Integer.MAX_VALUE);
  }

  private static List<JsonNode> pairOf(JsonNode node) throws ModelFileException {
    if (node.elements().size() != 2) {
      throw node.expected("an array of a string and a number");
    }
    return node.elements();
  }

  private static PostProcessor template(JsonNode node) throws ModelFileException {
    Map<String, TemplateProcessing.SpecialToken> specials = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.get("special_tokens").members().entrySet()) {
      JsonNode token = entry.getValue();
      List<Integer> ids = new ArrayList<>();
      for (JsonNode id : token.get("ids").elements()) {
        ids.add(id.index(Integer.MAX_VALUE));
      }
      List<String> tokens = new ArrayList<>();
      for (JsonNode text : token.get("tokens").elements()) {
        tokens.add(text.text());
      }
      specials.put(
          entry.getKey(),
          new TemplateProcessing.SpecialToken(
              token.get("id").text(), List.copyOf(ids), List.copyOf(tokens)));
    }
    try {
      return new TemplateProcessing(parts(node.get("single")), parts(node.get("pair")), specials);
    } catch (IllegalArgumentException e) {
      throw node.refused(String.valueOf(e.getMessage()));
    }
  }

  private static List<TemplateProcessing.Part> parts(JsonNode list) throws ModelFileException {
    List<TemplateProcessing.Part> parts = new ArrayList<>();
    for (JsonNode node : list.elements()) {
      parts.add(part(node));
    }
    return List.copyOf(parts);
  }

  private static TemplateProcessing.Part part(JsonNode node) throws ModelFileException {
    if (node.isObject() && node.members().size() == 1) {
      if (node.has("Sequence")) {
        JsonNode sequence = node.get("Sequence");
        int typeId = sequence.get("type_id").index(Integer.MAX_VALUE);
        return switch (sequence.get("id").text()) {
          case "A" -> new TemplateProcessing.Sequence(0, typeId);
          case "B" -> new TemplateProcessing.Sequence(1, typeId);
          default -> throw sequence.get("id").expected("\"A\" or \"B\"");
        };
      }
      if (node.has("SpecialToken")) {
        JsonNode token = node.get("SpecialToken");
        return new TemplateProcessing.Special(
            token.get("id").text(), token.get("type_id").index(Integer.MAX_VALUE));
      }
    }
    throw node.expected("{\"Sequence\": …} or {\"SpecialToken\": …}");
  }

  /// Writes a post-processor as a value.
  ///
  /// @throws IllegalArgumentException if HF has no such post-processor
  static void write(JsonGenerator json, PostProcessor processor) {
    json.writeStartObject();
    switch (processor) {
      case BertProcessing bert -> {
        json.writeStringProperty("type", "BertProcessing");
        pair(json, "sep", bert.sep(), bert.sepId());
        pair(json, "cls", bert.cls(), bert.clsId());
      }
      case RobertaProcessing roberta -> {
        json.writeStringProperty("type", "RobertaProcessing");
        pair(json, "sep", roberta.sep(), roberta.sepId());
        pair(json, "cls", roberta.cls(), roberta.clsId());
        json.writeBooleanProperty("trim_offsets", roberta.trimOffsets());
        json.writeBooleanProperty("add_prefix_space", roberta.addPrefixSpace());
      }
      case ByteLevelProcessing level ->
          PreTokenizerJson.byteLevel(
              json, level.addPrefixSpace(), level.trimOffsets(), level.useRegex());
      case TemplateProcessing template -> write(json, template);
      case PostProcessorSequence sequence -> {
        json.writeStringProperty("type", "Sequence");
        json.writeArrayPropertyStart("processors");
        sequence.processors().forEach(part -> write(json, part));
        json.writeEndArray();
      }
      default ->
          throw new IllegalArgumentException(
              "HF has no post-processor like " + processor.getClass().getSimpleName());
    }
    json.writeEndObject();
  }

  private static void pair(JsonGenerator json, String name, String token, int id) {
    json.writeArrayPropertyStart(name);
    json.writeString(token);
    json.writeNumber(id);
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, TemplateProcessing template) {
    json.writeStringProperty("type", "TemplateProcessing");
    write(json, "single", template.single());
    write(json, "pair", template.pair());
    json.writeObjectPropertyStart("special_tokens");
    new TreeMap<>(template.specialTokens())
        .forEach((key, token) -> {
          json.writeObjectPropertyStart(key);
          json.writeStringProperty("id", token.name());
          json.writeArrayPropertyStart("ids");
          token.ids().forEach(json::writeNumber);
          json.writeEndArray();
          json.writeArrayPropertyStart("tokens");
          token.tokens().forEach(json::writeString);
          json.writeEndArray();
          json.writeEndObject();
        });
    json.writeEndObject();
  }

  private static void write(
      JsonGenerator json, String name, List<TemplateProcessing.Part> template) {
    json.writeArrayPropertyStart(name);
    for (TemplateProcessing.Part part : template) {
      json.writeStartObject();
      switch (part) {
        case TemplateProcessing.Sequence sequence -> {
          json.writeObjectPropertyStart("Sequence");
          json.writeStringProperty("id", sequence.index() == 0 ? "A" : "B");
        }
        case TemplateProcessing.Special special -> {
          json.writeObjectPropertyStart("SpecialToken");
          json.writeStringProperty("id", special.name());
        }
      }
      json.writeNumberProperty("type_id", part.typeId());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
