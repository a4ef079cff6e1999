package org.tokenlab.analysis.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A made-up parallel set in six scripts, and a manifest for it.
final class SmallStudy {
  static final List<String> LANGUAGES =
      List.of("arb_Arab", "ell_Grek", "eng_Latn", "hin_Deva", "rus_Cyrl", "tha_Thai");
  static final int ITEMS = 40;
  private static final int[] FIRST_LETTER = {0x627, 0x3B1, 'a', 0x905, 0x430, 0xE01};
  private static final int LETTERS = 20;

  private final Path folder;

  private SmallStudy(Path folder) {
    this.folder = folder;
  }

  /// Writes the text: sentences of the words of a small random lexicon, always the same.
  static SmallStudy in(Path folder) throws IOException {
    Path set = Files.createDirectories(folder.resolve("set"));
    Random random = new Random(42);
    for (int l = 0; l < LANGUAGES.size(); l++) {
      List<String> lexicon = new ArrayList<>();
      for (int w = 0; w < 60; w++) {
        StringBuilder word = new StringBuilder();
        for (int c = 1 + random.nextInt(7); c > 0; c--) {
          word.appendCodePoint(FIRST_LETTER[l] + random.nextInt(LETTERS));
        }
        lexicon.add(word.toString());
      }
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < ITEMS; i++) {
        List<String> words = new ArrayList<>();
        for (int w = 3 + random.nextInt(9); w > 0; w--) {
          words.add(lexicon.get((int) (lexicon.size() * Math.pow(random.nextDouble(), 2))));
        }
        text.append(String.join(" ", words)).append(".\n");
      }
      Files.writeString(set.resolve(LANGUAGES.get(l) + ".dev"), text);
    }
    return new SmallStudy(folder);
  }

  Path set() {
    return folder.resolve("set");
  }

  /// A manifest with this YAML after the names of the text.
  Manifest manifest(String rest) throws ManifestException {
    return ManifestReader.parse(yaml(rest), "small.yaml", folder);
  }

  static String yaml(String rest) {
    return "name: small\nevaluation: [set]\ntraining: [set]\n" + rest;
  }

  /// Existing and trained tokenizers, two patterns, a sample and all of the text.
  static String everything() {
    return """
    tokenizers: [r50k_base]
    baselines: [bytes, graphemes]
    algorithms: [bpe]
    patterns: [cl100k, gpt2]
    vocabulary_sizes: [280, 320, 5000]
    data_sizes: [1kB, all]
    seed: 7
    """;
  }

  /// Every file of a study whose bytes may not depend on chance, by name: tables, report and
  /// models.
  static Map<String, String> hashes(Path study) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (String name :
        List.of(
            "results.csv",
            "results.parquet",
            "summary.tex",
            "statistics.csv",
            "statistics.tex",
            "languages.csv",
            "report.html")) {
      hashes.put(name, Sha256.of(Files.readAllBytes(study.resolve(name))));
    }
    for (String folder : List.of("models", "cells")) {
      try (var files = Files.list(study.resolve(folder))) {
        for (Path file : files.toList()) {
          hashes.put(folder + "/" + file.getFileName(), Sha256.of(Files.readAllBytes(file)));
        }
      }
    }
    return hashes;
  }
}
