package org.tokenlab.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import org.tokenlab.tokenizers.bpe.BpeModel;

/// Prints how many bytes of heap a tokenizer keeps, loaded and used once: for [ResidentSizeTest],
/// in a JVM of its own.
///
/// Counted is all that is there after the first load and was not before: the tokenizer with the
/// tables that it makes in the background, the constants of the classes that it needs, and the
/// buffers and word cache of one thread.
final class ResidentSize {
  private ResidentSize() {}

  /// Measures.
  ///
  /// @param arguments a tokenizer's name, or `file` and the path of a model file
  public static void main(String... arguments) throws IOException {
    String text = "Hello, world! Größe 你好 Привет\n\n  int fooBar = 12345; // 🙂 don't".repeat(50);
    System.out.print(""); // so that the classes which print are there before
    long before = used();
    Tokenizer tokenizer =
        arguments[0].equals("file")
            ? Tokenizers.load(Path.of(arguments[1]))
            : Tokenizers.named(arguments[0]);
    if (!(tokenizer.model() instanceof BpeModel model) || model.tables().trie().length == 0) {
      throw new IllegalStateException("expected byte-level BPE with all its tables");
    }
    int[] ids = tokenizer.encodeOrdinary(text);
    long after = used();
    if (!tokenizer.decode(ids).equals(text)) { // after: until here the tokenizer is held
      throw new IllegalStateException("the text does not come back");
    }
    System.out.println(after - before);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
