package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Runs the most common commands once while Java records which classes they take, and how methods
/// behave that are worth compiling: the launcher keeps that as a start-up cache. Not a command.
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
          "train bpe --pattern cl100k -v 20000 --unit line -o model.json long.txt",
          "train wordpiece -v 4000 -o words.json text.txt",
          "train bpe -v 4000 --unit line -o model.tiktoken text.txt",
          "train bpe --mode sentencepiece -v 4000 -o model.model text.txt",
          "train unigram -v 4000 -o model.model text.txt",
          "train superbpe -v 4000 -o superwords.json text.txt",
          "train boundlessbpe -v 4000 -o superwords.boundless.json text.txt",
          "convert --pattern cl100k model.tiktoken model.json",
          "count -t model.json text.txt",
          "encode -t model.json text.txt",
          "info model.json");

  private Rehearsal() {}

  /// The text, and behind it so many made-up words of its letters, few of them often and most of
  /// them seldom, as words of texts are.
  private static String text(int words) {
    int[] letters = TEXT.codePoints().filter(Character::isLetter).toArray();
    Random random = new Random(1);
    StringBuilder text = new StringBuilder(TEXT);
    for (int w = 0; w < words; w++) {
      int rank = (int) (words * Math.pow(random.nextDouble(), 4));
      Random spelling = new Random(rank);
      int first = spelling.nextInt(letters.length);
      for (int length = 2 + spelling.nextInt(7); length > 0; length--) {
        text.appendCodePoint(letters[(first + spelling.nextInt(24)) % letters.length]);
      }
      text.append(w % 12 == 11 ? '\n' : ' ');
    }
    return text.toString();
  }

  /// Runs them, and ends the process with the first exit code that is not 0.
  ///
  /// @param args an empty folder to work in
  static void main(String[] args) throws IOException {
    System.exit(run(Path.of(args[0])));
  }

  /// Runs them in an empty folder, and returns the first exit code that is not 0, or 0.
  static int run(Path folder) throws IOException {
    Files.writeString(folder.resolve("text.txt"), text(100_000));
    Files.writeString(folder.resolve("long.txt"), text(1_000_000));
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
