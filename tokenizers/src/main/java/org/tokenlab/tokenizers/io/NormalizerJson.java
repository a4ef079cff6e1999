package org.tokenlab.tokenizers.io;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.normalize.BertNormalizer;
import org.tokenlab.tokenizers.normalize.ByteLevelNormalizer;
import org.tokenlab.tokenizers.normalize.CharsMap;
import org.tokenlab.tokenizers.normalize.Lowercase;
import org.tokenlab.tokenizers.normalize.Nmt;
import org.tokenlab.tokenizers.normalize.NormalizerSequence;
import org.tokenlab.tokenizers.normalize.Precompiled;
import org.tokenlab.tokenizers.normalize.Prepend;
import org.tokenlab.tokenizers.normalize.Replace;
import org.tokenlab.tokenizers.normalize.StripAccents;
import org.tokenlab.tokenizers.normalize.StripWhitespace;
import org.tokenlab.tokenizers.normalize.UnicodeForm;
import tools.jackson.core.JsonGenerator;

/// The `normalizer` of a `tokenizer.json`.
///
/// A type that HF does not know is no error to it where the other fields fit a normalizer: it tries
/// BertNormalizer, Strip, Sequence, Precompiled, Replace and Prepend in this order, and so files
/// without a type, and with old names such as `Bert`, are read.
final class NormalizerJson {
  private NormalizerJson() {}

  /// The normalizer of a node; none for null.
  static Normalizer read(@Nullable JsonNode node) throws ModelFileException {
    if (node == null) {
      return Normalizer.none();
    }
    return switch (node.type()) {
      case "NFC", "NFD", "NFKC", "NFKD" -> UnicodeForm.valueOf(node.type());
      case "Lowercase" -> new Lowercase();
      case "Nmt" -> new Nmt();
      case "StripAccents" -> new StripAccents();
      case "ByteLevel" -> new ByteLevelNormalizer();
      case "Bert", "BertNormalizer" -> bert(node);
      case "Strip" -> strip(node);
      case "Sequence" -> sequence(node);
      case "Precompiled" -> precompiled(node);
      case "Replace" -> replace(node);
      case "Prepend" -> prepend(node);
      default -> readByFields(node);
    };
  }

  private static Normalizer readByFields(JsonNode node) throws ModelFileException {
    if (node.has("clean_text") && node.has("handle_chinese_chars") && node.has("lowercase")) {
      return bert(node);
    }
    if (node.has("strip_left") && node.has("strip_right")) {
      return strip(node);
    }
    if (node.has("normalizers")) {
      return sequence(node);
    }
    if (node.has("precompiled_charsmap")) {
      return precompiled(node);
    }
    if (node.has("pattern") && node.has("content")) {
      return replace(node);
    }
    if (node.has("prepend")) {
      return prepend(node);
    }
    throw node.expected("a normalizer of HF tokenizers 0.23");
  }

  private static Normalizer bert(JsonNode node) throws ModelFileException {
    JsonNode accents = node.find("strip_accents");
    return new BertNormalizer(
        node.get("clean_text").bool(),
        node.get("handle_chinese_chars").bool(),
        accents == null ? Optional.empty() : Optional.of(accents.bool()),
        node.get("lowercase").bool());
  }

  private static Normalizer strip(JsonNode node) throws ModelFileException {
    return new StripWhitespace(node.get("strip_left").bool(), node.get("strip_right").bool());
  }

  private static Normalizer sequence(JsonNode node) throws ModelFileException {
    List<Normalizer> parts = new ArrayList<>();
    for (JsonNode part : node.get("normalizers").elements()) {
      parts.add(read(part));
    }
    return new NormalizerSequence(List.copyOf(parts));
  }

  private static Normalizer precompiled(JsonNode node) throws ModelFileException {
    JsonNode map = node.get("precompiled_charsmap");
    try {
      return new Precompiled(CharsMap.of(Base64.getDecoder().decode(map.text())));
    } catch (IllegalArgumentException e) {
      throw map.refused("expected SentencePiece's table in base64; " + e.getMessage());
    }
  }

  private static Normalizer replace(JsonNode node) throws ModelFileException {
    JsonNode pattern = node.get("pattern");
    try {
      return new Replace(PatternJson.read(pattern), node.get("content").text());
    } catch (IllegalArgumentException e) {
      throw pattern.refused(String.valueOf(e.getMessage()));
    }
  }

  private static Normalizer prepend(JsonNode node) throws ModelFileException {
    return new Prepend(node.get("prepend").text());
  }

  /// Writes a normalizer as a value.
  ///
  /// @throws IllegalArgumentException if HF has no such normalizer
  static void write(JsonGenerator json, Normalizer normalizer) {
    if (normalizer.equals(Normalizer.none())) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    switch (normalizer) {
      case UnicodeForm form -> type(json, form.name());
      case Lowercase _ -> type(json, "Lowercase");
      case Nmt _ -> type(json, "Nmt");
      case StripAccents _ -> type(json, "StripAccents");
      case ByteLevelNormalizer _ -> type(json, "ByteLevel");
      case BertNormalizer bert -> {
        type(json, "BertNormalizer");
        json.writeBooleanProperty("clean_text", bert.cleanText());
        json.writeBooleanProperty("handle_chinese_chars", bert.handleChineseChars());
        json.writeName("strip_accents");
        if (bert.stripAccents().isPresent()) {
          json.writeBoolean(bert.stripAccents().get());
        } else {
          json.writeNull();
        }
        json.writeBooleanProperty("lowercase", bert.lowercase());
      }
      case StripWhitespace strip -> {
        type(json, "Strip");
        json.writeBooleanProperty("strip_left", strip.left());
        json.writeBooleanProperty("strip_right", strip.right());
      }
      case NormalizerSequence sequence -> {
        type(json, "Sequence");
        json.writeArrayPropertyStart("normalizers");
        sequence.normalizers().forEach(part -> write(json, part));
        json.writeEndArray();
      }
      case Precompiled precompiled -> {
        type(json, "Precompiled");
        json.writeStringProperty(
            "precompiled_charsmap",
            Base64.getEncoder().encodeToString(precompiled.charsMap().toBytes()));
      }
      case Replace replace -> {
        type(json, "Replace");
        PatternJson.write(json, replace.pattern());
        json.writeStringProperty("content", replace.content());
      }
      case Prepend prepend -> {
        type(json, "Prepend");
        json.writeStringProperty("prepend", prepend.text());
      }
      default ->
          throw new IllegalArgumentException(
              "HF has no normalizer like " + normalizer.getClass().getSimpleName());
    }
    json.writeEndObject();
  }

  private static void type(JsonGenerator json, String type) {
    json.writeStringProperty("type", type);
  }
}
