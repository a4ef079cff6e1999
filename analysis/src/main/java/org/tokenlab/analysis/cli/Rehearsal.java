package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  private static final List<String> COMMANDS = // with files of the folder
      List.of(
          "train bpe -v 400 --unit line -o model.tiktoken text.txt",
          "train bpe --mode sentencepiece -v 400 -o model.model text.txt",
          "train unigram -v 300 -o model.model text.txt",
          "train wordpiece -v 400 -o words.json text.txt",
          "convert --pattern cl100k model.tiktoken model.json",
          "count -t model.json text.txt",
          "encode -t model.json text.txt",
          "info model.json");

  private Rehearsal() {}

  /// Runs them, and ends the process with the first exit code that is not 0.
  ///
  /// @param args an empty folder to work in
  static void main(String[] args) throws IOException {
    System.exit(run(Path.of(args[0])));
  }

  /// Runs them in an empty folder, and returns the first exit code that is not 0, or 0.
  static int run(Path folder) throws IOException {
    Files.writeString(folder.resolve("text.txt"), TEXT.repeat(100));
    for (String command : COMMANDS) {
      String[] words =
          Arrays.stream(command.split(" "))
              .map(word -> word.contains(".") ? folder.resolve(word).toString() : word)
              .toArray(String[]::new);
      int code =
          Main.run(
              words, InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err);
      if (code != ExitCode.DONE) {
        return code;
      }
    }
    return ExitCode.DONE;
  }
}
