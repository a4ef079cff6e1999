package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.wordpool.CharacterUnits;
import org.tokenlab.tokenizers.wordpool.LayerStack;
import org.tokenlab.tokenizers.wordpool.TokenUnits;
import org.tokenlab.tokenizers.wordpool.WordPoolModel;
import org.tokenlab.tokenizers.wordpool.WordPoolShape;
import org.tokenlab.tokenizers.wordpool.WordRule;
import org.tokenlab.tokenizers.wordpool.WordUnits;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A word-pooled model as a folder: the description `wordpool.json`, version 1, the weights
/// `model.safetensors`, and where units are a tokenizer's tokens that tokenizer, `units.tokenlab`.
///
/// The description is one JSON object:
///
/// | member | what |
/// |---|---|
/// | `format` | `"tokenlab-wordpool"` |
/// | `version` | 1; others are refused |
/// | `rule` | where words end: a lossless [WordRule]'s name |
/// | `units` | `{"kind": "bytes"}`, `{"kind": "characters", "characters": "…"}` in the order of their units, or `{"kind": "tokens"}` |
/// | `prefixes`, `width`, `longest_row`, `window` | as in [WordPoolShape] |
/// | `encoder`, `main`, `decoder` | each `{"layers": …, "heads": …, "feed_forward": …}` |
/// | `weights_sha256` | of `model.safetensors`, so that the two belong together |
///
/// Unknown members, and members that are missing, are refused.
public final class WordPoolFile {
  /// The description's name in its folder.
  public static final String DESCRIPTION = "wordpool.json";

  private static final String FORMAT = "tokenlab-wordpool";
  private static final String WEIGHTS = "model.safetensors";
  private static final String UNITS = "units.tokenlab";
  private static final int VERSION = 1;
  private static final List<String> MEMBERS =
      List.of(
          "format",
          "version",
          "rule",
          "units",
          "prefixes",
          "width",
          "longest_row",
          "window",
          "encoder",
          "main",
          "decoder",
          "weights_sha256");

  private WordPoolFile() {}

  /// Reads a model.
  ///
  /// @param folder the folder, or the description in it
  /// @throws ModelFileException if a file is missing or damaged, or the weights don't fit the
  ///   description; the message gives the file and the place
  public static WordPoolModel read(Path folder) throws IOException {
    Path description = Files.isDirectory(folder) ? folder.resolve(DESCRIPTION) : folder;
    String source = description.toString();
    JsonNode root = JsonSource.parse(TokenizerFiles.read(description), source);
    if (!root.get("format").text().equals(FORMAT)) {
      throw root.get("format").expected("\"" + FORMAT + "\"");
    }
    if (root.get("version").index(Integer.MAX_VALUE) != VERSION) {
      throw root.get("version").expected("version " + VERSION);
    }
    for (Map.Entry<String, JsonNode> member : root.members().entrySet()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw member.getValue().refused("expected one of " + MEMBERS + "; found another member");
      }
    }
    Path weights = description.resolveSibling(WEIGHTS);
    String wanted = root.get("weights_sha256").text();
    String found = RanksSource.sha256(TokenizerFiles.read(weights));
    if (!found.equals(wanted)) {
      throw new ModelFileException(
          weights
              + ": wanted the weights that "
              + DESCRIPTION
              + " describes, SHA-256 "
              + wanted
              + "; found "
              + found);
    }
    try {
      return new WordPoolModel(
          WordRule.byId(root.get("rule").text()),
          units(root.get("units"), description),
          shape(root),
          SafeTensors.read(weights));
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": " + e.getMessage(), e);
    }
  }

  private static WordPoolShape shape(JsonNode root) throws ModelFileException {
    return new WordPoolShape(
        root.get("prefixes").index(Integer.MAX_VALUE),
        root.get("width").index(Integer.MAX_VALUE),
        root.get("longest_row").index(Integer.MAX_VALUE),
        root.get("window").index(Integer.MAX_VALUE),
        stack(root.get("encoder")),
        stack(root.get("main")),
        stack(root.get("decoder")));
  }

  private static LayerStack stack(JsonNode node) throws ModelFileException {
    return new LayerStack(
        node.get("layers").index(Integer.MAX_VALUE),
        node.get("heads").index(Integer.MAX_VALUE),
        node.get("feed_forward").index(Integer.MAX_VALUE));
  }

  private static WordUnits units(JsonNode node, Path description) throws IOException {
    String kind = node.get("kind").text();
    return switch (kind) {
      case "bytes" -> WordUnits.bytes();
      case "characters" -> new CharacterUnits(node.get("characters").text().codePoints().toArray());
      case "tokens" -> new TokenUnits(TokenizerFiles.load(description.resolveSibling(UNITS)));
      default -> throw node.get("kind").expected("\"bytes\", \"characters\" or \"tokens\"");
    };
  }

  /// Writes a model into a folder, which is made if it is not there. The description comes last: a
  /// folder whose writing was interrupted is refused by [#read], or holds the older model.
  public static void write(WordPoolModel model, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path weights = folder.resolve(WEIGHTS);
    if (model.units() instanceof TokenUnits tokens) {
      TokenizerFiles.save(tokens.tokenizer(), folder.resolve(UNITS));
    }
    SafeTensors.write(model.tensors(), weights);
    String sha256 = RanksSource.sha256(TokenizerFiles.read(weights));
    AtomicOutput.write(folder.resolve(DESCRIPTION), description(model, sha256));
  }

  private static byte[] description(WordPoolModel model, String sha256) {
    WordPoolShape shape = model.shape();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json =
        JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("format", FORMAT);
      json.writeNumberProperty("version", VERSION);
      json.writeStringProperty("rule", model.rule().id());
      json.writeObjectPropertyStart("units");
      json.writeStringProperty("kind", model.units().kind());
      if (model.units() instanceof CharacterUnits characters) {
        int[] codePoints = characters.codePoints();
        json.writeStringProperty("characters", new String(codePoints, 0, codePoints.length));
      }
      json.writeEndObject();
      json.writeNumberProperty("prefixes", shape.prefixes());
      json.writeNumberProperty("width", shape.width());
      json.writeNumberProperty("longest_row", shape.longestRow());
      json.writeNumberProperty("window", shape.window());
      stack(json, "encoder", shape.encoder());
      stack(json, "main", shape.main());
      stack(json, "decoder", shape.decoder());
      json.writeStringProperty("weights_sha256", sha256);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void stack(JsonGenerator json, String name, LayerStack stack) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("layers", stack.layers());
    json.writeNumberProperty("heads", stack.heads());
    json.writeNumberProperty("feed_forward", stack.feedForward());
    json.writeEndObject();
  }
}
