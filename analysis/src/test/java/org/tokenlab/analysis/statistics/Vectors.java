package org.tokenlab.analysis.statistics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What SciPy and statsmodels answered; see `src/test/python/statistics_vectors.py`.
record Vectors(String name, Map<String, double[]> quantities) {

  /// The cases whose names are `kind`, a dash and anything but another letter's word.
  static List<Vectors> of(String kind) {
    Map<String, Vectors> cases = new LinkedHashMap<>();
    try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("vectors.tsv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\t");
        if (fields[0].matches(kind + "(-\\w+)?")) {
          double[] values =
              Arrays.stream(fields).skip(2).mapToDouble(Double::parseDouble).toArray();
          cases
              .computeIfAbsent(fields[0], name -> new Vectors(name, new LinkedHashMap<>()))
              .quantities
              .put(fields[1], values);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (cases.isEmpty()) {
      throw new IllegalStateException("no vectors of " + kind);
    }
    return List.copyOf(cases.values());
  }

  double[] all(String quantity) {
    return Objects.requireNonNull(quantities.get(quantity), quantity);
  }

  double one(String quantity) {
    double[] values = all(quantity);
    if (values.length != 1) {
      throw new IllegalStateException(name + ": " + values.length + " values of " + quantity);
    }
    return values[0];
  }

  /// `x0`, `x1`, … or the like, as far as they go.
  List<double[]> numbered(String letter) {
    List<double[]> found = new ArrayList<>();
    for (double[] next = quantities.get(letter + 0); next != null; ) {
      found.add(next);
      next = quantities.get(letter + found.size());
    }
    return found;
  }

  @Override
  public String toString() {
    return name;
  }
}
