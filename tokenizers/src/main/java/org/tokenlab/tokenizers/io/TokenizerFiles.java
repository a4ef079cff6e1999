package org.tokenlab.tokenizers.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinTask;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// Model files of all formats: the format is told from the name, else from the content.
public final class TokenizerFiles {
  /// What a folder is searched for, in this order: what says most comes first.
  private static final List<String> IN_FOLDER =
      List.of(
          WordPoolFile.DESCRIPTION,
          "tokenizer.json",
          "tokenizer.model",
          "spiece.model",
          "sentencepiece.bpe.model",
          "vocab.json",
          "encoder.json",
          "vocab.txt");

  private TokenizerFiles() {}

  /// Reads a model file, or the one in a folder; see [org.tokenlab.tokenizers.Tokenizers#load].
  public static Tokenizer load(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return load(inFolder(file));
    }
    if (file.endsWith(WordPoolFile.DESCRIPTION)) {
      return wordPooled(file);
    }
    Optional<ModelFormat> named = ModelFormat.ofName(file);
    if (named.equals(Optional.of(ModelFormat.COMPILED))) {
      return CompiledFile.read(file);
    }
    Optional<Path> vocabulary = vocabularyFor(file);
    if (vocabulary.isPresent()) {
      return load(vocabulary.get());
    }
    byte[] content = read(file);
    // A name may lie: tiktoken ranks are also published as tokenizer.model, vocabularies as x.json.
    ModelFormat format =
        ModelFormat.ofContent(content)
            .filter(found -> named.isEmpty() || mayBe(found, named.get()))
            .or(() -> named)
            .orElseThrow(() ->
                new ModelFileException(
                    file
                        + ": expected a model file; neither its name nor its first bytes tell which"));
    return switch (format) {
      case TIKTOKEN -> loadTiktoken(content, file);
      case VOCAB_AND_MERGES -> loadVocabularyAndMerges(file, VocabularyAndMerges.mergesFile(file));
      default -> load(content, format, file);
    };
  }

  /// A word-pooled model's folder gives the tokenizer its name.
  private static Tokenizer wordPooled(Path description) throws IOException {
    Path folder = description.toAbsolutePath().normalize().getParent();
    Path name = folder == null ? null : folder.getFileName();
    return WordPoolFile.read(description)
        .tokenizer(name == null ? description.toString() : name.toString());
  }

  private static boolean mayBe(ModelFormat found, ModelFormat named) {
    return found == named
        || found == ModelFormat.FAST_BOUNDLESS
        || found == ModelFormat.BOUNDLESS
        || (named == ModelFormat.SENTENCEPIECE && found == ModelFormat.TIKTOKEN)
        || (named == ModelFormat.JSON && found == ModelFormat.VOCAB_AND_MERGES)
        || (named == ModelFormat.VOCAB_AND_MERGES && found == ModelFormat.JSON);
  }

  private static Path inFolder(Path folder) throws ModelFileException {
    return IN_FOLDER.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() ->
            new ModelFileException(
                folder + ": expected one of " + String.join(", ", IN_FOLDER) + " in this folder"));
  }

  /// The vocabulary beside a file of merges.
  private static Optional<Path> vocabularyFor(Path merges) {
    String name = String.valueOf(merges.getFileName());
    if (!name.endsWith("merges.txt") && !name.endsWith(".bpe")) {
      return Optional.empty();
    }
    String stem = name.endsWith("merges.txt") ? name.substring(0, name.length() - 10) : "";
    String old = name.endsWith(".bpe") ? name.substring(0, name.length() - 4) : "";
    return List.of(
            stem + "vocab.json",
            old.replaceFirst("vocab$", "encoder") + ".json",
            old.replaceFirst("^vocab", "encoder_bpe") + ".json")
        .stream()
        .map(merges::resolveSibling)
        .filter(Files::isRegularFile)
        .filter(vocabulary -> VocabularyAndMerges.mergesFile(vocabulary).equals(merges))
        .findFirst();
  }

  /// Reads a model from a stream to its end. Formats of two files, and ranks that are not published
  /// ones, can't be read so; see [org.tokenlab.tokenizers.Tokenizers#load(InputStream, ModelFormat,
  /// String)].
  public static Tokenizer load(InputStream in, ModelFormat format, String name) throws IOException {
    byte[] content = in.readAllBytes();
    return switch (format) {
      case TIKTOKEN -> {
        KnownRanks known =
            KnownRanks.bySha256(RanksSource.sha256(content)).orElseThrow(() -> noPattern(name));
        yield tiktoken(content, name, name, known.pattern(), known.specialTokens());
      }
      case VOCAB_AND_MERGES ->
          throw new ModelFileException(
              name + ": vocab.json needs merges.txt beside it; give the path of the file");
      default -> load(content, format, Path.of(name));
    };
  }

  private static Tokenizer load(byte[] content, ModelFormat format, Path file) throws IOException {
    String name = withoutEnding(file);
    String source = file.toString();
    return switch (format) {
      case JSON -> TokenizerJson.read(content, name, source);
      case SENTENCEPIECE -> SentencePieceFile.read(content, source).tokenizer(name);
      case WORDPIECE -> WordPieceVocabulary.read(content, name, source, Optional.empty());
      case CLIP -> ClipMerges.read(content, name, source);
      case COMPILED -> CompiledFile.read(java.nio.ByteBuffer.wrap(content), name, source);
      case BOUNDLESS -> BoundlessFile.read(content, name, source);
      case FAST_BOUNDLESS -> FastBoundlessFile.read(content, name, source);
      case EQUAL_INFO -> EqualInfoFile.read(content, name, source);
      case TIKTOKEN, VOCAB_AND_MERGES -> throw new AssertionError(format);
    };
  }

  private static Tokenizer loadTiktoken(byte[] content, Path file) throws IOException {
    Optional<TiktokenSidecar> sidecar = TiktokenSidecar.beside(file);
    if (sidecar.isPresent()) {
      return tiktoken(content, file, sidecar.get().pattern(), sidecar.get().specialTokens());
    }
    ForkJoinTask<String> sha256 = ForkJoinTask.adapt(() -> RanksSource.sha256(content)).fork();
    Vocabulary vocabulary = TiktokenFile.read(content, file.toString()); // damage comes first
    KnownRanks known =
        KnownRanks.bySha256(sha256.join())
            .orElseThrow(() ->
                noPattern(
                    file + ", without " + TiktokenSidecar.path(file).getFileName() + " beside it"));
    return tiktoken(
        vocabulary, withoutEnding(file), file.toString(), known.pattern(), known.specialTokens());
  }

  private static ModelFileException noPattern(String file) {
    return new ModelFileException(
        file
            + ": a .tiktoken file holds ranks but no splitting pattern, and this is none of the"
            + " published ones; name the pattern");
  }

  /// Reads a `.tiktoken` file whose pattern the caller knows.
  public static Tokenizer loadTiktoken(Path file, SplitPattern pattern, AddedTokens specials)
      throws IOException {
    return tiktoken(read(file), file, pattern.preTokenizer(), specials);
  }

  /// Reads a `.tiktoken` file whose regular expression the caller knows; it is read as tiktoken
  /// reads it.
  public static Tokenizer loadTiktoken(Path file, String regex, AddedTokens specials)
      throws IOException {
    return tiktoken(read(file), file, TiktokenSidecar.matchesOf(regex), specials);
  }

  /// Reads a vocabulary in JSON and its merges; see [VocabularyAndMerges].
  public static Tokenizer loadVocabularyAndMerges(Path vocabulary, Path merges) throws IOException {
    return VocabularyAndMerges.read(
        read(vocabulary),
        vocabulary.toString(),
        read(merges),
        merges.toString(),
        withoutEnding(vocabulary),
        null);
  }

  /// Reads a byte-level vocabulary in JSON and its merges, split by `pattern`.
  public static Tokenizer loadVocabularyAndMerges(
      Path vocabulary, Path merges, SplitPattern pattern) throws IOException {
    return VocabularyAndMerges.read(
        read(vocabulary),
        vocabulary.toString(),
        read(merges),
        merges.toString(),
        withoutEnding(vocabulary),
        pattern.preTokenizer());
  }

  /// Reads a `vocab.txt`; see [WordPieceVocabulary].
  ///
  /// @param lowercase whether text is lowercased and accents are dropped
  public static Tokenizer loadWordPiece(Path file, boolean lowercase) throws IOException {
    return WordPieceVocabulary.read(
        read(file), withoutEnding(file), file.toString(), Optional.of(lowercase));
  }

  static byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ModelFileException(file + ": no such file", e);
    }
  }

  private static Tokenizer tiktoken(
      byte[] content, Path file, PreTokenizer pattern, AddedTokens specials) throws IOException {
    return tiktoken(content, withoutEnding(file), file.toString(), pattern, specials);
  }

  private static Tokenizer tiktoken(
      byte[] content, String name, String source, PreTokenizer pattern, AddedTokens specials)
      throws IOException {
    return tiktoken(TiktokenFile.read(content, source), name, source, pattern, specials);
  }

  private static Tokenizer tiktoken(
      Vocabulary vocabulary, String name, String source, PreTokenizer pattern, AddedTokens specials)
      throws ModelFileException {
    try {
      return new Tokenizer(name, pattern, BpeModel.ofRanks(vocabulary), specials);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": " + e.getMessage(), e);
    }
  }

  /// Writes a model file in the format that its name tells; see
  /// [org.tokenlab.tokenizers.Tokenizers#save(Tokenizer, Path)].
  public static void save(Tokenizer tokenizer, Path file) throws IOException {
    ModelFormat format =
        ModelFormat.ofName(file)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    file
                        + ": expected a name that ends in .json (tokenizer.json), .tiktoken, .model,"
                        + " vocab.json, vocab.txt, .tokenlab, .boundless.json,"
                        + " .boundless.model or .equalinfo"));
    save(tokenizer, file, format);
  }

  /// Writes a model file.
  ///
  /// @throws IllegalArgumentException if the format can't hold the tokenizer
  public static void save(Tokenizer tokenizer, Path file, ModelFormat format) throws IOException {
    switch (format) {
      case JSON -> AtomicOutput.write(file, TokenizerJson.write(tokenizer));
      case TIKTOKEN -> {
        TiktokenSidecar sidecar = TiktokenSidecar.of(tokenizer);
        byte[] ranks = TiktokenFile.write(TiktokenExport.ranks(tokenizer));
        // The pattern first: ranks without a pattern would be a half-written model.
        AtomicOutput.write(TiktokenSidecar.path(file), sidecar.toJson());
        AtomicOutput.write(file, ranks);
      }
      case SENTENCEPIECE -> AtomicOutput.write(file, SentencePieceFile.write(tokenizer));
      case VOCAB_AND_MERGES -> {
        byte[][] files = VocabularyAndMerges.write(tokenizer);
        AtomicOutput.write(VocabularyAndMerges.mergesFile(file), files[1]);
        AtomicOutput.write(file, files[0]);
      }
      case WORDPIECE -> AtomicOutput.write(file, WordPieceVocabulary.write(tokenizer));
      case COMPILED -> AtomicOutput.write(file, CompiledFile.write(tokenizer));
      case BOUNDLESS -> AtomicOutput.write(file, BoundlessFile.write(tokenizer));
      case FAST_BOUNDLESS -> AtomicOutput.write(file, FastBoundlessFile.write(tokenizer));
      case EQUAL_INFO -> AtomicOutput.write(file, EqualInfoFile.write(tokenizer));
      case CLIP ->
          throw new IllegalArgumentException(
              "CLIP's merges are read, not written; save as tokenizer.json");
    }
  }

  static String withoutEnding(Path file) {
    Path path = file.getFileName();
    String name = path == null ? "" : path.toString();
    return ModelFormat.ofName(file)
        .filter(format -> name.endsWith(format.ending()))
        .map(format -> name.substring(0, name.length() - format.ending().length()))
        .filter(rest -> !rest.isEmpty())
        .orElse(name);
  }
}
