package org.tokenlab.jmh;

import static java.lang.System.err;
import static java.lang.System.out;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/// Times one engine in this JVM on one text, in all regimes asked for; [PeerTable] runs it in a
/// fresh JVM. Takes the arguments of `bench.py` and two more, and prints the same rows:
///
/// `ENGINE VOCABULARY TEXT THREADS REGIMES PASSES BUDGET FOLDER INSTANCES WARMUP`
///
/// The compiler has had `WARMUP` seconds of other text by another instance before; each instance
/// that is timed is fresh, and has encoded one document of other text. Threads take documents from
/// one counter.
final class PeerRun implements AutoCloseable {
  // Ours; each encoder reads it when it is made.
  private static final String WORD_CACHE = "org.tokenlab.wordCache";

  private final String engine;
  private final String vocabulary;
  private final String text;
  private final int threads;
  private final int passes;
  private final double budget;
  private final Path folder;
  private final List<String> warmup;
  private final ExecutorService pool;
  private double loadSeconds;
  private long tokensCounted; // so that the compiler can't leave the counting out

  private PeerRun(String[] args) throws IOException {
    engine = args[0];
    vocabulary = args[1];
    text = args[2];
    threads = Integer.parseInt(args[3]);
    passes = Integer.parseInt(args[5]);
    budget = Double.parseDouble(args[6]);
    folder = Path.of(args[7]);
    warmup = DocumentFile.read(folder.resolve("warmup.docs"));
    pool = Executors.newFixedThreadPool(threads);
  }

  /// Prints the rows of one engine, or one line that says why it has none.
  public static void main(String[] args) throws Exception {
    try (PeerRun run = new PeerRun(args)) {
      run.run(
          Arrays.stream(args[4].split(",", -1)).map(Regime::named).toList(),
          Integer.parseInt(args[8]),
          Double.parseDouble(args[9]));
      err.println(run.tokensCounted + " tokens counted to warm up");
    } catch (IOException | RuntimeException e) {
      err.println(e);
      none(args, e.toString());
    }
    System.exit(0); // the natives of some engines leave threads behind
  }

  private static void none(String[] args, String reason) {
    out.println(
        String.join(
            "\t", "NONE", args[0], args[1], args[2], args[3], reason.replaceAll("\\s", " ")));
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  private void run(List<Regime> regimes, int instances, double warmupSeconds) throws Exception {
    Optional<JvmEngine.Instance> first = fresh();
    if (first.isEmpty()) {
      none(
          new String[] {engine, vocabulary, text, Integer.toString(threads)},
          "does not run this vocabulary");
      return;
    }
    warmUp(first.get(), regimes, warmupSeconds);

    List<String> whole = DocumentFile.read(folder.resolve(text + ".docs"));
    for (Regime regime : regimes) {
      switch (regime) {
        case COLD -> firstPasses(regime, List.of(), whole, instances);
        case UNSEEN -> {
          int half = half(whole);
          firstPasses(regime, whole.subList(0, half), whole.subList(half, whole.size()), instances);
        }
        case AGAIN -> repeat(regime, whole);
        case NOCACHE -> {
          if (!first.get().remembers()) {
            repeat(regime, whole);
          } else if (engine.startsWith("tokenlab")) {
            System.setProperty(WORD_CACHE, "0");
            repeat(regime, whole);
            System.clearProperty(WORD_CACHE);
          }
        }
        case SHORT -> repeat(regime, DocumentFile.read(folder.resolve(text + ".short")));
        case COUNT -> count(whole);
      }
    }
  }

  private Optional<JvmEngine.Instance> fresh() throws IOException {
    long start = System.nanoTime();
    Optional<JvmEngine.Instance> instance = JvmEngine.named(engine).load(vocabulary, folder);
    loadSeconds = (System.nanoTime() - start) / 1e9;
    // What is set up at the first call isn't encoding.
    instance.ifPresent(i -> i.encoder().encode(warmup.getFirst()));
    return instance;
  }

  private void warmUp(JvmEngine.Instance other, List<Regime> regimes, double seconds)
      throws InterruptedException, ExecutionException {
    ToIntFunction<String> counter = other.counter();
    long start = System.nanoTime();
    while ((System.nanoTime() - start) / 1e9 < seconds) {
      encode(other.encoder(), warmup);
      if (counter != null && regimes.contains(Regime.COUNT)) {
        tokensCounted += warmup.stream().mapToLong(counter::applyAsInt).sum();
      }
    }
  }

  private void firstPasses(Regime regime, List<String> seen, List<String> timed, int instances)
      throws Exception {
    List<Double> seconds = new ArrayList<>();
    String hash = "";
    JvmEngine.Instance instance = null;
    for (int i = 0; i < instances; i++) {
      instance = fresh().orElseThrow();
      encode(instance.encoder(), seen);
      System.gc();
      long start = System.nanoTime();
      int[][] ids = encode(instance.encoder(), timed);
      seconds.add((System.nanoTime() - start) / 1e9);
      String found = IdsHash.of(List.of(ids));
      hash = i == 0 || found.equals(hash) ? found : "instances differ";
    }
    print(regime, timed, seconds, hash, instance == null ? "" : instance.call());
  }

  private void repeat(Regime regime, List<String> documents) throws Exception {
    JvmEngine.Instance instance = fresh().orElseThrow();
    encode(instance.encoder(), documents);
    List<int[][]> last = new ArrayList<>();
    List<Double> seconds =
        timed(() -> {
          last.clear();
          last.add(encode(instance.encoder(), documents));
          return true;
        });
    print(regime, documents, seconds, IdsHash.of(List.of(last.getFirst())), instance.call());
  }

  private void count(List<String> documents) throws Exception {
    ToIntFunction<String> counter = fresh().orElseThrow().counter();
    if (counter == null) {
      return;
    }
    int[] counts = new int[documents.size()];
    Callable<Boolean> pass =
        () -> {
          inParallel(documents.size(), i -> counts[i] = counter.applyAsInt(documents.get(i)));
          return true;
        };
    pass.call();
    print(Regime.COUNT, documents, timed(pass), IdsHash.ofCounts(counts), "count");
  }

  private List<Double> timed(Callable<Boolean> pass) throws Exception {
    List<Double> seconds = new ArrayList<>();
    long begin = System.nanoTime();
    while (seconds.size() < 2
        || (seconds.size() < passes && (System.nanoTime() - begin) / 1e9 < budget)) {
      System.gc();
      long start = System.nanoTime();
      pass.call();
      seconds.add((System.nanoTime() - start) / 1e9);
    }
    return seconds;
  }

  private int[][] encode(JvmEngine.Encoder encoder, List<String> documents)
      throws InterruptedException, ExecutionException {
    int[][] ids = new int[documents.size()][];
    inParallel(ids.length, i -> ids[i] = encoder.encode(documents.get(i)));
    return ids;
  }

  private interface Task {
    void run(int document);
  }

  private void inParallel(int documents, Task task)
      throws InterruptedException, ExecutionException {
    if (threads == 1) {
      for (int i = 0; i < documents; i++) {
        task.run(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      all.add(
          pool.submit(() -> {
            for (int i = next.getAndIncrement(); i < documents; i = next.getAndIncrement()) {
              task.run(i);
            }
          }));
    }
    for (Future<?> one : all) {
      one.get();
    }
  }

  /// The first document of the second half: the first half ends where half the bytes are reached.
  private static int half(List<String> documents) {
    double half = BenchmarkText.utf8Bytes(documents) / 2.0;
    long seen = 0;
    for (int i = 0; i < documents.size(); i++) {
      seen += BenchmarkText.utf8Bytes(documents.subList(i, i + 1));
      if (seen >= half) {
        return i + 1;
      }
    }
    return documents.size();
  }

  private void print(
      Regime regime, List<String> documents, List<Double> seconds, String hash, String call) {
    SpeedRow.Cell cell = new SpeedRow.Cell(vocabulary, text, regime, threads);
    long bytes = BenchmarkText.utf8Bytes(documents);
    out.println(new SpeedRow(engine, cell, bytes, seconds, hash, loadSeconds, call).line());
  }
}
