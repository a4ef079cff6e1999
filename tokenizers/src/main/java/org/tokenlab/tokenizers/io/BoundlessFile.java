package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeSteps;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.superword.BoundlessBpeModel;
import org.tokenlab.tokenizers.superword.WordSplitter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Our own form of a BoundlessBPE tokenizer: `.boundless.json`, version 1.
///
/// One JSON object in UTF-8, its members in this order; tokens are texts in GPT-2's alphabet.
///
/// | member | what |
/// |---|---|
/// | `format` | `"tokenlab-boundless"` |
/// | `version` | 1; others are refused |
/// | `words` | how words are found ([WordSplitter]): `{"regex": …, "script_regex": …, "scripts": […]}`, the latter two only together |
/// | `tokens` | the vocabulary: an array by id, `null` for an id that no token has |
/// | `superwords` | the ids of tokens that are marked as superwords, ascending |
/// | `steps` | what is done inside words, in order: `["Ġt", "h"]` merges, `{"delete": "Ġth", "into": ["Ġt", "h"]}` takes apart, into two parts or into bytes |
/// | `supermerges` | merges of words, in order: `["Ġof", "Ġthe"]`; both tokens and what they make are in `tokens` |
/// | `parts` | the rest of the tokenizer, as in `.tokenlab` files: `added_tokens`, `pre_tokenizer`, and where there are such `normalizer`, `post_processor`, `decoder`, `truncation`, `padding` |
///
/// Unlike fastboundlessbpe's file it holds every part of a tokenizer, vocabularies with gaps, and
/// deletions of both kinds side by side. Unknown members, and members that are missing, are
/// refused.
public final class BoundlessFile {
  private static final String FORMAT = "tokenlab-boundless";
  private static final int VERSION = 1;
  private static final List<String> MEMBERS =
      List.of(
          "format", "version", "words", "tokens", "superwords", "steps", "supermerges", "parts");

  private BoundlessFile() {}

  /// Whether a file begins as these do.
  static boolean isSo(String start) {
    return start.matches("(?s)\\{\\s*\"format\"\\s*:\\s*\"" + FORMAT + "\".*");
  }

  /// Reads a tokenizer.
  ///
  /// @param name the tokenizer's name from now on
  /// @param source the file's name, for messages
  /// @throws ModelFileException if the file is damaged; the message gives the member and the byte
  static Tokenizer read(byte[] content, String name, String source) throws ModelFileException {
    JsonNode root = JsonSource.parse(content, source);
    JsonNode format = root.get("format");
    if (!format.text().equals(FORMAT)) {
      throw format.expected("\"" + FORMAT + "\"");
    }
    JsonNode version = root.get("version");
    if (version.index(Integer.MAX_VALUE) != VERSION) {
      throw version.expected("version " + VERSION);
    }
    for (Map.Entry<String, JsonNode> member : root.members().entrySet()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw member.getValue().refused("expected one of " + MEMBERS + "; found another member");
      }
    }
    WordSplitter words = words(root.get("words"));
    Vocabulary vocabulary = vocabulary(root.get("tokens"));
    BitSet superwords = superwords(root.get("superwords"), vocabulary);
    BpeSteps steps = steps(root.get("steps"));
    Merges supermerges = supermerges(root.get("supermerges"), vocabulary);
    try {
      BoundlessBpeModel model =
          BoundlessBpeModel.of(vocabulary, steps, supermerges, words, superwords);
      return CompiledParts.of(root.get("parts")).around(name, model).build();
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": " + e.getMessage(), e);
    }
  }

  private static WordSplitter words(JsonNode node) throws ModelFileException {
    String regex = node.get("regex").text();
    JsonNode special = node.find("script_regex");
    try {
      if (special == null) {
        return WordSplitter.of(regex);
      }
      List<String> scripts = new ArrayList<>();
      for (JsonNode script : node.get("scripts").elements()) {
        scripts.add(script.text());
      }
      return WordSplitter.byScript(regex, special.text(), scripts);
    } catch (IllegalArgumentException e) {
      throw node.refused(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] token(JsonNode node) throws ModelFileException {
    String text = node.text();
    try {
      if (!text.isEmpty()) {
        return ByteLevelAlphabet.toBytes(text);
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw node.expected("a token in GPT-2's alphabet");
  }

  private static Vocabulary vocabulary(JsonNode node) throws ModelFileException {
    List<byte[]> tokens = new ArrayList<>();
    for (JsonNode token : node.elements()) {
      tokens.add(token.isNull() ? new byte[0] : token(token));
    }
    try {
      return Vocabulary.of(tokens.toArray(byte[][]::new));
    } catch (IllegalArgumentException e) {
      throw node.refused(String.valueOf(e.getMessage()));
    }
  }

  private static BitSet superwords(JsonNode node, Vocabulary vocabulary) throws ModelFileException {
    BitSet superwords = new BitSet();
    for (JsonNode id : node.elements()) {
      int index = id.index(vocabulary.idLimit());
      if (index < superwords.length() || !vocabulary.contains(index)) {
        throw id.expected("ids of tokens, ascending");
      }
      superwords.set(index);
    }
    return superwords;
  }

  private static List<byte[]> pair(JsonNode node) throws ModelFileException {
    List<JsonNode> parts = node.elements();
    if (parts.size() != 2) {
      throw node.expected("an array of two tokens");
    }
    return List.of(token(parts.getFirst()), token(parts.getLast()));
  }

  private static BpeSteps steps(JsonNode node) throws ModelFileException {
    BpeSteps.Builder steps = BpeSteps.builder();
    for (JsonNode step : node.elements()) {
      if (step.isObject()) {
        delete(step, steps);
      } else {
        List<byte[]> parts = pair(step);
        steps.merge(parts.getFirst(), parts.getLast());
      }
    }
    return steps.build();
  }

  private static void delete(JsonNode step, BpeSteps.Builder steps) throws ModelFileException {
    byte[] token = token(step.get("delete"));
    JsonNode into = step.get("into");
    List<byte[]> parts = new ArrayList<>();
    StringBuilder together = new StringBuilder();
    for (JsonNode part : into.elements()) {
      parts.add(token(part));
      together.append(part.text());
    }
    if (parts.size() < 2
        || (parts.size() != 2 && parts.size() != token.length)
        || !together.toString().equals(step.get("delete").text())) {
      throw into.expected("the deleted token in two parts, or in bytes");
    }
    if (parts.size() == 2) {
      steps.delete(token, parts.getFirst(), parts.getLast());
    } else {
      steps.deleteToBytes(token);
    }
  }

  private static Merges supermerges(JsonNode node, Vocabulary vocabulary)
      throws ModelFileException {
    List<JsonNode> pairs = node.elements();
    int[] triples = new int[3 * pairs.size()];
    for (int rank = 0; rank < pairs.size(); rank++) {
      List<byte[]> parts = pair(pairs.get(rank));
      byte[] left = parts.getFirst();
      byte[] right = parts.getLast();
      byte[] merged = Arrays.copyOf(left, left.length + right.length);
      System.arraycopy(right, 0, merged, left.length, right.length);
      triples[3 * rank] = vocabulary.id(left);
      triples[3 * rank + 1] = vocabulary.id(right);
      triples[3 * rank + 2] = vocabulary.id(merged);
      for (int i = 3 * rank; i < 3 * rank + 3; i++) {
        if (triples[i] < 0) {
          throw pairs
              .get(rank)
              .expected("tokens of the vocabulary that make another one of its tokens");
        }
      }
    }
    return Merges.of(triples);
  }

  /// The file's content.
  ///
  /// @throws IllegalArgumentException if the format can't hold the tokenizer; the message says why
  static byte[] write(Tokenizer tokenizer) {
    if (!(tokenizer.model() instanceof BoundlessBpeModel model)) {
      throw refusal(
          tokenizer,
          "it holds BoundlessBPE, and this is " + tokenizer.model().getClass().getSimpleName());
    }
    WordSplitter words =
        WordSplitter.like(model.wordSplitter())
            .orElseThrow(() ->
                refusal(
                    tokenizer,
                    "its words are not the matches of an expression: " + model.wordSplitter()));
    byte[] parts = CompiledParts.write(tokenizer, ".boundless.json");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("format", FORMAT);
      json.writeNumberProperty("version", VERSION);
      writeWords(json, words);
      writeTokens(json, model);
      writeSteps(json, model.wordSteps());
      Merges merges = model.supermerges();
      json.writeArrayPropertyStart("supermerges");
      for (int rank = 0; rank < merges.size(); rank++) {
        json.writeStartArray();
        json.writeString(model.tokenText(merges.left(rank)));
        json.writeString(model.tokenText(merges.right(rank)));
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeName("parts");
      json.writeRawValue(new String(parts, StandardCharsets.UTF_8));
      json.writeEndObject();
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void writeWords(JsonGenerator json, WordSplitter words) {
    json.writeObjectPropertyStart("words");
    json.writeStringProperty("regex", words.regex());
    Optional<String> special = words.scriptRegex();
    if (special.isPresent()) {
      json.writeStringProperty("script_regex", special.get());
      json.writeArrayPropertyStart("scripts");
      words.scripts().forEach(json::writeString);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeTokens(JsonGenerator json, BoundlessBpeModel model) {
    Vocabulary vocabulary = model.vocabulary();
    json.writeArrayPropertyStart("tokens");
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      if (vocabulary.contains(id)) {
        json.writeString(model.tokenText(id));
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("superwords");
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      if (model.isSuperword(id)) {
        json.writeNumber(id);
      }
    }
    json.writeEndArray();
  }

  private static void writeSteps(JsonGenerator json, BpeSteps steps) {
    json.writeArrayPropertyStart("steps");
    for (int step = 0; step < steps.size(); step++) {
      boolean deletion = steps.isDeletion(step);
      if (deletion) {
        json.writeStartObject();
        json.writeStringProperty("delete", ByteLevelAlphabet.toText(steps.token(step)));
        json.writeName("into");
      }
      json.writeStartArray();
      for (byte[] part : steps.parts(step)) {
        json.writeString(ByteLevelAlphabet.toText(part));
      }
      json.writeEndArray();
      if (deletion) {
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static IllegalArgumentException refusal(Tokenizer tokenizer, String why) {
    return new IllegalArgumentException(
        ".boundless.json can't hold " + tokenizer.name() + ": " + why);
  }
}
