package org.tokenlab.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

class ManifestReaderTest {
  private static final String GOOD = "name: x\nbaselines: [bytes]\n";

  private static Manifest parse(String yaml) throws ManifestException {
    return ManifestReader.parse(yaml, "m.yaml", Path.of("."));
  }

  private static String error(String yaml) {
    return assertThrows(ManifestException.class, () -> parse(yaml)).getMessage();
  }

  @Test
  void aMisspeltKeyIsNamedWithItsLineAndTheNearestKey() {
    assertEquals(
        "m.yaml: line 3: unknown key \"vocabularie_sizes\"; nearest: vocabulary_sizes",
        error(GOOD + "vocabularie_sizes: [512]\n"));
  }

  @Test
  void aKeyThatIsNearNothingGetsTheWholeList() {
    String message = error(GOOD + "qqqqqqqqqqqqqqqqqqqqqq: 1\n");
    assertTrue(
        message.startsWith(
            "m.yaml: line 3: unknown key \"qqqqqqqqqqqqqqqqqqqqqq\"; known keys: name, "),
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "languages: deu_Latn          | line 3: languages: expected a list, as in [a, b]; found \"deu_Latn\"",
        "languages: [deu]             | line 3: expected a language and script",
        "languages: []                | line 3: languages: expected all, or at least one language",
        "vocabulary_sizes: 512        | line 3: vocabulary_sizes: expected a list",
        "vocabulary_sizes: [many]     | line 3: vocabulary_sizes: expected a whole number of tokens from 257 to 2097152; found \"many\"",
        "vocabulary_sizes: [256]      | found \"256\"",
        "vocabulary_sizes: [512, 512] | line 3: vocabulary_sizes: \"512\" is there twice",
        "data_sizes: [3 MB]           | line 3: data_sizes: expected UTF-8 bytes per language",
        "data_sizes: [0]              | found \"0\"",
        "seed: yes                    | line 3: seed: expected a whole number; found \"yes\"",
        "reference: {a: b}            | line 3: reference: expected one value; found keys and values",
        "tokenizers: [cl100k]         | line 3: \"cl100k\" does not exist",
        "tokenizers: [cl100k]         | nearest name: cl100k_base",
        "baselines: [byte]            | unknown baseline \"byte\"; nearest: bytes; known: bytes, utf16",
        "patterns: [cl200k]           | unknown pattern \"cl200k\"; nearest: cl100k",
        "algorithms: [bep]            | unknown algorithm \"bep\"; nearest: bpe",
        "evaluation: [no/such/folder] | line 3: \"no/such/folder\" does not exist",
        "algorithms: [bpe]            | line 3: to train, \"vocabulary_sizes\" is needed",
        "data_scaling: [bytes]        | line 3: unknown scaling \"bytes\"",
        "data_scaling: []             | line 3: data_scaling: expected none, byte_premium or both",
        "data_scaling: [byte_premium] | line 3: data_scaling: only a data size can be scaled",
        "token_targets: [0]           | line 3: token_targets: expected a whole number of tokens",
        "token_targets: [900]         | line 3: token_targets: BPE is trained for them",
        "resamples: 0                 | line 3: resamples: expected a whole number from 1 to 1000; found 0",
        "least_items: 0               | line 3: least_items: expected a whole number from 1 to 2147483647; found 0",
        "bootstrap: -1                | line 3: bootstrap: expected a whole number from 0 to 100000; found -1",
        "resamples: 2                 | line 3: resamples: there is one sample of all text",
        "name: y                      | twice",
        "seed: [1                     | not YAML",
      })
  void whatIsWrongIsSaidWithItsLine(String line, String wanted) {
    String rest = line.startsWith("baselines") ? "" : "baselines: [bytes]\n";
    String message = error("name: x\n# a comment\n" + line + "\n" + rest);
    assertTrue(message.startsWith("m.yaml: "), message);
    assertTrue(message.contains(wanted), message);
  }

  @Test
  void theLineOfAnItemInALongListIsTheItems() {
    assertTrue(error(GOOD + "patterns:\n  - gpt2\n  - cl1\n").startsWith("m.yaml: line 5: "));
  }

  @Test
  void aManifestNeedsANameAndSomethingToMeasure() {
    assertTrue(error("baselines: [bytes]\n").contains("\"name\" is missing"));
    assertTrue(error("name: x\n").contains("nothing to measure"));
    assertTrue(error("").contains("expected keys and values"));
    assertTrue(error("- a\n").contains("expected keys and values"));
  }

  @Test
  void aMissingFileIsAManifestError() {
    ManifestException e =
        assertThrows(ManifestException.class, () -> ManifestReader.read(Path.of("no-such.yaml")));
    assertEquals("no-such.yaml: no such file; expected a study manifest", e.getMessage());
  }

  @Test
  void everythingThatCanBeSaidIsRead(@TempDir Path folder) throws Exception {
    SmallStudy small = SmallStudy.in(folder);
    Path file = folder.resolve("small.yaml");
    Files.writeString(
        file,
        SmallStudy.yaml(
            SmallStudy.everything()
                + "languages: [tha_Thai, eng_Latn]\ntraining_languages: all\nreference: rus_Cyrl\n"));
    Manifest manifest = ManifestReader.read(file);
    assertEquals("small", manifest.name());
    assertEquals(List.of("eng_Latn", "tha_Thai"), manifest.languages());
    assertEquals(List.of(), manifest.trainingLanguages());
    assertEquals("rus_Cyrl", manifest.reference());
    assertEquals(List.of(small.set().toString()), manifest.evaluation());
    assertEquals(List.of("r50k_base"), manifest.tokenizers());
    assertEquals(List.of("bytes", "graphemes"), manifest.baselines());
    assertEquals(List.of(SplitPattern.CL100K, SplitPattern.GPT2), manifest.patterns());
    assertEquals(List.of(280, 320, 5000), manifest.vocabularySizes());
    assertEquals(List.of(OptionalLong.of(1000), OptionalLong.empty()), manifest.dataSizes());
    assertEquals(7, manifest.seed());
  }

  @Test
  void aManifestSurvivesBeingWrittenAndReadAgain(@TempDir Path folder) throws Exception {
    Manifest manifest = SmallStudy.in(folder).manifest(SmallStudy.everything());
    Manifest again = ManifestReader.parse(manifest.toYaml(), "again.yaml", Path.of("/"));
    assertEquals(manifest.settings(), again.settings());
    assertEquals(List.of(), manifest.differences(again.settings()));
  }

  @Test
  void differencesAreNamedByKey() throws ManifestException {
    assertEquals(
        List.of("baselines: [bytes, words] there, [bytes] here", "seed: 3 there, 0 here"),
        parse(GOOD).differences(parse("name: x\nbaselines: [bytes, words]\nseed: 3\n").settings()));
  }

  @Test
  void theDefaultManifestTrainsAndMeasures() throws IOException {
    Manifest manifest = Manifest.embeddedDefault();
    assertEquals(List.of("r50k_base", "cl100k_base", "o200k_base"), manifest.tokenizers());
    assertEquals(List.of("embedded"), manifest.training());
    assertTrue(manifest.vocabularySizes().size() > 2);
  }

  @Test
  void thePapersGridIsReadAndHasAllItsCells(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("flores200/dev"));
    Files.createDirectories(folder.resolve("text"));
    Manifest manifest = ManifestReader.parse(Manifest.inequitiesText(), "inequities.yaml", folder);
    assertEquals(97, manifest.languages().size());
    assertEquals(7, manifest.algorithms().size());
    assertEquals(25, manifest.tokenTargets().size());
    assertEquals(2, manifest.dataChoices().size());
    assertEquals(
        List.of("300000000B", "300000000B-scaled"),
        manifest.dataChoices().stream().map(DataChoice::label).toList());
  }
}
