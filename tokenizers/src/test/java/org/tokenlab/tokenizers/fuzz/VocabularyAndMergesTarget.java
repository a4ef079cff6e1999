package org.tokenlab.tokenizers.fuzz;

import java.nio.file.Path;
import org.tokenlab.tokenizers.io.TokenizerFiles;

/// Fuzzes the loader of a vocabulary and its merges: what comes before the first zero byte, and
/// what comes after it.
public final class VocabularyAndMergesTarget {
  private static final Path VOCABULARY = ModelFileTarget.temporary("-vocab.json");
  private static final Path MERGES =
      Path.of(VOCABULARY.toString().replace("-vocab.json", "-merges.txt"));

  private VocabularyAndMergesTarget() {}

  /// Loads `content`.
  public static void fuzzerTestOneInput(byte[] content) {
    int end = 0;
    while (end < content.length && content[end] != 0) {
      end++;
    }
    Path vocabulary = ModelFileTarget.file(VOCABULARY, content, 0, end);
    Path merges =
        ModelFileTarget.file(MERGES, content, Math.min(end + 1, content.length), content.length);
    MERGES.toFile().deleteOnExit();
    String stem = VOCABULARY.toString().replace("vocab.json", ""); // either file may be to blame
    ModelFileTarget.check(stem, () -> TokenizerFiles.loadVocabularyAndMerges(vocabulary, merges));
  }
}
