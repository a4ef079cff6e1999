package org.tokenlab.tokenizers.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.SpecialTokens;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// Model files by their names' endings: `.tiktoken` and `.json`.
public final class TokenizerFiles {
  private TokenizerFiles() {}

  /// Reads a model file; see [org.tokenlab.tokenizers.Tokenizers#load].
  public static Tokenizer load(Path file) throws IOException {
    String name = fileName(file);
    byte[] content = read(file);
    if (name.endsWith(".json")) {
      return TokenizerJson.read(content, withoutEnding(name), file.toString());
    }
    if (name.endsWith(".tiktoken")) {
      Optional<TiktokenSidecar> sidecar = TiktokenSidecar.beside(file);
      Optional<NamedTokenizers.Published> published =
          NamedTokenizers.bySha256(RanksSource.sha256(content));
      if (published.isPresent() && sidecar.isEmpty()) {
        return tiktoken(content, file, published.get().pattern, published.get().specialTokens);
      }
      if (sidecar.isEmpty()) {
        throw new ModelFileException(
            file
                + ": a .tiktoken file holds ranks but no splitting pattern, this is none of the"
                + " published ones, and there is no "
                + TiktokenSidecar.path(file).getFileName()
                + " beside it; name the pattern");
      }
      return tiktoken(content, file, sidecar.get().pattern(), sidecar.get().specialTokens());
    }
    throw new ModelFileException(
        file + ": expected a name that ends in .json (tokenizer.json) or .tiktoken");
  }

  /// Reads a `.tiktoken` file whose pattern the caller knows.
  public static Tokenizer loadTiktoken(Path file, SplitPattern pattern, SpecialTokens specials)
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
      byte[] content, Path file, SplitPattern pattern, SpecialTokens specials) throws IOException {
    Vocabulary vocabulary = TiktokenFile.read(new ByteArrayInputStream(content), file.toString());
    try {
      return new Tokenizer(
          withoutEnding(fileName(file)),
          pattern.preTokenizer(),
          BpeModel.ofRanks(vocabulary),
          specials);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file + ": " + e.getMessage(), e);
    }
  }

  /// Writes a model file; see [org.tokenlab.tokenizers.Tokenizers#save].
  public static void save(Tokenizer tokenizer, Path file) throws IOException {
    String name = fileName(file);
    if (name.endsWith(".json")) {
      AtomicFile.write(file, TokenizerJson.write(tokenizer));
    } else if (name.endsWith(".tiktoken")) {
      SplitPattern pattern = requirePattern(tokenizer, ".tiktoken");
      TiktokenExport.requireSameIds(tokenizer);
      // The pattern first: ranks without a pattern would be a half-written model.
      AtomicFile.write(
          TiktokenSidecar.path(file),
          new TiktokenSidecar(pattern, tokenizer.specialTokens()).toJson());
      AtomicFile.write(file, TiktokenFile.write(tokenizer.vocabulary()));
    } else {
      throw new IllegalArgumentException(
          file + ": expected a name that ends in .json (tokenizer.json) or .tiktoken");
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

  private static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  private static String withoutEnding(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }
}
