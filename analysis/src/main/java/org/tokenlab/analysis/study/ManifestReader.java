package org.tokenlab.analysis.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.baseline.Baseline;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.training.BpeTrainer;

/// Reads a [Manifest] and checks all of it that can be checked without reading a corpus. YAML 1.2,
/// so that `no` is a word.
public final class ManifestReader {
  static final List<String> KEYS =
      List.of(
          "name",
          "languages",
          "reference",
          "evaluation",
          "tokenizers",
          "baselines",
          "training",
          "training_languages",
          "algorithms",
          "patterns",
          "vocabulary_sizes",
          "token_targets",
          "data_sizes",
          "data_scaling",
          "resamples",
          "measures",
          "bootstrap",
          "least_items",
          "seed");
  private static final int BYTE_TOKENS = 256;
  private static final int MOST_RESAMPLES = 1000;
  private static final int MOST_BOOTSTRAP = 100_000;
  private static final int USUAL_BOOTSTRAP = 1000;
  private static final int USUAL_LEAST_ITEMS = 10;
  private static final int LARGEST_VOCABULARY = BpeTrainer.MAX_VOCABULARY_SIZE;
  private static final Pattern DATA_SIZE = Pattern.compile("([0-9]{1,15})([kMG]B)?");

  private final String file;
  private final Path folder;
  private final Map<String, ManifestNode> entries = new TreeMap<>();

  private ManifestReader(String file, Path folder) {
    this.file = file;
    this.folder = folder;
  }

  /// Where a manifest came from.
  ///
  /// @param file its name, for messages
  /// @param text as it was read
  /// @param lines the line of each key that it holds, from 1
  public record Source(String file, String text, Map<String, Integer> lines) {
    /// An error at `key`'s line.
    public ManifestException error(String key, String message) {
      return new ManifestException(file, lines.getOrDefault(key, 0), message);
    }
  }

  /// Reads the manifest in `file`.
  ///
  /// @throws ManifestException if there is no such file, or it is no manifest
  public static Manifest read(Path file) throws ManifestException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      return parse(Files.readString(file), file.toString(), folder == null ? Path.of("/") : folder);
    } catch (NoSuchFileException e) {
      throw new ManifestException(file.toString(), 0, "no such file; expected a study manifest");
    } catch (CharacterCodingException e) {
      throw new ManifestException(file.toString(), 0, "expected UTF-8 text; it is not");
    } catch (IOException e) {
      throw new ManifestException(file.toString(), 0, "can't be read: " + e.getMessage());
    }
  }

  /// Reads a manifest from text.
  ///
  /// @param file name for messages
  /// @param folder where relative paths start
  /// @throws ManifestException if it is no manifest
  public static Manifest parse(String text, String file, Path folder) throws ManifestException {
    ManifestReader reader = new ManifestReader(file, folder);
    Map<String, Integer> lines = new TreeMap<>();
    reader.compose(text);
    reader.entries.forEach((key, entry) -> lines.put(key, entry.keyLine()));
    return reader.manifest(new Source(file, text, Map.copyOf(lines)));
  }

  static String resource(String name) {
    try (InputStream in = ManifestReader.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compose(String text) throws ManifestException {
    Optional<Node> root;
    try {
      root = new Compose(LoadSettings.builder().setLabel(file).build()).composeString(text);
    } catch (MarkedYamlEngineException e) {
      throw new ManifestException(
          file,
          e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0),
          "not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new ManifestException(file, 0, "not YAML: " + e.getMessage());
    }
    if (!(root.orElse(null) instanceof MappingNode mapping)) {
      throw new ManifestException(
          file, 1, "expected keys and values, as in \"name: my-study\"; found none");
    }
    for (ManifestNode entry : ManifestNode.entries(file, mapping)) {
      if (!KEYS.contains(entry.key())) {
        throw new ManifestException(
            file,
            entry.keyLine(),
            "unknown key \""
                + entry.key()
                + "\"; "
                + Nearest.to(entry.key(), KEYS)
                    .map(near -> "nearest: " + near)
                    .orElse("known keys: " + String.join(", ", KEYS)));
      }
      if (entries.put(entry.key(), entry) != null) {
        throw new ManifestException(
            file, entry.keyLine(), "the key \"" + entry.key() + "\" is there twice");
      }
    }
  }

  private Manifest manifest(Source source) throws ManifestException {
    ManifestNode name = entries.get("name");
    if (name == null) {
      throw new ManifestException(file, 0, "the key \"name\" is missing; give the study a name");
    }
    List<String> algorithms = strings("algorithms", List.of(), this::algorithm);
    List<Integer> sizes =
        strings("vocabulary_sizes", List.of(), this::vocabularySize).stream()
            .map(Integer::valueOf)
            .sorted()
            .toList();
    if (!algorithms.isEmpty() && sizes.isEmpty()) {
      throw source.error(
          "algorithms", "to train, \"vocabulary_sizes\" is needed, as in [8192, 16384]");
    }
    List<String> tokenizers = strings("tokenizers", List.of(), this::tokenizer);
    List<String> baselines = strings("baselines", List.of(), this::baseline);
    if (algorithms.isEmpty() && tokenizers.isEmpty() && baselines.isEmpty()) {
      throw new ManifestException(
          file, 0, "nothing to measure: give \"tokenizers\", \"baselines\" or \"algorithms\"");
    }
    List<String> languages = languages("languages", List.of());
    List<OptionalLong> sizesOfData = dataSizes();
    return new Manifest(
        name.string(),
        languages,
        entries.containsKey("reference")
            ? language(entries.get("reference").string(), entries.get("reference").line())
            : "eng_Latn",
        strings("evaluation", List.of(Manifest.EMBEDDED), this::corpus),
        tokenizers,
        baselines,
        strings("training", List.of(Manifest.EMBEDDED), this::corpus),
        languages("training_languages", languages),
        algorithms,
        strings("patterns", List.of("cl100k"), this::pattern).stream()
            .map(id -> SplitPattern.byId(id).orElseThrow())
            .toList(),
        sizes,
        tokenTargets(algorithms),
        sizesOfData,
        dataScaling(sizesOfData),
        resamples(sizesOfData),
        strings(
            "measures",
            List.of(),
            (item, line) -> oneOf("measure", item, CellMeasures.ids(), line)),
        count("bootstrap", 0, MOST_BOOTSTRAP, USUAL_BOOTSTRAP),
        count("least_items", 1, Integer.MAX_VALUE, USUAL_LEAST_ITEMS),
        entries.containsKey("seed") ? entries.get("seed").wholeNumber() : 0,
        source);
  }

  /// Turns one item of a list into its standard spelling, or says what is wrong with it.
  @FunctionalInterface
  private interface ItemCheck {
    String check(String item, int line) throws ManifestException;
  }

  private List<String> strings(String key, List<String> otherwise, ItemCheck check)
      throws ManifestException {
    ManifestNode entry = entries.get(key);
    if (entry == null) {
      return otherwise;
    }
    List<String> items = new ArrayList<>();
    for (ManifestNode item : entry.items()) {
      String checked = check.check(item.string(), item.line());
      if (items.contains(checked)) {
        throw new ManifestException(
            file, item.line(), key + ": \"" + item.string() + "\" is there twice");
      }
      items.add(checked);
    }
    return List.copyOf(items);
  }

  private List<String> languages(String key, List<String> otherwise) throws ManifestException {
    ManifestNode entry = entries.get(key);
    if (entry == null || entry.isScalar("all")) {
      return entry == null ? otherwise : List.of();
    }
    List<String> languages = strings(key, otherwise, this::language).stream().sorted().toList();
    if (languages.isEmpty()) {
      throw new ManifestException(
          file,
          entry.line(),
          key + ": expected all, or at least one language; found an empty list");
    }
    return languages;
  }

  private List<OptionalLong> dataSizes() throws ManifestException {
    ManifestNode entry = entries.get("data_sizes");
    if (entry == null || entry.isScalar("all")) {
      return List.of(OptionalLong.empty());
    }
    return strings("data_sizes", List.of("all"), this::dataSize).stream()
        .map(size ->
            size.equals("all") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(size)))
        .sorted(Comparator.comparingLong(size -> size.orElse(Long.MAX_VALUE)))
        .toList();
  }

  private String language(String code, int line) throws ManifestException {
    try {
      return LanguageScript.parse(code).toString();
    } catch (IllegalArgumentException e) {
      throw new ManifestException(file, line, e.getMessage());
    }
  }

  private List<Integer> tokenTargets(List<String> algorithms) throws ManifestException {
    List<Integer> targets =
        strings("token_targets", List.of(), this::tokenTarget).stream()
            .map(Integer::valueOf)
            .sorted()
            .toList();
    if (!targets.isEmpty() && !algorithms.contains("bpe")) {
      throw new ManifestException(
          file,
          entries.get("token_targets").line(),
          "token_targets: BPE is trained for them; \"bpe\" is not among the algorithms");
    }
    return targets;
  }

  private String tokenTarget(String tokens, int line) throws ManifestException {
    if (tokens.matches("[1-9][0-9]{0,8}")) {
      return tokens;
    }
    throw new ManifestException(
        file,
        line,
        "token_targets: expected a whole number of tokens, from 1 to 999999999; found \""
            + tokens
            + "\"");
  }

  private List<String> dataScaling(List<OptionalLong> sizes) throws ManifestException {
    ManifestNode entry = entries.get("data_scaling");
    List<String> scaling =
        strings(
            "data_scaling",
            List.of(Manifest.UNSCALED),
            (item, line) ->
                oneOf("scaling", item, List.of(Manifest.UNSCALED, Manifest.BYTE_PREMIUM), line));
    if (entry != null && scaling.isEmpty()) {
      throw new ManifestException(
          file, entry.line(), "data_scaling: expected none, byte_premium or both; found no entry");
    }
    if (entry != null && scaling.contains(Manifest.BYTE_PREMIUM)) {
      requireSizes(entry, sizes, "only a data size can be scaled");
    }
    return scaling;
  }

  private int count(String key, int least, int most, int otherwise) throws ManifestException {
    ManifestNode entry = entries.get(key);
    if (entry == null) {
      return otherwise;
    }
    long count = entry.wholeNumber();
    if (count < least || count > most) {
      throw new ManifestException(
          file,
          entry.line(),
          key + ": expected a whole number from " + least + " to " + most + "; found " + count);
    }
    return (int) count;
  }

  private int resamples(List<OptionalLong> sizes) throws ManifestException {
    int resamples = count("resamples", 1, MOST_RESAMPLES, 1);
    if (resamples > 1) {
      requireSizes(entries.get("resamples"), sizes, "there is one sample of all text");
    }
    return resamples;
  }

  private void requireSizes(ManifestNode entry, List<OptionalLong> sizes, String why)
      throws ManifestException {
    if (sizes.stream().noneMatch(OptionalLong::isPresent)) {
      throw new ManifestException(
          file,
          entry.line(),
          entry.key() + ": " + why + ": \"data_sizes\" is needed, as in [1MB, 10MB]");
    }
  }

  private String algorithm(String algorithm, int line) throws ManifestException {
    Optional<Algorithm> known = Algorithm.parse(algorithm);
    if (known.isPresent()) {
      return known.get().id();
    }
    throw new ManifestException(
        file,
        line,
        "unknown algorithm \""
            + algorithm
            + "\"; "
            + Nearest.to(algorithm, List.of("bpe", "unigram", "superbpe", "boundlessbpe"))
                .map(near -> "nearest: " + near + "; ")
                .orElse("")
            + "known: "
            + Algorithm.NAMES);
  }

  private String baseline(String baseline, int line) throws ManifestException {
    return oneOf(
        "baseline", baseline, Arrays.stream(Baseline.values()).map(Baseline::id).toList(), line);
  }

  private String pattern(String pattern, int line) throws ManifestException {
    return oneOf(
        "pattern",
        pattern,
        Arrays.stream(SplitPattern.values()).map(SplitPattern::id).toList(),
        line);
  }

  private String oneOf(String what, String found, List<String> known, int line)
      throws ManifestException {
    if (!known.contains(found)) {
      throw new ManifestException(
          file,
          line,
          "unknown "
              + what
              + " \""
              + found
              + "\"; "
              + Nearest.to(found, known).map(near -> "nearest: " + near + "; ").orElse("")
              + "known: "
              + String.join(", ", known));
    }
    return found;
  }

  private String vocabularySize(String size, int line) throws ManifestException {
    if (size.matches("[0-9]{1,8}")) {
      int tokens = Integer.parseInt(size);
      if (tokens > BYTE_TOKENS && tokens <= LARGEST_VOCABULARY) {
        return Integer.toString(tokens);
      }
    }
    throw new ManifestException(
        file,
        line,
        "vocabulary_sizes: expected a whole number of tokens from "
            + (BYTE_TOKENS + 1)
            + " to "
            + LARGEST_VOCABULARY
            + "; found \""
            + size
            + "\"");
  }

  private String dataSize(String size, int line) throws ManifestException {
    Matcher form = DATA_SIZE.matcher(size);
    if (size.equals("all")) {
      return size;
    }
    if (form.matches()) {
      long unit =
          switch (form.group(2)) {
            case "kB" -> 1_000L;
            case "MB" -> 1_000_000L;
            case "GB" -> 1_000_000_000L;
            case null, default -> 1L;
          };
      long bytes =
          Math.multiplyHigh(Long.parseLong(form.group(1)), unit) == 0
              ? Long.parseLong(form.group(1)) * unit
              : 0;
      if (bytes > 0) {
        return Long.toString(bytes);
      }
    }
    throw new ManifestException(
        file,
        line,
        "data_sizes: expected UTF-8 bytes per language, as 300000000 or 300MB, or all; found \""
            + size
            + "\"");
  }

  private String corpus(String corpus, int line) throws ManifestException {
    if (corpus.equals(Manifest.EMBEDDED)) {
      return corpus;
    }
    return existing(corpus, line, "expected embedded, or the path of a corpus");
  }

  private String tokenizer(String tokenizer, int line) throws ManifestException {
    if (Tokenizers.names().contains(tokenizer)) {
      return tokenizer;
    }
    return existing(
        tokenizer,
        line,
        "unknown tokenizer, and no such file; "
            + Nearest.to(tokenizer, Tokenizers.names())
                .map(near -> "nearest name: " + near + "; ")
                .orElse("")
            + "known names: "
            + String.join(", ", Tokenizers.names()));
  }

  private String existing(String path, int line, String wanted) throws ManifestException {
    Path resolved = folder.resolve(path).toAbsolutePath().normalize();
    if (!Files.exists(resolved)) {
      throw new ManifestException(
          file, line, "\"" + path + "\" does not exist (" + resolved + "): " + wanted);
    }
    return resolved.toString();
  }
}
