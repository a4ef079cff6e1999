package org.tokenlab.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Trains parity-aware BPE on files of one's own and with the paper's code, and prints up to where
/// the two agree. Not a test: run its `main` in the folder `training` with `-Dtokenlab.python=…`, a
/// Python that `src/test/python/parity_bpe.py` finds the code in, and the arguments RUN MERGES and
/// then, for each language, FILE DEVELOPMENT_FILE; RUN is one of [ParityRun] or `all`.
final class ParityBpeComparison {
  private ParityBpeComparison() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    for (String run : args[0].equals("all") ? ParityRun.NAMES : List.of(args[0])) {
      compare(run, args);
    }
  }

  private static void compare(String run, String[] args) throws IOException, InterruptedException {
    List<List<String>> texts = new ArrayList<>();
    List<List<String>> developments = new ArrayList<>();
    for (int i = 2; i < args.length; i += 2) {
      texts.add(Arrays.asList(Files.readString(Path.of(args[i])).split("\n", -1)));
      developments.add(Arrays.asList(Files.readString(Path.of(args[i + 1])).split("\n", -1)));
    }
    long start = System.nanoTime();
    List<String> ours =
        ParityRun.merges(run, Integer.parseInt(args[1]), texts, developments, /* threads= */ 2);
    double seconds = (System.nanoTime() - start) / 1e9;
    List<String> theirs = peer(run, args);
    int common = 0;
    while (common < Math.min(ours.size(), theirs.size())
        && ours.get(common).equals(theirs.get(common))) {
      common++;
    }
    boolean equal = common == ours.size() && common == theirs.size();
    System.out.printf(
        Locale.ROOT,
        "%d languages, %s: %d merges in %.2f s, theirs %d: %s%n",
        texts.size(),
        run,
        ours.size(),
        seconds,
        theirs.size(),
        equal ? "equal" : "differ from merge " + common + " on");
  }

  private static List<String> peer(String run, String[] args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("tokenlab.python", "python3"));
    command.addAll(List.of("src/test/python/parity_bpe.py", "train", run));
    command.addAll(Arrays.asList(args).subList(1, args.length));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the paper's code failed; run the script by hand to see why");
    }
    return out.lines().toList();
  }
}
