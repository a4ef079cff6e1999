package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs the most common commands once, on a little text, while Java records which classes they
/// take: the launcher keeps that as a start-up cache. Not a command.
final class Rehearsal {
  private static final String TEXT =
      """
      Tokens are what a model reads: 1 word, or 2, or 3,000 characters' worth. We'll see.
      Les jetons, ça coûte; où est l'été? Die Größe der Wörter ändert sich.
      Слова бывают длинными, а бывают и короткими.
      言葉は空白なしで続きます。字も数えます。
      हर भाषा में शब्द अलग-अलग लंबाई के होते हैं।
      \t{"key": [1, 2.5, null], "emoji": "👩‍🚀"}
      """;

  private Rehearsal() {}

  /// Runs them, and ends the process with the first exit code that is not 0.
  ///
  /// @param args an empty folder to work in
  static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path text = Files.writeString(folder.resolve("text.txt"), TEXT.repeat(100));
    String tiktoken = folder.resolve("model.tiktoken").toString();
    String json = folder.resolve("model.json").toString();
    for (List<String> command :
        List.of(
            List.of("train", "bpe", "-v", "400", "--unit", "line", "-o", tiktoken, text.toString()),
            List.of("convert", "--pattern", "cl100k", tiktoken, json),
            List.of("count", "-t", json, text.toString()),
            List.of("encode", "-t", json, text.toString()),
            List.of("info", json))) {
      int code =
          Main.run(
              command.toArray(String[]::new),
              InputStream.nullInputStream(),
              OutputStream.nullOutputStream(),
              System.err);
      if (code != ExitCode.DONE) {
        System.exit(code);
      }
    }
  }
}
