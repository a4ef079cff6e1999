package org.tokenlab.training.internal.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.tokenlab.training.WordCounts;

/// The words of a run, counted and saved.
///
/// Two files: `words.counts`, which [WordCounts#load] reads too, and `words.txt`, which is written
/// last and says that the other is whole, and what is to be known besides. A run may have words of
/// several kinds, by names of their own.
///
/// @param words and how often they occur
/// @param skippedTexts how many texts were left out in counting
/// @param sum of the words: [RunKey#sum]
public record SavedWords(WordCounts words, long skippedTexts, String sum) {
  /// The name of the words as they were counted.
  public static final String COUNTED = "words";

  /// The words that were saved before, if there are any.
  public static Optional<SavedWords> read(CheckpointFolder folder, String name) {
    String counts = name + ".counts";
    String about = name + ".txt";
    return folder
        .read(about, in -> lines(in, folder.nameOf(about)))
        .map(lines ->
            new SavedWords(
                folder
                    .read(counts, in -> WordCounts.load(in, folder.nameOf(counts)))
                    .orElseThrow(() -> missing(folder.nameOf(counts), about)),
                Long.parseLong(lines.get(0)),
                lines.get(1)));
  }

  private static UncheckedIOException missing(String counts, String about) {
    return new UncheckedIOException(
        new IOException(
            counts
                + ": not there, though "
                + about
                + " says so; delete the checkpoint to begin anew"));
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
  public static SavedWords save(
      CheckpointFolder folder, String name, WordCounts words, long skippedTexts) {
    String sum = RunKey.sum(words);
    folder.write(name + ".counts", words::save);
    folder.write(
        name + ".txt",
        out ->
            out.write(
                ("skipped: " + skippedTexts + "\nsha256: " + sum + "\n")
                    .getBytes(StandardCharsets.US_ASCII)));
    return new SavedWords(words, skippedTexts, sum);
  }
}
