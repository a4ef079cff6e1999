package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.CharacterBpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.decode.BpeDecoder;
import org.tokenlab.tokenizers.decode.ByteLevelDecoder;
import org.tokenlab.tokenizers.normalize.BertNormalizer;
import org.tokenlab.tokenizers.pretokenize.BertPreTokenizer;
import org.tokenlab.tokenizers.pretokenize.ByteAlphabet;
import org.tokenlab.tokenizers.pretokenize.ByteLevel;
import org.tokenlab.tokenizers.pretokenize.PreTokenizerSequence;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A vocabulary in JSON, token to id, and a text file of merges, one a line: GPT-2's `encoder.json`
/// and `vocab.bpe`, HF's `vocab.json` and `merges.txt`, GPT-1's `encoder_bpe_40000.json` and
/// `vocab_40000.bpe`.
///
/// Read as HF's `BPE.from_file` reads them: lines that begin with `#version` are left out, any
/// other must be two tokens with one space between. (HF skips tokens whose id is no number; here
/// they are refused.) The files say nothing of the rest of the pipeline, which is told from the
/// vocabulary:
///
/// - each character of GPT-2's alphabet that stands for a byte of UTF-8 is a token: byte-level,
///   split by GPT-2's pattern; `<|endoftext|>` is a special token if it is there;
/// - tokens end in `</w>`: GPT-1, as HF converts it: BertNormalizer with lowercase,
///   BertPreTokenizer, `<unk>`;
/// - neither: refused.
public final class VocabularyAndMerges {
  private static final String END_OF_WORD = "</w>";

  private VocabularyAndMerges() {}

  /// Whether files of this name hold such a vocabulary.
  static boolean isVocabularyName(String name) {
    return name.endsWith("vocab.json")
        || name.endsWith("encoder.json")
        || (name.startsWith("encoder_bpe") && name.endsWith(".json"));
  }

  /// Where the merges for a vocabulary file are, by its name.
  static Path mergesFile(Path vocabulary) {
    String name = String.valueOf(vocabulary.getFileName());
    String merges;
    if (name.endsWith("encoder.json")) {
      merges = name.substring(0, name.length() - "encoder.json".length()) + "vocab.bpe";
    } else if (name.startsWith("encoder_bpe") && name.endsWith(".json")) {
      merges =
          "vocab"
              + name.substring("encoder_bpe".length(), name.length() - ".json".length())
              + ".bpe";
    } else if (name.endsWith("vocab.json")) {
      merges = name.substring(0, name.length() - "vocab.json".length()) + "merges.txt";
    } else {
      merges = "merges.txt";
    }
    return vocabulary.resolveSibling(merges);
  }

  /// Reads the two files.
  ///
  /// @param pattern how a byte-level model splits text; null for GPT-2's
  /// @throws ModelFileException if one is damaged, or they don't fit together
  static Tokenizer read(
      byte[] vocabulary,
      String vocabularySource,
      byte[] merges,
      String mergesSource,
      String name,
      @Nullable PreTokenizer pattern)
      throws ModelFileException {
    VocabularyTexts texts = texts(vocabulary, vocabularySource);
    boolean byteLevel = hasAlphabet(texts);
    boolean words = hasEndsOfWords(texts);
    if (byteLevel == words) {
      throw new ModelFileException(
          vocabularySource
              + ": expected tokens in GPT-2's alphabet, or tokens that end in </w>; found "
              + (words ? "both" : "neither")
              + ", which does not tell how text is split");
    }
    CharacterBpeModel.Options options =
        byteLevel
            ? new CharacterBpeModel.Options(null, "", "", false, false, false, 0)
            : new CharacterBpeModel.Options(
                texts.id("<unk>") == Vocabulary.NONE ? null : "<unk>",
                "",
                END_OF_WORD,
                false,
                false,
                false,
                0);
    Merges list =
        MergeIds.of(lines(merges, mergesSource), true, "", texts, mergesSource + ": line");
    BpeSection bpe = new BpeSection(texts, list, options);
    try {
      return byteLevel ? byteLevel(name, bpe, pattern) : words(name, bpe);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(vocabularySource + ": " + e.getMessage(), e);
    }
  }

  private static Tokenizer byteLevel(String name, BpeSection bpe, @Nullable PreTokenizer pattern)
      throws ModelFileException {
    AddedTokens added = specials(bpe.vocabulary(), "<|endoftext|>");
    List<PreTokenizer> steps = new ArrayList<>();
    if (pattern == null) {
      steps.add(new ByteLevel(false, true, true));
    } else {
      steps.addAll(PreTokenizerJson.steps(pattern));
    }
    steps.add(new ByteAlphabet());
    Optional<ByteLevelPipeline> pipeline =
        ByteLevelPipeline.of(Normalizer.none(), steps, bpe, added);
    if (pipeline.isPresent()) {
      return Tokenizer.builder(name, pipeline.get().model())
          .preTokenizer(pipeline.get().preTokenizer())
          .addedTokens(added)
          .build();
    }
    return Tokenizer.builder(
            name, CharacterBpeModel.of(bpe.vocabulary().vocabulary(), bpe.merges(), bpe.options()))
        .preTokenizer(new PreTokenizerSequence(List.copyOf(steps)))
        .addedTokens(added)
        .decoder(new ByteLevelDecoder(true, true, true))
        .build();
  }

  private static Tokenizer words(String name, BpeSection bpe) throws ModelFileException {
    return Tokenizer.builder(
            name, CharacterBpeModel.of(bpe.vocabulary().vocabulary(), bpe.merges(), bpe.options()))
        .normalizer(new BertNormalizer(true, true, Optional.empty(), true))
        .preTokenizer(new BertPreTokenizer())
        .addedTokens(specials(bpe.vocabulary(), "<unk>"))
        .decoder(new BpeDecoder(END_OF_WORD))
        .build();
  }

  private static AddedTokens specials(VocabularyTexts texts, String special) {
    int id = texts.id(special);
    return id == Vocabulary.NONE
        ? AddedTokens.none()
        : AddedTokens.of(List.of(AddedToken.special(special, id)));
  }

  private static boolean hasAlphabet(VocabularyTexts texts) {
    for (int b = 0; b < 256; b++) {
      String character = ByteLevelAlphabet.toText(new byte[] {(byte) b});
      if (BpeModel.occursInUtf8(b) && texts.id(character) == Vocabulary.NONE) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasEndsOfWords(VocabularyTexts texts) {
    byte[] end = END_OF_WORD.getBytes(StandardCharsets.UTF_8);
    int found = 0;
    TextList list = texts.texts();
    for (int i = 0; i < list.size(); i++) {
      if (list.end(i) - list.start(i) > end.length
          && Arrays.equals(
              list.bytes(), list.end(i) - end.length, list.end(i), end, 0, end.length)) {
        found++;
      }
    }
    return found > list.size() / 10; // a vocabulary of code may hold the text by chance
  }

  private static VocabularyTexts texts(byte[] content, String source) throws ModelFileException {
    VocabularyTexts plain = LargeSections.vocabulary(content, source);
    if (plain != null) {
      return plain;
    }
    try (JsonSource json = new JsonSource(content, source)) {
      if (json.next() != JsonToken.START_OBJECT) {
        throw json.failure("the document", "expected a JSON object of tokens and ids");
      }
      TextList tokens = new TextList(1 << 15);
      int[] ids = new int[1 << 15];
      while (json.next() != JsonToken.END_OBJECT) {
        json.appendTo(tokens, "token", tokens.size());
        json.next();
        if (tokens.size() > ids.length) {
          ids = Arrays.copyOf(ids, 2 * ids.length);
        }
        ids[tokens.size() - 1] = json.index(ModelSection.ID_LIMIT, "token", tokens);
      }
      json.requireEnd();
      return new VocabularyTexts(tokens, ids, source);
    }
  }

  /// The lines of a text file; the last one's end may be missing.
  static TextList lines(byte[] content, String source) throws ModelFileException {
    TextList lines = new TextList(1 << 12);
    for (int start = 0; start < content.length; ) {
      int end = start;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      int trimmed = end > start && content[end - 1] == '\r' ? end - 1 : end;
      if (Utf8.validUpTo(content, start, trimmed) < trimmed) {
        throw new ModelFileException(
            source + ": byte " + start + ": expected a line of UTF-8; found other bytes");
      }
      lines.add(content, start, trimmed);
      start = end + 1;
    }
    return lines;
  }

  /// The two files for a tokenizer, vocabulary first.
  ///
  /// @throws IllegalArgumentException if reading them would not give the same tokenizer
  static byte[][] write(Tokenizer tokenizer) {
    byte[][] files;
    if (tokenizer.model() instanceof BpeModel bytes && bytes.merges().isPresent()) {
      files = write(tokenizer, bytes.merges().get());
    } else if (tokenizer.model() instanceof CharacterBpeModel characters) {
      files = write(tokenizer, characters.merges());
    } else {
      throw refusal(tokenizer, "it has no list of merges");
    }
    Tokenizer again;
    try {
      again = read(files[0], "vocabulary", files[1], "merges", tokenizer.name(), null);
    } catch (ModelFileException e) {
      throw refusal(tokenizer, String.valueOf(e.getMessage()));
    }
    SameParts.require(tokenizer, again, "vocab.json and merges.txt");
    return files;
  }

  private static byte[][] write(Tokenizer tokenizer, Merges merges) {
    ByteArrayOutputStream vocabulary = new ByteArrayOutputStream();
    Vocabulary tokens = tokenizer.vocabulary();
    AddedTokens added = tokenizer.addedTokens();
    int limit = Math.max(tokens.idLimit(), added.maxId() + 1);
    try (JsonGenerator json =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), vocabulary)) {
      json.writeStartObject();
      for (int id = 0; id < limit; id++) {
        if (tokens.contains(id)) {
          json.writeNumberProperty(tokenizer.model().tokenText(id), id);
        } else if (added.text(id).isPresent()) {
          json.writeNumberProperty(added.text(id).get(), id);
        }
      }
      json.writeEndObject();
    }
    StringBuilder lines = new StringBuilder("#version: 0.2\n");
    for (int rank = 0; rank < merges.size(); rank++) {
      String left = tokenizer.model().tokenText(merges.left(rank));
      String right = tokenizer.model().tokenText(merges.right(rank));
      if (left.indexOf(' ') >= 0
          || right.indexOf(' ') >= 0
          || right.indexOf('\n') >= 0
          || left.indexOf('\n') >= 0
          || left.startsWith("#version")) {
        throw refusal(tokenizer, "merge " + rank + " has a token that a line can't hold");
      }
      lines.append(left).append(' ').append(right).append('\n');
    }
    return new byte[][] {
      vocabulary.toByteArray(), lines.toString().getBytes(StandardCharsets.UTF_8)
    };
  }

  private static IllegalArgumentException refusal(Tokenizer tokenizer, String why) {
    return new IllegalArgumentException(
        "vocab.json and merges.txt can't hold " + tokenizer.name() + ": " + why);
  }
}
