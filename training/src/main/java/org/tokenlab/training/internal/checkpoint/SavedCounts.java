package org.tokenlab.training.internal.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.tokenlab.training.WordCounts;

/// What a run counted in its texts, saved: words, or whatever a [Form] can write.
///
/// Two files: `words.counts`, which [WordCounts#load] reads too, and `words.txt`, which is written
/// last and says that the other is whole, and what is to be known besides. A run may have counts of
/// several kinds, by names of their own.
///
/// @param <C> what was counted
/// @param counts how often it occurs
/// @param skippedTexts how many texts were left out in counting
/// @param sum of the counts: [RunKey#sum]
public record SavedCounts<C>(C counts, long skippedTexts, String sum) {
  /// The name of the words as they were counted.
  public static final String COUNTED = "words";

  /// Words.
  public static final Form<WordCounts> WORDS = new Form<>(WordCounts::load, WordCounts::save);

  /// How counts of one kind are read and written.
  ///
  /// @param <C> the kind
  /// @param reading reads them; also takes the file's name, for messages
  /// @param writing writes them
  public record Form<C>(Reading<C> reading, Writing<C> writing) {}

  /// Reads counts.
  ///
  /// @param <C> the kind
  @FunctionalInterface
  public interface Reading<C> {
    /// Reads; the stream is closed by others.
    C read(InputStream in, String source) throws IOException;
  }

  /// Writes counts.
  ///
  /// @param <C> the kind
  @FunctionalInterface
  public interface Writing<C> {
    /// Writes; the stream is closed by others.
    void write(C counts, OutputStream out) throws IOException;
  }

  /// The counts that were saved before, if there are any.
  public static <C> Optional<SavedCounts<C>> read(
      CheckpointFolder folder, String name, Form<C> form) {
    String counts = name + ".counts";
    String about = name + ".txt";
    return folder
        .read(about, in -> lines(in, folder.nameOf(about)))
        .map(lines ->
            new SavedCounts<>(
                folder
                    .read(counts, in -> form.reading().read(in, folder.nameOf(counts)))
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

  /// Saves counts.
  public static <C> SavedCounts<C> save(
      CheckpointFolder folder, String name, C counts, long skippedTexts, Form<C> form) {
    String sum = RunKey.sum(counts, form);
    folder.write(name + ".counts", out -> form.writing().write(counts, out));
    folder.write(
        name + ".txt",
        out ->
            out.write(
                ("skipped: " + skippedTexts + "\nsha256: " + sum + "\n")
                    .getBytes(StandardCharsets.US_ASCII)));
    return new SavedCounts<>(counts, skippedTexts, sum);
  }
}
