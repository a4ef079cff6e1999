package org.tokenlab.tokenizers.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ModelFormat;

/// What every loader must do with any bytes: refuse them with a message that names the file, or
/// give a tokenizer that encodes and decodes.
final class ModelFileTarget {
  private static final String[] TEXTS = {
    "", "a", "Hello, world! 123 it's", "  \n\t x ", "Straße 東京 ﬁ e\u0301 \uD83D\uDE42 <s></s> [CLS]"
  };

  private ModelFileTarget() {}

  /// Something that reads a model.
  interface Loading {
    Tokenizer load() throws IOException;
  }

  static void load(byte[] content, ModelFormat format) {
    check("fuzzed", () -> Tokenizers.load(new ByteArrayInputStream(content), format, "fuzzed"));
  }

  /// @param name what a message must begin with
  static void check(String name, Loading loading) {
    check(name, loading, EncodeTarget::check);
  }

  /// @param check what is done with a tokenizer and a text
  static void check(String name, Loading loading, BiConsumer<Tokenizer, String> check) {
    Tokenizer tokenizer;
    try {
      tokenizer = loading.load();
    } catch (ModelFileException refused) {
      if (!refused.getMessage().startsWith(name)) {
        throw new AssertionError("the message does not name the file: " + refused.getMessage());
      }
      return;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    for (String text : TEXTS) {
      try {
        check.accept(tokenizer, text);
      } catch (IllegalStateException | IllegalArgumentException e) {
        if (!isPeers(String.valueOf(e.getMessage()))) {
          throw e;
        }
        return;
      }
    }
  }

  /// The peers read such files, too, and stop at a text that has no token, at a template that names
  /// what is not there, or where deletions leave what is no token; and a few expressions are found
  /// out only by a text.
  private static boolean isPeers(String message) {
    return message.contains("needs the unknown token")
        || message.contains(" template ")
        || message.contains("the model's steps leave")
        || message.contains("must not match the empty text");
  }

  /// A file of this content that goes with the process.
  static Path file(Path file, byte[] content, int from, int to) {
    try (var out = Files.newOutputStream(file)) {
      out.write(content, from, to - from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  static Path temporary(String ending) {
    try {
      Path file = Files.createTempFile("fuzzed", ending);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
