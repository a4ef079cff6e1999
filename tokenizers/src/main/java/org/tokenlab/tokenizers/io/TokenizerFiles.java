package org.tokenlab.tokenizers.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// Model files by their names' endings: `.tiktoken` and `.json`.
public final class TokenizerFiles {
  private TokenizerFiles() {}

  /// Reads a model file; see [org.tokenlab.tokenizers.Tokenizers#load].
  public static Tokenizer load(Path file) throws IOException {
    byte[] content = read(file);
    ModelFormat format = ModelFormat.ofName(file).orElseGet(() -> ModelFormat.ofContent(content));
    return switch (format) {
      case JSON -> TokenizerJson.read(content, withoutEnding(file), file.toString());
      case TIKTOKEN -> loadTiktoken(content, file);
    };
  }

  private static Tokenizer loadTiktoken(byte[] content, Path file) throws IOException {
    Optional<TiktokenSidecar> sidecar = TiktokenSidecar.beside(file);
    if (sidecar.isPresent()) {
      return tiktoken(content, file, sidecar.get().pattern(), sidecar.get().specialTokens());
    }
    Optional<NamedTokenizers.Published> published =
        NamedTokenizers.bySha256(RanksSource.sha256(content));
    if (published.isPresent()) {
      return tiktoken(content, file, published.get().pattern, published.get().specialTokens);
    }
    TiktokenFile.read(new ByteArrayInputStream(content), file.toString()); // damage comes first
    throw new ModelFileException(
        file
            + ": a .tiktoken file holds ranks but no splitting pattern, this is none of the"
            + " published ones, and there is no "
            + TiktokenSidecar.path(file).getFileName()
            + " beside it; name the pattern");
  }

  /// Reads a `.tiktoken` file whose pattern the caller knows.
  public static Tokenizer loadTiktoken(Path file, SplitPattern pattern, AddedTokens specials)
      throws IOException {
    return tiktoken(read(file), file, pattern, specials);
  }

  private static byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ModelFileException(file + ": no such file", e);
    }
  }

  private static Tokenizer tiktoken(
      byte[] content, Path file, SplitPattern pattern, AddedTokens specials) throws IOException {
    Vocabulary vocabulary = TiktokenFile.read(new ByteArrayInputStream(content), file.toString());
    try {
      return new Tokenizer(
          withoutEnding(file), pattern.preTokenizer(), BpeModel.ofRanks(vocabulary), specials);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file + ": " + e.getMessage(), e);
    }
  }

  /// Writes a model file in the format that its name tells; see
  /// [org.tokenlab.tokenizers.Tokenizers#save(Tokenizer, Path)].
  public static void save(Tokenizer tokenizer, Path file) throws IOException {
    ModelFormat format =
        ModelFormat.ofName(file)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    file + ": expected a name that ends in .json (tokenizer.json) or .tiktoken"));
    save(tokenizer, file, format);
  }

  /// Writes a model file.
  ///
  /// @throws IllegalArgumentException if the format can't hold the tokenizer
  public static void save(Tokenizer tokenizer, Path file, ModelFormat format) throws IOException {
    switch (format) {
      case JSON -> AtomicOutput.write(file, TokenizerJson.write(tokenizer));
      case TIKTOKEN -> {
        SplitPattern pattern = requirePattern(tokenizer, ".tiktoken");
        TiktokenExport.requireSameIds(tokenizer);
        // The pattern first: ranks without a pattern would be a half-written model.
        AtomicOutput.write(
            TiktokenSidecar.path(file),
            new TiktokenSidecar(pattern, tokenizer.addedTokens()).toJson());
        AtomicOutput.write(file, TiktokenFile.write(tokenizer.vocabulary()));
      }
    }
  }

  static SplitPattern requirePattern(Tokenizer tokenizer, String format) {
    return SplitPattern.of(tokenizer.preTokenizer())
        .orElseThrow(() ->
            new IllegalArgumentException(
                format
                    + " can't hold "
                    + tokenizer.name()
                    + ": its pre-tokenizer is no known pattern"));
  }

  private static String withoutEnding(Path file) {
    Path path = file.getFileName();
    String name = path == null ? "" : path.toString();
    return ModelFormat.ofName(file)
        .map(format -> name.substring(0, name.length() - format.ending().length()))
        .orElse(name);
  }
}
