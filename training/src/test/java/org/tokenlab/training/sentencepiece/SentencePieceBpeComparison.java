package org.tokenlab.training.sentencepiece;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tokenlab.training.ComparedTexts;

/// Trains on texts of one's own as SentencePiece does and with SentencePiece 0.2.3 itself, and
/// prints up to where the two agree. Not a test: run its `main` in the folder `training` with
/// `-Dtokenlab.python=…` and the arguments RUN SIZE TEXT..., where RUN is one of [PeerRun] or
/// `all`, and TEXT a file or `random:COUNT:SEED` ([ComparedTexts]). Exit code 3 if they differ
/// anywhere.
final class SentencePieceBpeComparison {
  private SentencePieceBpeComparison() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int size = Integer.parseInt(args[1]);
    ComparedTexts.compareAll(
        args[0].equals("all") ? PeerRun.NAMES : List.of(args[0]),
        Arrays.asList(args).subList(2, args.length),
        (run, file) -> compare(run, size, file));
  }

  private static boolean compare(String run, int size, Path file)
      throws IOException, InterruptedException {
    List<String> text = List.of(Files.readString(file).split("\n", -1));
    long start = System.nanoTime();
    List<String> ours =
        SentencePieceBpeTest.lines(
            PeerRun.trainer(run, size).build().train(text.iterator()).model().pieces());
    double seconds = (System.nanoTime() - start) / 1e9;
    List<String> theirs = peer(run, size, file);
    int common = 0;
    while (common < Math.min(ours.size(), theirs.size())
        && ours.get(common).equals(theirs.get(common))) {
      common++;
    }
    boolean equal = common == ours.size() && common == theirs.size();
    System.out.printf(
        Locale.ROOT,
        "%s, %s: %d pieces in %.2f s, theirs %d: %s%n",
        file.getFileName(),
        run,
        ours.size(),
        seconds,
        theirs.size(),
        equal
            ? "equal"
            : "differ at id "
                + common
                + ": "
                + (common < ours.size() ? ours.get(common) : "none")
                + ", theirs "
                + (common < theirs.size() ? theirs.get(common) : "none"));
    return equal;
  }

  private static List<String> peer(String run, int size, Path file)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("tokenlab.python", "python3"),
                "src/test/python/sentencepiece_bpe.py",
                "train",
                run,
                Integer.toString(size),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(file + ": SentencePiece failed; see above");
    }
    return List.of(out.split("\n", 0)); // a piece may hold a carriage return
  }
}
