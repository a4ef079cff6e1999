package org.tokenlab.tokenizers.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tokenlab.tokenizers.Tokenizer;

/// Compares every answer of ours with the peers', for any vocabularies and texts:
///
/// ```
/// mvn -q -pl tokenizers test-compile
/// java -cp CLASSES org.tokenlab.tokenizers.peers.PeerComparison
///     [-v NAMES] [-q QUESTIONS] [-j THREADS] [--peer-only] SOURCE...
/// ```
///
/// CLASSES: `target/classes`, `target/test-classes` and the dependencies; run in the module's
/// folder or the repository's. NAMES: vocabularies, families or peers of `vocabularies.tsv`,
/// separated by commas (default: all); a trailing `*` stands for anything. QUESTIONS: of [Question]
/// (default: all that the peer answers). SOURCE: see [TextSource#of]. With `--peer-only` the peers
/// are asked and their answers remembered, ours not computed.
///
/// Needs a Python with `requirements.txt` ([PeerProcess#python]) and the reference data
/// (`TOKENLAB_DATA`, or `~/.cache/tokenlab/data`). Answers are remembered in `-Dtokenlab.peers`,
/// else `~/.cache/tokenlab/peers` ([AnswerCache]); delete it when `recipes.py` changes.
///
/// Prints a line per vocabulary, source and question: `inputs bytes differences`, and the first
/// examples, shrunk. Exits 0 if nothing differs, 1 if a vocabulary could not be loaded or asked, 2
/// on wrong usage, 3 on a difference.
public final class PeerComparison {
  private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "tokenlab");

  private final List<TextSource> sources = new ArrayList<>();
  private List<String> names = List.of("*");
  private List<Question> questions = List.of(Question.values());
  private int threads = 1;
  private boolean peerOnly;
  private boolean differs;
  private boolean fails;

  private PeerComparison() {}

  /// Runs it.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(new PeerComparison().run(List.of(arguments)));
  }

  static Path data() {
    String variable = System.getenv("TOKENLAB_DATA");
    return variable == null ? CACHE.resolve("data") : Path.of(variable);
  }

  static Path cache() {
    String property = System.getProperty("tokenlab.peers");
    return property == null ? CACHE.resolve("peers") : Path.of(property);
  }

  private int run(List<String> arguments) throws IOException, InterruptedException {
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "-v" -> names = List.of(arguments.get(++i).split(",", -1));
        case "-q" ->
            questions =
                Arrays.stream(arguments.get(++i).split(",", -1)).map(Question::byId).toList();
        case "-j" -> threads = Integer.parseInt(arguments.get(++i));
        case "--peer-only" -> peerOnly = true;
        default -> sources.add(TextSource.of(arguments.get(i), data()));
      }
    }
    List<JudgedVocabulary> meant =
        JudgedVocabulary.all().stream().filter(vocabulary -> vocabulary.isMeant(names)).toList();
    if (sources.isEmpty() || meant.isEmpty()) {
      System.err.println(
          "usage: PeerComparison [-v NAMES] [-q QUESTIONS] [-j THREADS] [--peer-only] SOURCE...");
      return 2;
    }
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      meant.forEach(vocabulary -> all.add(executor.submit(() -> compare(vocabulary))));
    }
    return fails ? 1 : differs ? 3 : 0;
  }

  private void compare(JudgedVocabulary vocabulary) {
    try (Judge judge = new Judge(vocabulary, cache())) {
      Optional<Tokenizer> ours =
          peerOnly
              ? Optional.empty()
              : Optional.of(vocabulary.load(data(), cache().resolve("filled")));
      for (TextSource source : sources) {
        for (Question question : questions) {
          if (question.suits(vocabulary)) {
            compare(judge, ours, source, question);
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      synchronized (this) {
        fails = true;
        System.out.println(vocabulary.name() + ": can't be compared: " + e);
        if (Boolean.getBoolean("tokenlab.trace")) {
          e.printStackTrace();
        }
      }
    }
  }

  private void compare(
      Judge judge, Optional<Tokenizer> ours, TextSource source, Question question) {
    long start = System.nanoTime();
    Comparison.Result result = new Comparison(judge, ours).run(source, question);
    double seconds = (System.nanoTime() - start) / 1e9;
    synchronized (this) {
      differs |= result.differences() > 0;
      System.out.printf(
          Locale.ROOT,
          "%s %s %s %s: %d inputs, %d bytes, %d differences (%.1f s, %.2f MB/s)%n",
          judge.vocabulary().family(),
          judge.vocabulary().name(),
          source.name(),
          question.id(),
          result.inputs(),
          result.bytes(),
          result.differences(),
          seconds,
          result.bytes() / seconds / 1e6);
      result.examples().forEach(example -> System.out.println("   " + example));
    }
  }
}
