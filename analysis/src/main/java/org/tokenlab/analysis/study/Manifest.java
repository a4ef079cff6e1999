package org.tokenlab.analysis.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tokenlab.analysis.study.ManifestReader.Source;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// What a study trains and measures: a grid, written as YAML. Read by [ManifestReader]; immutable.
///
/// The number of threads is no part of it: results don't depend on it.
///
/// | key | value | default |
/// |---|---|---|
/// | `name` | of the study | required |
/// | `languages` | `all`, or a list as `[deu_Latn, eng_Latn]` | `all` |
/// | `reference` | the language that premiums are relative to | `eng_Latn` |
/// | `evaluation` | list of parallel sets: `embedded`, or paths | `[embedded]` |
/// | `tokenizers` | list of existing tokenizers: names, or paths of model files | none |
/// | `baselines` | list of `bytes`, `utf16`, `codepoints`, `graphemes`, `words` | none |
/// | `training` | list of corpora with training text: `embedded`, or paths of parallel sets or folders with one file per language; a language's text is all of them in this order | `[embedded]` |
/// | `training_languages` | `all`, or a list | as `languages` |
/// | `algorithms` | list of `bpe`, `unigram`, `superbpe-SHARE`, where SHARE of the vocabulary is learned within words, as 0.8; `superbpe` is `superbpe-0.9`; `boundlessbpe` | none: nothing is trained |
/// | `patterns` | list of splitting patterns for BPE, and the words of SuperBPE and BoundlessBPE: `gpt2`, `cl100k`, `o200k`, `llama3`, `qwen2` | `[cl100k]` |
/// | `vocabulary_sizes` | list of tokens per vocabulary, the bytes of BPE, SuperBPE and BoundlessBPE and the special pieces of Unigram included | required to train |
/// | `token_targets` | list of corpus token counts; for each, BPE is trained at the vocabulary size at which a language reaches it, by a power law through `vocabulary_sizes` | none |
/// | `data_sizes` | list of UTF-8 bytes of training text per language (`1000000`, `1MB`), or `all` | `[all]` |
/// | `data_scaling` | list of `none`, `byte_premium`: whether a data size is taken as it is, or times how many bytes the language needs to say what one of the reference says, by the first evaluation set that has both | `[none]` |
/// | `resamples` | how many samples of each data size, from 1 to 1000, each with a tokenizer of its own | `1` |
/// | `measures` | list of what to measure beside tokens, premiums and compression: `words` (fertility, continued words …), `vocabulary` (types, entropies …), `places` (successors, UTF-8, digits), `cost` (multiply-adds of a language model, beside a word-pooled one), `data_similarity` (for trained tokenizers; encodes their training text, too) | none |
/// | `bootstrap` | on how many resamples of the items the 95 % intervals of premiums, compression and Gini coefficients rest, up to 100000; 0 for no intervals | `1000` |
/// | `least_items` | how many items a language must share with the reference in an evaluation set, 1 or more; of named languages one with fewer is an error, of `all` it is left out with a note | `10` |
/// | `seed` | chooses the documents where a data size asks for a part of the text, and the resamples; a whole number | `0` |
///
/// Relative paths start at the manifest's folder.
///
/// @param name of the study
/// @param languages sorted codes; empty for all
/// @param reference code of the reference language
/// @param evaluation parallel sets
/// @param tokenizers existing tokenizers, names or absolute paths
/// @param baselines ids of baselines
/// @param training corpora with training text
/// @param trainingLanguages sorted codes; empty for all
/// @param algorithms ids of what to train, in the manifest's order
/// @param patterns how to split when training
/// @param vocabularySizes ascending
/// @param tokenTargets ascending
/// @param dataSizes UTF-8 bytes, ascending; empty stands for all there is, and comes last
/// @param dataScaling `none`, `byte_premium` or both
/// @param resamples how many samples of each data size
/// @param measures ids of what to measure beside tokens and lengths, in the manifest's order
/// @param bootstrap resamples of the items for intervals; 0 for none
/// @param leastItems items that a language must share with the reference
/// @param seed of the first samples; the second ones have the next seed, and so on
/// @param source where it came from, for messages
public record Manifest(
    String name,
    List<String> languages,
    String reference,
    List<String> evaluation,
    List<String> tokenizers,
    List<String> baselines,
    List<String> training,
    List<String> trainingLanguages,
    List<String> algorithms,
    List<SplitPattern> patterns,
    List<Integer> vocabularySizes,
    List<Integer> tokenTargets,
    List<OptionalLong> dataSizes,
    List<String> dataScaling,
    int resamples,
    List<String> measures,
    int bootstrap,
    int leastItems,
    long seed,
    Source source) {

  /// The word for the corpus that is made from locale data.
  public static final String EMBEDDED = "embedded";

  static final String UNSCALED = "none";
  static final String BYTE_PREMIUM = "byte_premium";

  /// The manifest that `study` runs without another: all that a fresh installation can do with no
  /// data at hand.
  public static Manifest embeddedDefault() {
    try {
      return ManifestReader.parse(embeddedDefaultText(), "default-study.yaml", Path.of("."));
    } catch (ManifestException e) {
      throw new IllegalStateException("the default manifest in the jar is damaged", e);
    }
  }

  /// The YAML text of [#embeddedDefault()].
  public static String embeddedDefaultText() {
    return ManifestReader.resource("default-study.yaml");
  }

  /// The manifest of "Explaining and Mitigating Crosslingual Tokenizer Inequities" as YAML, for
  /// someone who has the text.
  public static String inequitiesText() {
    return ManifestReader.resource("inequities-study.yaml");
  }

  /// Every key with its value, defaults filled in, as flow-style YAML: what two manifests are
  /// compared by.
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("name", Yaml.scalar(name));
    settings.put("languages", languages.isEmpty() ? "all" : Yaml.list(languages));
    settings.put("reference", reference);
    settings.put("evaluation", Yaml.list(evaluation));
    settings.put("tokenizers", Yaml.list(tokenizers));
    settings.put("baselines", Yaml.list(baselines));
    settings.put("training", Yaml.list(training));
    settings.put(
        "training_languages", trainingLanguages.isEmpty() ? "all" : Yaml.list(trainingLanguages));
    settings.put("algorithms", Yaml.list(algorithms));
    settings.put("patterns", Yaml.list(patterns.stream().map(SplitPattern::id).toList()));
    settings.put("vocabulary_sizes", vocabularySizes.toString());
    settings.put("token_targets", tokenTargets.toString());
    settings.put("data_sizes", Yaml.list(dataSizes.stream().map(Manifest::dataSize).toList()));
    settings.put("data_scaling", Yaml.list(dataScaling));
    settings.put("resamples", Integer.toString(resamples));
    settings.put("measures", Yaml.list(measures));
    settings.put("bootstrap", Integer.toString(bootstrap));
    settings.put("least_items", Integer.toString(leastItems));
    settings.put("seed", Long.toString(seed));
    return settings;
  }

  /// [#settings()] as a YAML document: another spelling of the same manifest.
  public String toYaml() {
    StringBuilder yaml = new StringBuilder();
    settings().forEach((key, value) -> yaml.append(key).append(": ").append(value).append('\n'));
    return yaml.toString();
  }

  /// What differs from `other`, one line a key: `vocabulary_sizes: [1024] there, [2048] here`.
  ///
  /// @param there the other's settings
  public List<String> differences(Map<String, String> there) {
    Map<String, String> left = new TreeMap<>(there);
    List<String> differences = new ArrayList<>();
    settings()
        .forEach((key, value) -> {
          String other = left.remove(key);
          if (!value.equals(other)) {
            differences.add(
                key + ": " + (other == null ? "nothing" : other) + " there, " + value + " here");
          }
        });
    left.forEach((key, value) -> differences.add(key + ": " + value + " there, nothing here"));
    return differences;
  }

  /// The algorithms, those of one kind together, in the order in which kinds come first.
  Collection<List<Algorithm>> algorithmsByKind() {
    return algorithms.stream()
        .map(id -> Algorithm.parse(id).orElseThrow())
        .collect(Collectors.groupingBy(Algorithm::kind, LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  /// Every choice of training text, ascending. All there is is never scaled, nor taken twice.
  List<DataChoice> dataChoices() {
    List<DataChoice> choices = new ArrayList<>();
    for (OptionalLong bytes : dataSizes) {
      if (bytes.isEmpty()) {
        choices.add(DataChoice.ALL);
        continue;
      }
      for (String scaling : dataScaling) {
        for (int resample = 1; resample <= resamples; resample++) {
          choices.add(new DataChoice(bytes, scaling.equals(BYTE_PREMIUM), resample));
        }
      }
    }
    return choices.stream().sorted().toList();
  }

  private static String dataSize(OptionalLong bytes) {
    return bytes.isPresent() ? Long.toString(bytes.getAsLong()) : "all";
  }
}
