package org.tokenlab.training.internal.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.tokenlab.training.WordCounts;

/// The words of a run, counted and saved.
///
/// Two files: `words.counts`, which [WordCounts#load] reads too, and `counted.txt`, which is written
/// last and says that the other is whole, and what is to be known besides.
///
/// @param words and how often they occur
/// @param skippedTexts how many texts were left out in counting
/// @param sum of the words: [RunKey#sum]
public record SavedWords(WordCounts words, long skippedTexts, String sum) {
  private static final String WORDS = "words.counts";
  private static final String COUNTED = "counted.txt";

  /// The words that were saved before, if there are any.
  public static Optional<SavedWords> read(CheckpointFolder folder) {
    return folder
        .read(COUNTED, in -> lines(in, folder.nameOf(COUNTED)))
        .map(lines ->
            new SavedWords(
                folder
                    .read(WORDS, in -> WordCounts.load(in, folder.nameOf(WORDS)))
                    .orElseThrow(() ->
                        new java.io.UncheckedIOException(
                            new IOException(
                                folder.nameOf(WORDS)
                                    + ": not there, though "
                                    + COUNTED
                                    + " says so; delete the checkpoint to begin anew"))),
                Long.parseLong(lines.get(0)),
                lines.get(1)));
  }

  private static List<String> lines(InputStream in, String name) throws IOException {
    List<String> lines =
        new String(in.readAllBytes(), StandardCharsets.US_ASCII)
            .lines()
            .map(line -> line.substring(line.indexOf(' ') + 1))
            .toList();
    if (lines.size() != 2 || !lines.get(0).matches("\\d{1,18}")) {
      throw new IOException(
          name + ": expected two lines, skipped and sha256; delete the checkpoint to begin anew");
    }
    return lines;
  }

  /// Saves words.
  public static SavedWords save(CheckpointFolder folder, WordCounts words, long skippedTexts) {
    String sum = RunKey.sum(words);
    folder.write(WORDS, words::save);
    folder.write(COUNTED, out ->
        out.write(
            ("skipped: " + skippedTexts + "\nsha256: " + sum + "\n")
                .getBytes(StandardCharsets.US_ASCII)));
    return new SavedWords(words, skippedTexts, sum);
  }
}
