package org.tokenlab.tokenizers.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The formats of model files.
public enum ModelFormat {
  /// HF's `tokenizer.json`: see [TokenizerJson].
  JSON(".json"),
  /// tiktoken's ranks: see [TiktokenFile].
  TIKTOKEN(".tiktoken");

  private final String ending;

  ModelFormat(String ending) {
    this.ending = ending;
  }

  /// How names of such files end: `.json`.
  public String ending() {
    return ending;
  }

  /// The format that the name's ending tells.
  public static Optional<ModelFormat> ofName(Path file) {
    return Arrays.stream(values()).filter(f -> file.toString().endsWith(f.ending)).findFirst();
  }

  /// The format that a file's first character tells: JSON begins with a brace, ranks never do.
  static ModelFormat ofContent(byte[] content) {
    int i = 0;
    while (i < content.length && content[i] <= ' ' && content[i] >= 0) {
      i++;
    }
    return i < content.length && content[i] == '{' ? JSON : TIKTOKEN;
  }
}
