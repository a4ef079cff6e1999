package org.tokenlab.analysis.inference;

import java.util.List;

/// What is explained or compared.
enum Response {
  /// Corpus token counts: only where all languages have the same items.
  TOKENS,
  /// Token premiums.
  PREMIUM;

  double of(Family.Figures figures) {
    return this == TOKENS ? (double) figures.tokens() : figures.premium();
  }

  /// Languages of a family that have a value.
  List<String> languages(Family family) {
    return family.figures().entrySet().stream()
        .filter(entry -> of(entry.getValue()) > 0)
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  /// What fits an evaluation set.
  static Response of(List<Family> families) {
    long different =
        families.stream()
            .flatMap(family -> family.figures().values().stream())
            .mapToInt(Family.Figures::items)
            .distinct()
            .count();
    return different == 1 ? TOKENS : PREMIUM;
  }

  String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
