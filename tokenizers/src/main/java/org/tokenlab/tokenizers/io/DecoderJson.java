package org.tokenlab.tokenizers.io;

import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.decode.BpeDecoder;
import org.tokenlab.tokenizers.decode.ByteFallback;
import org.tokenlab.tokenizers.decode.ByteLevelDecoder;
import org.tokenlab.tokenizers.decode.CtcDecoder;
import org.tokenlab.tokenizers.decode.DecoderSequence;
import org.tokenlab.tokenizers.decode.Fuse;
import org.tokenlab.tokenizers.decode.JoinWithSpaces;
import org.tokenlab.tokenizers.decode.MetaspaceDecoder;
import org.tokenlab.tokenizers.decode.ReplaceDecoder;
import org.tokenlab.tokenizers.decode.StripDecoder;
import org.tokenlab.tokenizers.decode.WordPieceDecoder;
import org.tokenlab.tokenizers.pretokenize.Metaspace;
import tools.jackson.core.JsonGenerator;

/// The `decoder` of a `tokenizer.json`.
///
/// A type that HF does not know is no error to it where the other fields fit: it tries BPEDecoder,
/// WordPiece, CTC, Replace and Strip in this order.
final class DecoderJson {
  private DecoderJson() {}

  static Decoder read(JsonNode node) throws ModelFileException {
    return switch (node.type()) {
      case "BPEDecoder" -> new BpeDecoder(node.get("suffix").text());
      case "ByteLevel" ->
          new ByteLevelDecoder(
              node.get("add_prefix_space").bool(),
              node.get("trim_offsets").bool(),
              node.bool("use_regex", true));
      case "WordPiece" -> wordPiece(node);
      case "Metaspace" -> {
        Metaspace same = PreTokenizerJson.metaspace(node);
        yield new MetaspaceDecoder(same.replacement(), same.prependScheme(), same.split());
      }
      case "CTC" -> ctc(node);
      case "Sequence" -> {
        List<Decoder> parts = new ArrayList<>();
        for (JsonNode part : node.get("decoders").elements()) {
          parts.add(read(part));
        }
        yield new DecoderSequence(List.copyOf(parts));
      }
      case "Replace" -> replace(node);
      case "Fuse" -> new Fuse();
      case "Strip" -> strip(node);
      case "ByteFallback" -> new ByteFallback();
      default -> readByFields(node);
    };
  }

  private static Decoder readByFields(JsonNode node) throws ModelFileException {
    if (node.has("suffix")) {
      return new BpeDecoder(node.get("suffix").text());
    }
    if (node.has("prefix") && node.has("cleanup")) {
      return wordPiece(node);
    }
    if (node.has("pad_token") && node.has("word_delimiter_token") && node.has("cleanup")) {
      return ctc(node);
    }
    if (node.has("pattern") && node.has("content")) {
      return replace(node);
    }
    if (node.has("content") && node.has("start") && node.has("stop")) {
      return strip(node);
    }
    throw node.expected("a decoder of HF tokenizers 0.23");
  }

  private static Decoder wordPiece(JsonNode node) throws ModelFileException {
    return new WordPieceDecoder(node.get("prefix").text(), node.get("cleanup").bool());
  }

  private static Decoder ctc(JsonNode node) throws ModelFileException {
    return new CtcDecoder(
        node.get("pad_token").text(),
        node.get("word_delimiter_token").text(),
        node.get("cleanup").bool());
  }

  private static Decoder replace(JsonNode node) throws ModelFileException {
    JsonNode pattern = node.get("pattern");
    try {
      return new ReplaceDecoder(PatternJson.read(pattern), node.get("content").text());
    } catch (IllegalArgumentException e) {
      throw pattern.refused(String.valueOf(e.getMessage()));
    }
  }

  private static Decoder strip(JsonNode node) throws ModelFileException {
    return new StripDecoder(
        node.get("content").codePoint(),
        node.get("start").index(Integer.MAX_VALUE),
        node.get("stop").index(Integer.MAX_VALUE));
  }

  /// Writes a decoder as a value.
  ///
  /// @throws IllegalArgumentException if HF has no such decoder
  static void write(JsonGenerator json, Decoder decoder) {
    if (decoder instanceof JoinWithSpaces) {
      json.writeNull(); // what HF does where a file has no decoder
      return;
    }
    json.writeStartObject();
    switch (decoder) {
      case BpeDecoder bpe -> {
        type(json, "BPEDecoder");
        json.writeStringProperty("suffix", bpe.suffix());
      }
      case ByteLevelDecoder level ->
          PreTokenizerJson.byteLevel(
              json, level.addPrefixSpace(), level.trimOffsets(), level.useRegex());
      case WordPieceDecoder piece -> {
        type(json, "WordPiece");
        json.writeStringProperty("prefix", piece.prefix());
        json.writeBooleanProperty("cleanup", piece.cleanup());
      }
      case MetaspaceDecoder space ->
          PreTokenizerJson.metaspace(
              json, space.replacement(), space.prependScheme(), space.split());
      case CtcDecoder ctc -> {
        type(json, "CTC");
        json.writeStringProperty("pad_token", ctc.padToken());
        json.writeStringProperty("word_delimiter_token", ctc.wordDelimiterToken());
        json.writeBooleanProperty("cleanup", ctc.cleanup());
      }
      case DecoderSequence sequence -> {
        type(json, "Sequence");
        json.writeArrayPropertyStart("decoders");
        sequence.decoders().forEach(part -> write(json, part));
        json.writeEndArray();
      }
      case ReplaceDecoder replace -> {
        type(json, "Replace");
        PatternJson.write(json, replace.pattern());
        json.writeStringProperty("content", replace.content());
      }
      case Fuse _ -> type(json, "Fuse");
      case StripDecoder strip -> {
        type(json, "Strip");
        json.writeStringProperty("content", Character.toString(strip.content()));
        json.writeNumberProperty("start", strip.start());
        json.writeNumberProperty("stop", strip.stop());
      }
      case ByteFallback _ -> type(json, "ByteFallback");
      default ->
          throw new IllegalArgumentException(
              "HF has no decoder like " + decoder.getClass().getSimpleName());
    }
    json.writeEndObject();
  }

  private static void type(JsonGenerator json, String type) {
    json.writeStringProperty("type", type);
  }
}
