package org.tokenlab.tokenizers.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

/// Streams a text of many gigabytes through a tokenizer in a small heap:
///
/// ```
/// java -Xmx128m -cp CLASSES org.tokenlab.tokenizers.peers.StreamingMemory NAME|FILE GIGABYTES
/// ```
///
/// CLASSES as for [PeerComparison]. (A vocabulary of 200,000 tokens or a tokenizer.json needs more
/// heap to be read: `-Xmx512m`.) Prints progress with the heap in use, and exits 3 if the ids are
/// not those of the whole text ([PeriodicStream]).
public final class StreamingMemory {
  private static final int PERIOD_BYTES = 1 << 20;

  private StreamingMemory() {}

  /// Runs it.
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Tokenizer tokenizer =
        Files.exists(file) ? Tokenizers.load(file) : Tokenizers.named(arguments[0]);
    PeriodicStream stream = new PeriodicStream(1, PERIOD_BYTES);
    long times = Math.round(Double.parseDouble(arguments[1]) * 1e9 / stream.periodBytes());
    long[] done = {0};
    long start = System.nanoTime();
    PeriodicStream.Tally streamed =
        stream.streamed(
            tokenizer,
            times,
            () -> {
              if (++done[0] % 256 == 0) {
                Runtime runtime = Runtime.getRuntime();
                System.out.printf(
                    "%.2f GB, heap %d MB, %.1f MB/s%n",
                    done[0] * stream.periodBytes() / 1e9,
                    (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                    done[0] * stream.periodBytes() * 1e3 / (System.nanoTime() - start));
              }
            });
    PeriodicStream.Tally expected = stream.expected(tokenizer, times);
    System.out.println("streamed: " + streamed);
    System.out.println("expected: " + expected);
    System.exit(streamed.equals(expected) ? 0 : 3);
  }
}
