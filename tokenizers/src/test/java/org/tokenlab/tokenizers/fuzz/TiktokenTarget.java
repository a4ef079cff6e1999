package org.tokenlab.tokenizers.fuzz;

import java.nio.file.Path;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.io.TokenizerFiles;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// Fuzzes the loader of `.tiktoken` files, with a pattern that the caller gives.
public final class TiktokenTarget {
  private static final Path FILE = ModelFileTarget.temporary(".tiktoken");

  private TiktokenTarget() {}

  /// Loads `content`.
  public static void fuzzerTestOneInput(byte[] content) {
    Path file = ModelFileTarget.file(FILE, content, 0, content.length);
    ModelFileTarget.check(
        file.toString(),
        () -> TokenizerFiles.loadTiktoken(file, SplitPattern.CL100K, AddedTokens.none()));
  }
}
