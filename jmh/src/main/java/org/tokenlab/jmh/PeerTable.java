package org.tokenlab.jmh;

import static java.lang.System.err;
import static java.lang.System.out;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One table of Tokenlab and its peers, in the JVM and outside it: the same files of text and
/// vocabulary, the same order, the same regimes, each engine in processes of its own, and no speed
/// for ids that are not the reference's. `jmh/peers/run.sh` builds what is missing and runs this.
///
/// Engines take turns, round after round, so that a machine that grows slower does so for all. The
/// median is over all passes of all rounds. An engine outside the JVM has one first pass a process,
/// and a process for each of `unseen`, `short` and `nocache`; one in the JVM has all regimes in one
/// process, with fresh instances, since what needs warming there is the compiler.
///
/// Compare within one table only.
public final class PeerTable {
  private static final long PROCESS_MINUTES = 15;
  private static final int INSTANCES = 3;

  private final PeerOptions options;
  private final Path folder;
  private final SpeedTable table = new SpeedTable(PeerModels::references);

  private PeerTable(PeerOptions options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  /// Measures, and prints the table; `--help` says what can be asked for.
  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("--help")) {
      out.print(PeerOptions.USAGE);
      return;
    }
    PeerOptions options;
    try {
      options = PeerOptions.parse(args);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Path folder = Files.createTempDirectory("tokenlab-peers");
    try {
      new PeerTable(options, folder).run();
    } finally {
      delete(folder);
    }
  }

  private void run() throws IOException, InterruptedException {
    PeerTexts.write(options.texts(), options.bytes(), folder);
    for (String vocabulary : options.vocabularies()) {
      if (!PeerModels.write(vocabulary, folder)) {
        table.fail(
            "all engines", vocabulary, "all texts", "its file is in the reference data only");
        continue;
      }
      for (String text : options.texts()) {
        for (int threads : options.threads()) {
          for (int round = 0; round < options.rounds(); round++) {
            round(vocabulary, text, threads, round);
          }
        }
      }
    }
    out.println(heading());
    out.print(table.markdown());
    if (options.csv().isPresent()) {
      Files.writeString(options.csv().get(), table.csv());
    }
  }

  private void round(String vocabulary, String text, int threads, int round)
      throws IOException, InterruptedException {
    List<String> references = PeerModels.references(vocabulary);
    for (String engine :
        Stream.concat(JvmEngine.NAMES.stream(), PeerOptions.NATIVE.stream()).toList()) {
      boolean inJvm = JvmEngine.NAMES.contains(engine);
      boolean asked = options.engines().contains(engine);
      // A reference nobody asked for is there for its ids, once.
      if ((!asked && !(references.contains(engine) && round == 0))
          || (!inJvm && options.peers().isEmpty())) {
        continue;
      }
      err.printf("%s, %s, %d: round %d, %s%n", vocabulary, text, threads, round + 1, engine);
      if (inJvm) {
        start(engine, vocabulary, text, threads, options.regimes());
      } else {
        for (Set<Regime> together : processes(references.contains(engine))) {
          start(engine, vocabulary, text, threads, together);
        }
      }
    }
  }

  /// Which regimes may share a process outside the JVM.
  private List<Set<Regime>> processes(boolean reference) {
    Set<Regime> whole = EnumSet.of(Regime.COLD, Regime.AGAIN, Regime.COUNT);
    boolean needsWhole = options.regimes().stream().anyMatch(r -> r.part.equals(Regime.COLD.part));
    whole.retainAll(options.regimes());
    if (reference && needsWhole) {
      whole.add(Regime.COLD);
    }
    List<Set<Regime>> all = new ArrayList<>(List.of(whole));
    for (Regime alone : List.of(Regime.UNSEEN, Regime.SHORT, Regime.NOCACHE)) {
      if (options.regimes().contains(alone)) {
        all.add(EnumSet.of(alone));
      }
    }
    all.removeIf(Set::isEmpty);
    return all;
  }

  private void start(
      String engine, String vocabulary, String text, int threads, Iterable<Regime> regimes)
      throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    regimes.forEach(regime -> names.add(regime.toString()));
    List<String> command = new ArrayList<>();
    command.addAll(JvmEngine.NAMES.contains(engine) ? jvm(engine) : python(engine));
    command.addAll(
        List.of(
            engine,
            vocabulary,
            text,
            Integer.toString(threads),
            String.join(",", names),
            Integer.toString(options.passes()),
            Double.toString(options.budget()),
            folder.toString(),
            Integer.toString(INSTANCES),
            Double.toString(options.warmup())));
    Path errors = folder.resolve("stderr");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("RAYON_NUM_THREADS", Integer.toString(threads));
    environment.put("TOKENIZERS_PARALLELISM", Boolean.toString(threads > 1));
    environment.put("OPT_OUT_TRACKING", "true"); // DJL would report its use
    options
        .peers()
        .ifPresent(peers ->
            environment.put(
                "TOKENLAB_PEERS_LITE", peers.resolve("lite").resolve("liblite.so").toString()));
    Path output = folder.resolve("stdout");
    Process process = builder.redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(PROCESS_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    read(output, engine, vocabulary, text);
    if (!ended) {
      table.fail(engine, vocabulary, text, "not done after " + PROCESS_MINUTES + " minutes");
    } else if (process.exitValue() != 0) {
      table.fail(
          engine, vocabulary, text, "ended with " + process.exitValue() + ": " + lastLine(errors));
    }
  }

  private void read(Path output, String engine, String vocabulary, String text) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(output)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        SpeedRow.parse(line).ifPresent(table::add);
        String[] fields = line.split("\t", -1);
        if (fields[0].equals("NONE") && fields.length == 6) {
          table.fail(engine, vocabulary, text, fields[5]);
        }
      }
    }
  }

  private List<String> jvm(String engine) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xms1g",
            "-Xmx4g",
            "-Dai.djl.offline=true"));
    if (engine.equals("tokenlab-vector")) {
      command.addAll(List.of("--add-modules=jdk.incubator.vector", "-Dorg.tokenlab.simd=vector"));
    } else {
      command.add("-Dorg.tokenlab.simd=scalar");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), PeerRun.class.getName()));
    return command;
  }

  private List<String> python(String engine) {
    Path peers = options.peers().orElseThrow();
    String environment = engine.equals("hf1") ? "venv-hf1" : "venv";
    return List.of(
        peers.resolve(environment).resolve("bin").resolve("python").toString(),
        System.getProperty("tokenlab.bench", "jmh/peers/bench.py"));
  }

  private String heading() throws IOException {
    return "Medians of %d round%s; texts of %,d bytes; MB is 10⁶ bytes of UTF-8. %s, %d processors, %s %s.%n"
        .formatted(
            options.rounds(),
            options.rounds() == 1 ? "" : "s",
            options.bytes(),
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.vm.vendor"),
            System.getProperty("java.vm.version"));
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 2))
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }

  private static String lastLine(Path file) throws IOException {
    // Natives may write anything.
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return text.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
        Files.delete(path);
      }
    }
  }
}
