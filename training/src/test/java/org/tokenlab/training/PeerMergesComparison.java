package org.tokenlab.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Trains on texts of one's own by a peer's rules and with the peer itself, and prints up to where
/// the two agree. Not a test: run its `main` in the folder `training` with `-Dtokenlab.python=…`, a
/// Python that `src/test/python/peer_merges.py` finds the peers in, and the arguments
/// PEER[,PEER...] SIZE TEXT..., PEER as that script takes it, TEXT a file or `random:COUNT:SEED`
/// ([ComparedTexts]). Exit code 3 if they differ anywhere.
final class PeerMergesComparison {
  private PeerMergesComparison() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int size = Integer.parseInt(args[1]);
    ComparedTexts.compareAll(
        List.of(args[0].split(",", -1)),
        Arrays.asList(args).subList(2, args.length),
        (peer, file) -> compare(peer, size, file));
  }

  private static boolean compare(String peer, int size, Path file)
      throws IOException, InterruptedException {
    List<String> ours = PeerMerges.of(peer, size, Files.readString(file));
    List<String> theirs = run(peer, size, file);
    int common = 0;
    while (common < Math.min(ours.size(), theirs.size())
        && ours.get(common).equals(theirs.get(common))) {
      common++;
    }
    boolean equal = common == ours.size() && common == theirs.size();
    System.out.printf(
        Locale.ROOT,
        "%s, %s: %d merges, theirs %d: %s%n",
        file.getFileName(),
        peer,
        ours.size(),
        theirs.size(),
        equal ? "equal" : "differ from merge " + common + " on");
    return equal;
  }

  private static List<String> run(String peer, int size, Path file)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("tokenlab.python", "python3"),
                "src/test/python/peer_merges.py",
                peer,
                Integer.toString(size),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(file + ": " + peer + " failed; run the script by hand to see why");
    }
    return out.lines().toList();
  }
}
