package org.tokenlab.tokenizers.io;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.bpe.CharacterBpeModel;
import org.tokenlab.tokenizers.decode.ByteLevelDecoder;
import org.tokenlab.tokenizers.decode.JoinWithSpaces;
import org.tokenlab.tokenizers.pretokenize.PreTokenizerSequence;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.superword.BoundlessBpeModel;
import org.tokenlab.tokenizers.unigram.UnigramModel;
import org.tokenlab.tokenizers.wordpiece.WordLevelModel;
import org.tokenlab.tokenizers.wordpiece.WordPieceModel;
import tools.jackson.core.JsonToken;

/// HF's `tokenizer.json`, read as HF tokenizers 0.23.2 reads it.
///
/// All parts and models are read, in today's shape and in the older ones that HF still takes: no
/// `type`, merges as strings, Metaspace's `add_prefix_space`, ByteLevel without `use_regex`. What
/// HF refuses is refused, with the field, its byte offset, what was wanted and what was found.
/// Fields that HF ignores are ignored, and not written again; at the top level HF allows none but
/// its own.
///
/// Stricter than HF: ids are below 2²¹, an id belongs to one text, an object may not be written as
/// an array of its fields, and a BPE `dropout` is kept but done only when asked for.
///
/// A byte-level BPE model runs over bytes where that can't be told from HF's way
/// ([ByteLevelPipeline]).
public final class TokenizerJson {
  private final String source;
  private final Map<String, JsonNode> parts = new HashMap<>();
  private @Nullable ModelSection section;

  private TokenizerJson(String source) {
    this.source = source;
  }

  /// Reads a tokenizer.
  ///
  /// @param name the tokenizer's name from now on
  /// @param source the file's name, for messages
  /// @throws ModelFileException if the file is damaged, or asks for something that is not supported
  public static Tokenizer read(byte[] content, String name, String source) throws IOException {
    TokenizerJson file = new TokenizerJson(source);
    ForkJoinTask<Integer> valid =
        ForkJoinTask.adapt(() -> Utf8.validUpTo(content, 0, content.length)).fork();
    LargeSections sections = LargeSections.of(content);
    JsonSource.requireUtf8(content, valid.join(), source);
    try (JsonSource json = JsonSource.withoutSections(sections, source)) {
      file.parse(json, sections);
    }
    try {
      return file.tokenizer(name);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": " + e.getMessage(), e);
    }
  }

  /// The file's content.
  ///
  /// @throws IllegalArgumentException if the format can't hold the tokenizer; the message says why
  public static byte[] write(Tokenizer tokenizer) {
    if (tokenizer.model() instanceof SentencePieceModel model) {
      throw new IllegalArgumentException(
          "tokenizer.json can't hold "
              + tokenizer.name()
              + " with the same ids: "
              + (model.kind() == SentencePieceModel.Kind.UNIGRAM
                  ? "HF adds the scores of a Unigram's pieces as doubles, SentencePiece as floats,"
                      + " which may decide near ties otherwise; HF also replaces characters by"
                      + " grapheme cluster, and finds control pieces in text"
                  : "no model of HF's is proved to follow SentencePiece's rule for "
                      + model.kind()));
    }
    if (tokenizer.model() instanceof BoundlessBpeModel) {
      throw new IllegalArgumentException(
          "tokenizer.json can't hold "
              + tokenizer.name()
              + ": HF has no model that merges whole words after the merges inside them, and one"
              + " list of merges over text that is not split would merge parts of words across their"
              + " borders");
    }
    return new TokenizerJsonWriter(tokenizer).write();
  }

  private void parse(JsonSource json, LargeSections sections) throws ModelFileException {
    if (json.next() != JsonToken.START_OBJECT) {
      throw json.current() == null
          ? json.failure("the document", "expected a JSON object; found the end of the file")
          : json.node("").expected("a JSON object");
    }
    while (json.next() != JsonToken.END_OBJECT) {
      String field = json.text();
      JsonToken value = json.next();
      switch (field) {
        case "model" ->
            section =
                value == JsonToken.VALUE_NULL ? null : ModelSection.read(json, source, sections);
        case "version",
            "truncation",
            "padding",
            "added_tokens",
            "normalizer",
            "pre_tokenizer",
            "post_processor",
            "decoder" ->
            parts.put(field, json.node(field));
        default ->
            throw json.failure(
                field, "expected a field of HF tokenizers 0.23; found an unknown one");
      }
    }
    json.requireEnd();
  }

  private @Nullable JsonNode part(String field) {
    JsonNode node = parts.get(field);
    return node == null || node.isNull() ? null : node;
  }

  private Tokenizer tokenizer(String name) throws ModelFileException {
    JsonNode version = parts.get("version");
    if (version != null && !version.text().equals("1.0")) {
      throw version.expected("\"1.0\"");
    }
    if (section == null) {
      throw new ModelFileException(source + ": model: expected this field; found none");
    }
    Normalizer normalizer = NormalizerJson.read(part("normalizer"));
    List<PreTokenizer> steps = PreTokenizerJson.read(part("pre_tokenizer"));
    Tokenizer.Builder tokenizer =
        switch (kind(section)) {
          case "BPE" -> bpe(name, section, normalizer, steps);
          case "Unigram" -> unigram(name, section, normalizer, steps);
          case "WordPiece" -> wordPiece(name, section, normalizer, steps);
          default -> wordLevel(name, section, normalizer, steps);
        };
    JsonNode processor = part("post_processor");
    if (processor != null) {
      tokenizer.postProcessor(PostProcessorJson.read(processor));
    }
    JsonNode truncation = part("truncation");
    if (truncation != null) {
      tokenizer.truncation(LengthsJson.truncation(truncation));
    }
    JsonNode padding = part("padding");
    if (padding != null) {
      tokenizer.padding(LengthsJson.padding(padding));
    }
    return tokenizer.build();
  }

  /// The model's type. Without one HF tries BPE, WordPiece, WordLevel and Unigram in this order.
  private static String kind(ModelSection section) throws ModelFileException {
    JsonNode small = section.small;
    if (small.has("type")) {
      String type = small.type();
      if (!List.of("BPE", "Unigram", "WordPiece", "WordLevel").contains(type)) {
        throw small.get("type").expected("BPE, Unigram, WordPiece or WordLevel");
      }
      return type;
    }
    if (section.ids == null) {
      return "Unigram";
    }
    if (section.spelling != ModelSection.Merges.ABSENT) {
      return "BPE";
    }
    return small.has("continuing_subword_prefix") && small.has("max_input_chars_per_word")
        ? "WordPiece"
        : "WordLevel";
  }

  private VocabularyTexts vocabulary(ModelSection model) throws ModelFileException {
    if (model.vocab == null || model.ids == null) {
      throw model.vocab == null
          ? new ModelFileException(source + ": model.vocab: expected this field; found none")
          : new ModelFileException(source + ": model.vocab: expected an object; found an array");
    }
    TextIndex index = model.index == null ? new TextIndex(model.vocab) : model.index.join();
    return new VocabularyTexts(model.vocab, model.ids, index, source + ": model.vocab");
  }

  private AddedTokens added(VocabularyTexts vocabulary) throws ModelFileException {
    return AddedTokensJson.read(part("added_tokens"), vocabulary::id, vocabulary.size());
  }

  private Tokenizer.Builder bpe(
      String name, ModelSection model, Normalizer normalizer, List<PreTokenizer> steps)
      throws ModelFileException {
    VocabularyTexts vocabulary = vocabulary(model);
    AddedTokens added = added(vocabulary);
    BpeSection bpe = BpeSection.read(model, vocabulary);
    Optional<ByteLevelPipeline> bytes = ByteLevelPipeline.of(normalizer, steps, bpe, added);
    if (bytes.isEmpty()) {
      CharacterBpeModel characters =
          CharacterBpeModel.of(vocabulary.vocabulary(), bpe.merges(), bpe.options());
      return builder(name, characters, normalizer, steps, added);
    }
    Tokenizer.Builder tokenizer =
        Tokenizer.builder(name, bytes.get().model())
            .normalizer(bytes.get().normalizer())
            .preTokenizer(bytes.get().preTokenizer())
            .addedTokens(added);
    Decoder decoder = decoder();
    // Bytes put together are what HF's decoder makes of tokens, but for added tokens that it takes
    // for bytes, or knows in another form than they are written.
    boolean justBytes =
        decoder instanceof ByteLevelDecoder
            && added.all().stream().noneMatch(token -> needsDecoder(token, normalizer));
    return justBytes ? tokenizer : tokenizer.decoder(decoder);
  }

  private static boolean needsDecoder(AddedToken token, Normalizer normalizer) {
    byte[] utf8 = token.text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    if (token.normalized() && !normalizer.equals(Normalizer.none())) {
      AlignedText text = new AlignedText();
      text.set(utf8, 0, utf8.length, 0);
      normalizer.apply(text);
      if (!java.util.Arrays.equals(text.bytes(), 0, text.length(), utf8, 0, utf8.length)) {
        return true;
      }
    }
    return token.text().chars().anyMatch(c -> c >= 0x80)
        && ByteLevelAlphabet.toBytes(utf8, 0, utf8.length) != null;
  }

  private Decoder decoder() throws ModelFileException {
    JsonNode node = part("decoder");
    return node == null ? new JoinWithSpaces() : DecoderJson.read(node);
  }

  private Tokenizer.Builder builder(
      String name,
      TokenizerModel model,
      Normalizer normalizer,
      List<PreTokenizer> steps,
      AddedTokens added)
      throws ModelFileException {
    PreTokenizer preTokenizer =
        switch (steps.size()) {
          case 0 -> PreTokenizer.none();
          case 1 -> steps.getFirst();
          default -> new PreTokenizerSequence(List.copyOf(steps));
        };
    return Tokenizer.builder(name, model)
        .normalizer(normalizer)
        .preTokenizer(preTokenizer)
        .addedTokens(added)
        .decoder(decoder());
  }

  private Tokenizer.Builder unigram(
      String name, ModelSection model, Normalizer normalizer, List<PreTokenizer> steps)
      throws ModelFileException {
    if (model.vocab == null || model.scores == null) {
      throw new ModelFileException(
          source
              + ": model.vocab: expected an array of pieces with scores; found "
              + (model.vocab == null ? "none" : "an object"));
    }
    String[] pieces = new String[model.vocab.size()];
    for (int id = 0; id < pieces.length; id++) {
      pieces[id] = model.vocab.text(id);
    }
    JsonNode unknown = model.small.find("unk_id");
    UnigramModel unigram =
        UnigramModel.of(
            pieces,
            java.util.Arrays.copyOf(model.scores, pieces.length),
            unknown == null ? OptionalInt.empty() : OptionalInt.of(unknown.index(pieces.length)),
            model.small.bool("byte_fallback", false));
    TextIndex index = new TextIndex(model.vocab);
    AddedTokens added = AddedTokensJson.read(part("added_tokens"), index::find, model.vocab.size());
    return builder(name, unigram, normalizer, steps, added);
  }

  private Tokenizer.Builder wordPiece(
      String name, ModelSection model, Normalizer normalizer, List<PreTokenizer> steps)
      throws ModelFileException {
    VocabularyTexts vocabulary = vocabulary(model);
    WordPieceModel pieces =
        new WordPieceModel(
            vocabulary.vocabulary(),
            model.small.get("unk_token").text(),
            model.small.get("continuing_subword_prefix").text(),
            model.small.get("max_input_chars_per_word").index(Integer.MAX_VALUE));
    return builder(name, pieces, normalizer, steps, added(vocabulary));
  }

  private Tokenizer.Builder wordLevel(
      String name, ModelSection model, Normalizer normalizer, List<PreTokenizer> steps)
      throws ModelFileException {
    VocabularyTexts vocabulary = vocabulary(model);
    WordLevelModel words =
        new WordLevelModel(vocabulary.vocabulary(), model.small.get("unk_token").text());
    return builder(name, words, normalizer, steps, added(vocabulary));
  }
}
