package org.tokenlab.tokenizers.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The formats of model files.
public enum ModelFormat {
  /// HF's `tokenizer.json`: see [TokenizerJson].
  JSON(".json"),
  /// tiktoken's ranks: see [TiktokenFile].
  TIKTOKEN(".tiktoken"),
  /// SentencePiece: see [SentencePieceFile].
  SENTENCEPIECE(".model"),
  /// `vocab.json` with `merges.txt`, or under GPT-2's and GPT-1's names: see [VocabularyAndMerges].
  VOCAB_AND_MERGES("vocab.json"),
  /// BERT's `vocab.txt`: see [WordPieceVocabulary].
  WORDPIECE("vocab.txt"),
  /// CLIP's merges, which imply its vocabulary: see [ClipMerges].
  CLIP(".txt.gz"),
  /// Our own compiled form: see [CompiledFile].
  COMPILED(".tokenlab"),
  /// Our own form of BoundlessBPE: see [BoundlessFile].
  BOUNDLESS(".boundless.json"),
  /// fastboundlessbpe's form, `BoundlessBPE v2`. It names its files `.model`, as SentencePiece
  /// does.
  FAST_BOUNDLESS(".boundless.model"),
  /// Our own form of Equal-Info Windows: see [EqualInfoFile].
  EQUAL_INFO(".equalinfo");

  private final String ending;

  ModelFormat(String ending) {
    this.ending = ending;
  }

  /// How names of such files end: `.json`.
  public String ending() {
    return ending;
  }

  /// The format that the name's ending tells. The most telling one counts: `vocab.json` and
  /// `.boundless.json` are not taken for a `tokenizer.json`.
  public static Optional<ModelFormat> ofName(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (VocabularyAndMerges.isVocabularyName(name)) {
      return Optional.of(VOCAB_AND_MERGES);
    }
    return Arrays.stream(values())
        .filter(f -> name.endsWith(f.ending))
        .max(Comparator.comparingInt(f -> f.ending.length()));
  }

  /// The format with this name, in any case and with `-` for `_`: `vocab-and-merges`.
  public static Optional<ModelFormat> byId(String id) {
    return Arrays.stream(values()).filter(f -> f.id().equalsIgnoreCase(id)).findFirst();
  }

  /// The format's name on the command line.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The format that a file's first bytes tell.
  static Optional<ModelFormat> ofContent(byte[] content) {
    if (CompiledFile.isCompiled(content)) {
      return Optional.of(COMPILED);
    }
    if (EqualInfoFile.isSo(content)) {
      return Optional.of(EQUAL_INFO);
    }
    if (content.length >= 2 && content[0] == 0x1F && content[1] == (byte) 0x8B) {
      return Optional.of(CLIP);
    }
    int i = 0;
    while (i < content.length && content[i] <= ' ' && content[i] >= 0) {
      i++;
    }
    String start =
        new String(content, i, Math.min(200, content.length - i), StandardCharsets.ISO_8859_1);
    if (FastBoundlessFile.isSo(start)) {
      return Optional.of(FAST_BOUNDLESS);
    }
    if (BoundlessFile.isSo(start)) {
      return Optional.of(BOUNDLESS);
    }
    if (start.startsWith("{")) {
      // A vocabulary is an object of numbers; a tokenizer.json has none at its top.
      return Optional.of(
          start.matches("(?s)\\{\\s*\"(?:[^\"\\\\]|\\\\.)*\"\\s*:\\s*\\d.*")
              ? VOCAB_AND_MERGES
              : JSON);
    }
    // A SentencePiece model begins with a piece: field 1, a message, in it field 1, a text.
    if (content.length > 3 && content[0] == 0x0A && content[2] == 0x0A) {
      return Optional.of(SENTENCEPIECE);
    }
    if (start.matches("(?s)[A-Za-z0-9+/]+=* \\d+\\r?\\n.*")) {
      return Optional.of(TIKTOKEN);
    }
    return start.matches("(?s)(\\[PAD\\]|\\[UNK\\]|\\[unused\\d+\\]).*")
        ? Optional.of(WORDPIECE)
        : Optional.empty();
  }
}
