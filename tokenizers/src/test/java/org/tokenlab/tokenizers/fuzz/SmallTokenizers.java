package org.tokenlab.tokenizers.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ModelFormat;

/// Small tokenizers of every kind, from the files that `fuzz_seeds.py` wrote.
final class SmallTokenizers {
  private static final Tokenizer[] ALL =
      List.of(
              "TokenizerJson/byte-level.json",
              "TokenizerJson/byte-fallback.json",
              "TokenizerJson/wordpiece.json",
              "TokenizerJson/unigram.json",
              "TokenizerJson/wordlevel.json",
              "SentencePiece/bpe.model",
              "SentencePiece/unigram.model",
              "SentencePiece/char.model",
              "SentencePiece/word.model",
              "WordPiece/vocab.txt")
          .stream()
          .map(SmallTokenizers::load)
          .toArray(Tokenizer[]::new);

  private SmallTokenizers() {}

  /// All of them; always in this order, which kept inputs rely on.
  static Tokenizer[] all() {
    return ALL.clone();
  }

  static byte[] content(String resource) {
    try (InputStream in = SmallTokenizers.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the test resource " + resource + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tokenizer load(String resource) {
    ModelFormat format =
        resource.startsWith("TokenizerJson")
            ? ModelFormat.JSON
            : resource.startsWith("SentencePiece")
                ? ModelFormat.SENTENCEPIECE
                : ModelFormat.WORDPIECE;
    try {
      return Tokenizers.load(new ByteArrayInputStream(content(resource)), format, resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
