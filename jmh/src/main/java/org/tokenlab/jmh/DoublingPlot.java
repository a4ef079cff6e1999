package org.tokenlab.jmh;

import static java.lang.System.out;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

/// How the cost of each [PathologicalInput] grows as its length doubles: a table of nanoseconds of
/// processor time a UTF-16 unit, and a plot.
///
/// Time that grows as n² doubles each figure with n. The last column is the steepest growth of
/// whole time over three doublings, from 16,384 units on, as an exponent of n: 1 is linear, 2
/// quadratic. n log n gives at most 1.1, and outgrowing the processor's caches some 0.2 more; what
/// is above 1.5 is marked `!`.
///
/// `DoublingPlot [NAME|FILE] [SVG] [LONGEST]`: a tokenizer (cl100k_base), where the plot goes
/// (doubling.svg), and the longest text (1,048,576 units; 100,000,000 is one line of 100 MB).
public final class DoublingPlot {
  private static final int SHORTEST = 1_024;
  private static final int STEADY = 16_384;
  private static final double SUSPICIOUS = 1.5;
  private static final long ENOUGH_NANOS = 50_000_000L; // for one length in one turn

  // Time of this thread alone: a busy machine or a busy garbage collector bends no curve.
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private DoublingPlot() {}

  /// Prints the table and writes the plot.
  public static void main(String[] args) throws IOException {
    String name = args.length > 0 ? args[0] : "cl100k_base";
    Path svg = Path.of(args.length > 1 ? args[1] : "doubling.svg");
    int longest = args.length > 2 ? Integer.parseInt(args[2].replace(",", "")) : 1 << 20;
    Tokenizer plain =
        Tokenizers.names().contains(name) ? Tokenizers.named(name) : Tokenizers.load(Path.of(name));

    List<Integer> lengths = new ArrayList<>();
    for (long length = SHORTEST; length < longest; length *= 2) {
      lengths.add((int) length);
    }
    lengths.add(longest);
    Map<PathologicalInput, double[]> nanos = new EnumMap<>(PathologicalInput.class);
    for (PathologicalInput input : PathologicalInput.values()) {
      nanos.put(input, measure(input, input.tokenizer(plain), lengths));
    }
    out.print(table(name, lengths, nanos));
    Files.writeString(svg, DoublingSvg.of("ns a UTF-16 unit, " + name, lengths, nanos));
    out.println("\n" + svg);
  }

  /// Nanoseconds of one encoding at each length: the best of several, all lengths by turns, so that
  /// the compiler has seen them all before the last turn.
  private static double[] measure(
      PathologicalInput input, Tokenizer tokenizer, List<Integer> lengths) {
    double[] best = new double[lengths.size()];
    Arrays.fill(best, Double.MAX_VALUE);
    for (int turn = 0; turn < 3; turn++) {
      for (int i = 0; i < best.length; i++) {
        String text = input.text(lengths.get(i));
        long begin = System.nanoTime();
        do {
          long start = THREADS.getCurrentThreadCpuTime();
          int ids = tokenizer.encodeOrdinary(text).length;
          long spent = THREADS.getCurrentThreadCpuTime() - start;
          if (ids > 4L * text.length() + 8) { // there may be none, as of spaces in BERT
            throw new IllegalStateException(ids + " ids for " + text.length() + " of " + input);
          }
          best[i] = Math.min(best[i], (double) spent);
        } while (System.nanoTime() - begin < ENOUGH_NANOS);
      }
    }
    return best;
  }

  /// The table, in Markdown.
  static String table(String name, List<Integer> lengths, Map<PathologicalInput, double[]> nanos) {
    StringBuilder table = new StringBuilder("ns a UTF-16 unit, " + name + ":\n\n| input |");
    lengths.forEach(length -> table.append(String.format(Locale.ROOT, " %,d |", length)));
    table.append(" growth |\n|---|").append("---:|".repeat(lengths.size() + 1)).append('\n');
    nanos.forEach((input, spent) -> {
      table.append("| ").append(input).append(" |");
      for (int i = 0; i < spent.length; i++) {
        table.append(String.format(Locale.ROOT, " %.1f |", spent[i] / lengths.get(i)));
      }
      double growth = growth(lengths, spent);
      table.append(
          String.format(Locale.ROOT, " %.2f%s |%n", growth, growth > SUSPICIOUS ? " !" : ""));
    });
    return table.toString();
  }

  /// The steepest exponent e of time ~ nᵉ over three doublings, where times are long enough.
  static double growth(List<Integer> lengths, double[] nanos) {
    double steepest = 0;
    for (int i = 3; i < nanos.length; i++) {
      if (lengths.get(i - 3) >= STEADY) {
        double wider = Math.log((double) lengths.get(i) / lengths.get(i - 3));
        steepest = Math.max(steepest, Math.log(nanos[i] / nanos[i - 3]) / wider);
      }
    }
    return steepest;
  }
}
