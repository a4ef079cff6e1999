package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// HF's `tokenizer.json`, for byte-level BPE on a known splitting pattern.
///
/// What Tokenlab can't run exactly as HF tokenizers 0.23 runs it is refused, with the field and its
/// value. Read: `model` of type BPE without dropout, prefix or suffix, merges in both spellings,
/// `ignore_merges`; `pre_tokenizer` ByteLevel, or Split by a [SplitPattern] and ByteLevel; special
/// `added_tokens`; `normalizer` none. `post_processor` and `decoder` must be ByteLevel or none, and
/// `padding` and `truncation` are left aside: they don't bear on ordinary ids.
public final class TokenizerJson {
  private static final JsonFactory JSON = new JsonFactory();

  private TokenizerJson() {}

  /// Reads a tokenizer.
  ///
  /// @param name the tokenizer's name from now on
  /// @param source the file's name, for messages
  /// @throws ModelFileException if the file is damaged, or asks for something that is not supported
  public static Tokenizer read(byte[] content, String name, String source) throws IOException {
    try {
      JsonTree.Node root = JsonTree.parse(content, source);
      requireNone(root, "normalizer");
      requireByteLevelOrNone(root, "post_processor");
      requireByteLevelOrNone(root, "decoder");
      SplitPattern pattern = pattern(root.get("pre_tokenizer"));
      AddedTokens specials = specialTokens(root.get("added_tokens"));
      BpeModel model = model(root.get("model"), specials);
      return new Tokenizer(name, pattern.preTokenizer(), model, specials);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": " + e.getMessage(), e);
    } catch (JacksonException e) {
      throw new ModelFileException(
          source
              + ": not JSON at byte "
              + e.getLocation().getByteOffset()
              + ": "
              + e.getOriginalMessage(),
          e);
    }
  }

  private static void requireNone(JsonTree.Node root, String field) throws ModelFileException {
    if (!root.get(field).isNull()) {
      throw root.get(field).unsupported("null");
    }
  }

  private static void requireByteLevelOrNone(JsonTree.Node root, String field)
      throws ModelFileException {
    JsonTree.Node node = root.get(field);
    if (!node.isNull() && !node.type().equals("ByteLevel")) {
      throw node.get("type").unsupported("ByteLevel or null");
    }
  }

  private static SplitPattern pattern(JsonTree.Node node) throws ModelFileException {
    if (node.type().equals("ByteLevel")) {
      requireByteLevel(node, true);
      return SplitPattern.GPT2;
    }
    if (!node.type().equals("Sequence") || node.get("pretokenizers").size() != 2) {
      throw node.unsupported("ByteLevel, or a Sequence of Split and ByteLevel");
    }
    JsonTree.Node split = node.get("pretokenizers").get(0);
    JsonTree.Node byteLevel = node.get("pretokenizers").get(1);
    if (!split.type().equals("Split") || !byteLevel.type().equals("ByteLevel")) {
      throw node.unsupported("a Sequence of Split and ByteLevel");
    }
    requireByteLevel(byteLevel, false);
    if (!split.get("behavior").text().equals("Isolated") || split.get("invert").isTrue()) {
      throw split.unsupported("behavior Isolated, invert false");
    }
    JsonTree.Node regex = split.get("pattern").get("Regex");
    return SplitPattern.byRegex(regex.text())
        .orElseThrow(() -> regex.unsupported("the regular expression of a known pattern"));
  }

  private static void requireByteLevel(JsonTree.Node node, boolean useRegex)
      throws ModelFileException {
    if (node.get("add_prefix_space").isTrue()) {
      throw node.get("add_prefix_space").unsupported("false");
    }
    // Absent means true: the field is younger than the format.
    if ((node.get("use_regex").isNull() || node.get("use_regex").isTrue()) != useRegex) {
      throw node.get("use_regex").unsupported(String.valueOf(useRegex));
    }
  }

  private static AddedTokens specialTokens(JsonTree.Node added) throws ModelFileException {
    Map<String, Integer> idOf = new LinkedHashMap<>();
    for (int i = 0; i < added.size(); i++) {
      JsonTree.Node token = added.get(i);
      if (!token.get("special").isTrue()) {
        throw token.get("special").unsupported("true (added tokens that are not special)");
      }
      for (String flag : List.of("single_word", "lstrip", "rstrip")) {
        if (token.get(flag).isTrue()) {
          throw token.get(flag).unsupported("false");
        }
      }
      idOf.put(token.get("content").text(), token.get("id").integer());
    }
    return AddedTokens.special(idOf);
  }

  private static BpeModel model(JsonTree.Node model, AddedTokens specials)
      throws ModelFileException {
    // Old files leave the type out; what has merges is BPE.
    boolean bpe =
        model.type().equals("BPE") || (model.type().isEmpty() && model.get("merges").size() > 0);
    if (!bpe) {
      throw model.get("type").unsupported("BPE");
    }
    for (String field : List.of("dropout", "unk_token")) {
      if (!model.get(field).isNull()) {
        throw model.get(field).unsupported("null");
      }
    }
    for (String field : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
      if (!model.get(field).isNull() && !model.get(field).text().isEmpty()) {
        throw model.get(field).unsupported("null");
      }
    }
    if (model.get("byte_fallback").isTrue()) {
      throw model.get("byte_fallback").unsupported("false");
    }
    Map<String, Integer> idOf = new HashMap<>();
    Vocabulary vocabulary = vocabulary(model.get("vocab"), specials, idOf);
    Merges merges = merges(model.get("merges"), idOf);
    return BpeModel.ofMerges(vocabulary, merges, model.get("ignore_merges").isTrue());
  }

  private static Vocabulary vocabulary(
      JsonTree.Node vocab, AddedTokens specials, Map<String, Integer> idOf)
      throws ModelFileException {
    List<byte[]> tokens = new ArrayList<>();
    for (String token : vocab.keys()) {
      int id = vocab.get(token).integer();
      if (id < 0 || id >= 1 << 21) {
        throw vocab.get(token).unsupported("an id from 0 to 2097151");
      }
      while (tokens.size() <= id) {
        tokens.add(new byte[0]);
      }
      if (tokens.get(id).length > 0) {
        throw new IllegalArgumentException("model.vocab: id " + id + " comes twice");
      }
      idOf.put(token, id);
      if (specials.text(id).isEmpty()) {
        tokens.set(id, ByteLevelAlphabet.toBytes(token));
      }
    }
    return Vocabulary.of(tokens.toArray(byte[][]::new));
  }

  private static Merges merges(JsonTree.Node merges, Map<String, Integer> idOf)
      throws ModelFileException {
    int[] triples = new int[3 * merges.size()];
    for (int rank = 0; rank < merges.size(); rank++) {
      JsonTree.Node merge = merges.get(rank);
      String left;
      String right;
      if (merge.isText()) {
        int space = merge.text().indexOf(' ');
        if (space < 0) {
          throw merge.unsupported("two tokens with a space between");
        }
        left = merge.text().substring(0, space);
        right = merge.text().substring(space + 1);
      } else {
        left = merge.get(0).text();
        right = merge.get(1).text();
      }
      triples[3 * rank] = idOf(idOf, left, rank);
      triples[3 * rank + 1] = idOf(idOf, right, rank);
      triples[3 * rank + 2] = idOf(idOf, left + right, rank);
    }
    return Merges.of(triples);
  }

  private static int idOf(Map<String, Integer> idOf, String token, int rank) {
    @Nullable Integer id = idOf.get(token);
    if (id == null) {
      throw new IllegalArgumentException(
          "model.merges: merge "
              + rank
              + " names the token \""
              + token
              + "\", which is not in model.vocab");
    }
    return id;
  }

  /// The file's content, with arrays for merges, for a model made by HF's rule.
  ///
  /// @throws IllegalArgumentException if the format can't hold the tokenizer
  public static byte[] write(Tokenizer tokenizer) {
    SplitPattern pattern = TokenizerFiles.requirePattern(tokenizer, "tokenizer.json");
    if (!(tokenizer.model() instanceof BpeModel model)) {
      throw new IllegalArgumentException(
          "tokenizer.json can't hold " + tokenizer.name() + ": it is no byte-level BPE");
    }
    Merges merges =
        model
            .merges()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "tokenizer.json can't hold "
                        + tokenizer.name()
                        + ": it merges by tiktoken's rule, and the format wants a list of merges"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("version", "1.0");
      json.writeNullProperty("truncation");
      json.writeNullProperty("padding");
      writeAddedTokens(json, tokenizer.addedTokens());
      json.writeNullProperty("normalizer");
      writePreTokenizer(json, pattern);
      json.writeNullProperty("post_processor");
      json.writeName("decoder");
      writeByteLevel(json, true);
      writeModel(json, model, merges, tokenizer.addedTokens());
      json.writeEndObject();
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void writeAddedTokens(JsonGenerator json, AddedTokens specials) {
    json.writeArrayPropertyStart("added_tokens");
    for (String text : specials.specialTexts()) {
      json.writeStartObject();
      json.writeNumberProperty("id", specials.id(text).orElseThrow());
      json.writeStringProperty("content", text);
      for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
        json.writeBooleanProperty(flag, false);
      }
      json.writeBooleanProperty("special", true);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writePreTokenizer(JsonGenerator json, SplitPattern pattern) {
    json.writeObjectPropertyStart("pre_tokenizer");
    json.writeStringProperty("type", "Sequence");
    json.writeArrayPropertyStart("pretokenizers");
    json.writeStartObject();
    json.writeStringProperty("type", "Split");
    json.writeObjectPropertyStart("pattern");
    json.writeStringProperty("Regex", pattern.regex());
    json.writeEndObject();
    json.writeStringProperty("behavior", "Isolated");
    json.writeBooleanProperty("invert", false);
    json.writeEndObject();
    writeByteLevel(json, false);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeByteLevel(JsonGenerator json, boolean useRegex) {
    json.writeStartObject();
    json.writeStringProperty("type", "ByteLevel");
    json.writeBooleanProperty("add_prefix_space", false);
    json.writeBooleanProperty("trim_offsets", false);
    json.writeBooleanProperty("use_regex", useRegex);
    json.writeEndObject();
  }

  private static void writeModel(
      JsonGenerator json, BpeModel model, Merges merges, AddedTokens specials) {
    Vocabulary vocabulary = model.vocabulary();
    json.writeObjectPropertyStart("model");
    json.writeStringProperty("type", "BPE");
    json.writeNullProperty("dropout");
    json.writeNullProperty("unk_token");
    json.writeNullProperty("continuing_subword_prefix");
    json.writeNullProperty("end_of_word_suffix");
    json.writeBooleanProperty("fuse_unk", false);
    json.writeBooleanProperty("byte_fallback", false);
    json.writeBooleanProperty("ignore_merges", model.wholePieceFirst());
    json.writeObjectPropertyStart("vocab");
    for (int id = 0; id < Math.max(vocabulary.idLimit(), specials.maxId() + 1); id++) {
      if (vocabulary.contains(id)) {
        json.writeNumberProperty(ByteLevelAlphabet.toText(vocabulary.bytes(id)), id);
      } else if (specials.text(id).isPresent()) {
        json.writeNumberProperty(specials.text(id).get(), id);
      }
    }
    json.writeEndObject();
    json.writeArrayPropertyStart("merges");
    for (int rank = 0; rank < merges.size(); rank++) {
      json.writeStartArray();
      json.writeString(ByteLevelAlphabet.toText(vocabulary.bytes(merges.left(rank))));
      json.writeString(ByteLevelAlphabet.toText(vocabulary.bytes(merges.right(rank))));
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
