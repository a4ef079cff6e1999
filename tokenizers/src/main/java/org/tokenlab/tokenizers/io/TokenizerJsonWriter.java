package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.CharacterBpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.decode.ByteLevelDecoder;
import org.tokenlab.tokenizers.decode.Fuse;
import org.tokenlab.tokenizers.pretokenize.ByteAlphabet;
import org.tokenlab.tokenizers.pretokenize.ByteLevel;
import org.tokenlab.tokenizers.unigram.UnigramModel;
import org.tokenlab.tokenizers.wordpiece.WordLevelModel;
import org.tokenlab.tokenizers.wordpiece.WordPieceModel;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes a `tokenizer.json` that HF tokenizers 0.23.2 loads with the same ids, or says why there
/// is none.
final class TokenizerJsonWriter {
  private final Tokenizer tokenizer;
  private final TokenizerModel model;

  // Added tokens that HF would number otherwise, and so must stand in the model's vocabulary.
  private final Map<Integer, String> placed = new TreeMap<>();

  TokenizerJsonWriter(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    model = tokenizer.model();
  }

  byte[] write() {
    if (!hfNumbersAddedTokensAlike()) {
      placeAddedTokens();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("version", "1.0");
      json.writeName("truncation");
      tokenizer
          .truncation()
          .ifPresentOrElse(truncation -> LengthsJson.write(json, truncation), json::writeNull);
      json.writeName("padding");
      tokenizer
          .padding()
          .ifPresentOrElse(padding -> LengthsJson.write(json, padding), json::writeNull);
      json.writeName("added_tokens");
      AddedTokensJson.write(json, tokenizer.addedTokens());
      json.writeName("normalizer");
      NormalizerJson.write(json, tokenizer.normalizer());
      json.writeName("pre_tokenizer");
      PreTokenizerJson.write(json, steps());
      json.writeName("post_processor");
      tokenizer
          .postProcessor()
          .ifPresentOrElse(processor -> PostProcessorJson.write(json, processor), json::writeNull);
      json.writeName("decoder");
      DecoderJson.write(json, decoder());
      json.writeName("model");
      json.writeStartObject();
      writeModel(json);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
    out.write('\n');
    return out.toByteArray();
  }

  private IllegalArgumentException refusal(String why) {
    return new IllegalArgumentException(
        "tokenizer.json can't hold " + tokenizer.name() + ": " + why);
  }

  /// Whether HF would give the added tokens their ids; see [AddedTokensJson].
  private boolean hfNumbersAddedTokensAlike() {
    int next = model.vocabulary().size();
    for (AddedToken token : inOrder()) {
      int id = model.idOfText(token.text());
      if (id == Vocabulary.NONE) {
        id = next++;
      }
      if (id != token.id()) {
        return false;
      }
    }
    return true;
  }

  private List<AddedToken> inOrder() {
    return tokenizer.addedTokens().all().stream()
        .sorted(Comparator.comparingInt(AddedToken::id))
        .toList();
  }

  private void placeAddedTokens() {
    boolean bpe = model instanceof BpeModel || model instanceof CharacterBpeModel;
    for (AddedToken token : inOrder()) {
      int id = model.idOfText(token.text());
      if (id == token.id()) {
        continue;
      }
      if (id != Vocabulary.NONE) {
        throw refusal(
            "HF gives the added token \"" + token.text() + "\" the id of the model's token, " + id);
      }
      if (!bpe || model.vocabulary().contains(token.id())) {
        throw refusal(
            "HF numbers added tokens on from the model's, and \""
                + token.text()
                + "\" has the id "
                + token.id());
      }
      if (looksPiecesUp() && mayBePiece(token.text())) {
        throw refusal(
            "the added token \""
                + token.text()
                + "\" must stand in the model's vocabulary to have its id, and would be found there"
                + " as a whole piece");
      }
      placed.put(token.id(), token.text());
    }
  }

  private boolean looksPiecesUp() {
    return model instanceof BpeModel bytes
        ? bytes.wholePieceFirst()
        : ((CharacterBpeModel) model).options().ignoreMerges();
  }

  private boolean mayBePiece(String text) {
    return ByteLevelPipeline.mayBePiece(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8), tokenizer.preTokenizer());
  }

  private List<PreTokenizer> steps() {
    List<PreTokenizer> steps = new ArrayList<>(PreTokenizerJson.steps(tokenizer.preTokenizer()));
    if (model instanceof BpeModel) {
      if (steps.isEmpty() || !(steps.getLast() instanceof ByteLevel)) {
        steps.add(new ByteLevel(false, true, false));
      }
      steps.add(new ByteAlphabet());
    }
    return steps;
  }

  private Decoder decoder() {
    // Without a decoder HF puts spaces between tokens.
    return tokenizer
        .decoder()
        .orElseGet(
            () -> model instanceof BpeModel ? new ByteLevelDecoder(true, true, true) : new Fuse());
  }

  private void writeModel(JsonGenerator json) {
    switch (model) {
      case BpeModel bytes -> {
        Merges merges =
            bytes.merges().orElseGet(() -> RankMerges.of(bytes.vocabulary(), tokenizer.name()));
        writeBpe(
            json,
            new CharacterBpeModel.Options(null, "", "", false, false, bytes.wholePieceFirst(), 0),
            id -> ByteLevelAlphabet.toText(bytes.vocabulary().bytes(id)),
            merges);
      }
      case CharacterBpeModel characters ->
          writeBpe(json, characters.options(), model::tokenText, characters.merges());
      case UnigramModel unigram -> writeUnigram(json, unigram);
      case WordPieceModel pieces -> {
        json.writeStringProperty("type", "WordPiece");
        json.writeStringProperty("unk_token", pieces.unknownToken());
        json.writeStringProperty("continuing_subword_prefix", pieces.continuingSubwordPrefix());
        json.writeNumberProperty("max_input_chars_per_word", pieces.maxInputCharsPerWord());
        writeVocabulary(json, model::tokenText);
      }
      case WordLevelModel words -> {
        json.writeStringProperty("type", "WordLevel");
        writeVocabulary(json, model::tokenText);
        json.writeStringProperty("unk_token", words.unknownToken());
      }
      default ->
          throw new IllegalArgumentException(
              "HF has no model like " + model.getClass().getSimpleName());
    }
  }

  private void writeBpe(
      JsonGenerator json,
      CharacterBpeModel.Options options,
      IntFunction<String> text,
      Merges merges) {
    json.writeStringProperty("type", "BPE");
    if (options.dropout() == 0) {
      json.writeNullProperty("dropout");
    } else {
      json.writeNumberProperty("dropout", options.dropout());
    }
    orNull(json, "unk_token", options.unknownToken());
    orNull(json, "continuing_subword_prefix", options.continuingSubwordPrefix());
    orNull(json, "end_of_word_suffix", options.endOfWordSuffix());
    json.writeBooleanProperty("fuse_unk", options.fuseUnknown());
    json.writeBooleanProperty("byte_fallback", options.byteFallback());
    json.writeBooleanProperty("ignore_merges", options.ignoreMerges());
    writeVocabulary(json, text);
    json.writeArrayPropertyStart("merges");
    for (int rank = 0; rank < merges.size(); rank++) {
      json.writeStartArray();
      json.writeString(text.apply(merges.left(rank)));
      json.writeString(text.apply(merges.right(rank)));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void orNull(JsonGenerator json, String field, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      json.writeNullProperty(field);
    } else {
      json.writeStringProperty(field, text);
    }
  }

  private void writeVocabulary(JsonGenerator json, IntFunction<String> text) {
    Vocabulary vocabulary = model.vocabulary();
    int last = placed.keySet().stream().mapToInt(id -> id).max().orElse(-1);
    json.writeObjectPropertyStart("vocab");
    for (int id = 0; id < Math.max(vocabulary.idLimit(), last + 1); id++) {
      if (vocabulary.contains(id)) {
        json.writeNumberProperty(text.apply(id), id);
      } else if (placed.containsKey(id)) {
        json.writeNumberProperty(placed.get(id), id);
      }
    }
    json.writeEndObject();
  }

  private static void writeUnigram(JsonGenerator json, UnigramModel unigram) {
    json.writeStringProperty("type", "Unigram");
    if (unigram.unknownId().isPresent()) {
      json.writeNumberProperty("unk_id", unigram.unknownId().getAsInt());
    } else {
      json.writeNullProperty("unk_id");
    }
    json.writeArrayPropertyStart("vocab");
    for (int id = 0; id < unigram.vocabulary().idLimit(); id++) {
      json.writeStartArray();
      json.writeString(unigram.tokenText(id));
      SerdeNumber.write(json, unigram.score(id));
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeBooleanProperty("byte_fallback", unigram.byteFallback());
  }
}
