package org.tokenlab.tokenizers.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ModelFormat;
import org.tokenlab.tokenizers.peers.Conversions.Outcome;
import org.tokenlab.tokenizers.peers.Conversions.Step;
import org.tokenlab.tokenizers.peers.TextSource.Unit;

/// Proves that what is converted keeps its ids: loads each vocabulary, saves it in every format,
/// loads the file in the peer that reads this format and in ours, saves that in every format again,
/// and so on until no new file comes; and compares all with the answers of the original's own peer.
///
/// ```
/// java -cp CLASSES org.tokenlab.tokenizers.peers.RoundTrips
///     [-v NAMES | -f RECIPE FILE] [-q QUESTIONS] [SOURCE...]
/// ```
///
/// CLASSES, NAMES, QUESTIONS, SOURCE and what is needed: as of [PeerComparison]. Default questions:
/// those of `ids`, `ids-trusted`, `bytes`, `full` and `full-trusted` that the peers of all formats
/// on the way answer. Default sources: `udhr:4`, `flores:5` and `random:2000:SEED`, some 5,000
/// texts.
///
/// With `-f`, which may come more than once, a FILE that is no row of the table, or all files of a
/// folder, whose peer loads them by RECIPE of `recipes.py`.
///
/// Vocabularies that ship as bare files are loaded twice: with the settings of their project's
/// loader ([FilledTemplate]), and, where the files tell what to do, as they are (`NAME-bare`).
///
/// Prints a line per conversion: vocabulary, chain of formats, result; then for each pair of
/// formats how many conversions were proven, and refused. Exits 0 if nothing differs, 1 if a
/// vocabulary could not be loaded or asked, 2 on wrong usage, 3 on a difference.
public final class RoundTrips {
  private static final List<String> TEXTS = List.of("udhr:4", "flores:5", "random:2000:20261126");

  /// The recipes that do what we do with the bare files, by the row's recipe.
  private static final Map<String, String> OF_BARE_FILES =
      Map.of(
          "hf:bytelevel", "hf:gpt2", // with a special token
          "hf:gpt1", "hf:gpt1",
          "hf:clip", "hf:clip-released", // another pattern
          "hf:bert-uncased", "hf:bert-uncased",
          "hf:bert-cased", "hf:bert-cased");

  private final List<TextSource> sources = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<JudgedVocabulary> files = new ArrayList<>();
  private List<String> names = List.of();
  private List<Question> questions =
      List.of(
          Question.IDS, Question.IDS_TRUSTED, Question.BYTES, Question.FULL, Question.FULL_TRUSTED);
  private boolean fails;

  private RoundTrips() {}

  /// Runs it.
  public static void main(String[] arguments) throws IOException {
    System.exit(new RoundTrips().run(List.of(arguments)));
  }

  private int run(List<String> arguments) throws IOException {
    Path data = PeerComparison.data();
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "-v" -> names = List.of(arguments.get(++i).split(",", -1));
        case "-f" -> addFiles(arguments.get(++i), Path.of(arguments.get(++i)));
        case "-q" ->
            questions =
                Arrays.stream(arguments.get(++i).split(",", -1)).map(Question::byId).toList();
        default -> sources.add(TextSource.of(arguments.get(i), data));
      }
    }
    if (sources.isEmpty()) {
      TEXTS.forEach(text -> sources.add(TextSource.of(text, data)));
    }
    List<String> wanted = names.isEmpty() && files.isEmpty() ? List.of("*") : names;
    List<JudgedVocabulary> meant = new ArrayList<>(files);
    JudgedVocabulary.all().stream()
        .filter(vocabulary -> vocabulary.isMeant(wanted))
        .forEach(meant::add);
    if (meant.isEmpty()) {
      System.err.println(
          "usage: RoundTrips [-v NAMES | -f RECIPE FILE] [-q QUESTIONS] [SOURCE...]");
      return 2;
    }
    Path filled = PeerComparison.cache().resolve("filled");
    for (JudgedVocabulary vocabulary : meant) {
      convert(vocabulary, vocabulary.file(data, filled));
      if (vocabulary.java().equals("template") && OF_BARE_FILES.containsKey(vocabulary.recipe())) {
        String recipe = OF_BARE_FILES.get(vocabulary.recipe());
        List<Path> files = vocabulary.paths(data);
        convert(
            JudgedVocabulary.ofFiles(vocabulary.name() + "-bare", recipe, files), files.getFirst());
      }
    }
    printPairs();
    return fails ? 1 : steps.stream().anyMatch(step -> step.outcome() == Outcome.DIFFERS) ? 3 : 0;
  }

  private void addFiles(String recipe, Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      all.filter(Files::isRegularFile)
          .sorted()
          .map(file ->
              JudgedVocabulary.ofFiles(String.valueOf(file.getFileName()), recipe, List.of(file)))
          .forEach(files::add);
    }
  }

  private void convert(JudgedVocabulary vocabulary, Path file) {
    try {
      Path folder = Files.createTempDirectory("roundtrips");
      try {
        convert(vocabulary, file, folder);
      } finally {
        Conversions.delete(folder);
      }
    } catch (IOException | RuntimeException e) {
      fails = true;
      System.out.println(vocabulary.name() + ": can't be converted: " + e);
      if (Boolean.getBoolean("tokenlab.trace")) {
        e.printStackTrace();
      }
    }
  }

  private void convert(JudgedVocabulary vocabulary, Path file, Path folder) throws IOException {
    Path cache = vocabulary.java().equals("bare") ? folder : PeerComparison.cache();
    try (Judge judge = new Judge(vocabulary, cache)) {
      RoundTripCheck check = new RoundTripCheck(judge, units(judge), questions, folder);
      // A filled template may be called vocab.json.
      ModelFormat format =
          vocabulary.java().equals("template") && file.toString().endsWith(".json")
              ? ModelFormat.JSON
              : ModelFormat.ofName(file).orElseThrow();
      List<Step> own = Conversions.all(Tokenizers.load(file), format, folder, check);
      for (Step step : own) {
        System.out.printf(
            "%s | %s | %s%s%n",
            vocabulary.name(),
            step.chain(),
            switch (step.outcome()) {
              case REFUSED -> "refused: ";
              case KNOWN -> "the same files as ";
              case EQUAL -> "equal: ";
              case DIFFERS -> "DIFFERS: ";
            },
            step.words());
      }
      steps.addAll(own);
    }
  }

  /// A unit a source, which a peer answers in one go.
  private List<Unit> units(Judge judge) {
    List<Unit> units = new ArrayList<>();
    for (TextSource source : sources) {
      try (Stream<Unit> parts = source.units().apply(judge.tokens())) {
        units.add(new Unit(source.name(), parts.flatMap(unit -> unit.texts().stream()).toList()));
      }
    }
    return units;
  }

  private void printPairs() {
    System.out.println();
    System.out.println("from | to | files equal | the same files again | refused | DIFFERENT");
    for (ModelFormat from : ModelFormat.values()) {
      for (ModelFormat to : ModelFormat.values()) {
        List<Step> pair =
            steps.stream().filter(step -> step.from() == from && step.to() == to).toList();
        if (!pair.isEmpty()) {
          System.out.printf(
              "%s | %s | %d | %d | %d | %d%n",
              from.id(),
              to.id(),
              count(pair, Outcome.EQUAL),
              count(pair, Outcome.KNOWN),
              count(pair, Outcome.REFUSED),
              count(pair, Outcome.DIFFERS));
        }
      }
    }
  }

  private static long count(List<Step> steps, Outcome outcome) {
    return steps.stream().filter(step -> step.outcome() == outcome).count();
  }
}
