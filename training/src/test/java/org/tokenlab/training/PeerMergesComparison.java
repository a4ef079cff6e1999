package org.tokenlab.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Trains on files of one's own by a peer's rules and with the peer itself, and prints up to where
/// the two agree. Not a test: run its `main` in the folder `training` with `-Dtokenlab.python=…`, a
/// Python that `src/test/python/peer_merges.py` finds the peer in, and the arguments PEER SIZE
/// FILE..., PEER as that script takes it.
final class PeerMergesComparison {
  private PeerMergesComparison() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    for (int i = 2; i < args.length; i++) {
      compare(args[0], Integer.parseInt(args[1]), Path.of(args[i]));
    }
  }

  private static void compare(String peer, int size, Path file)
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
