package org.tokenlab.tokenizers.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Texts and sources that HF tokenizers 0.23.2 gives, from `hf_normalizers.py`.
class NormalizerGoldenTest {
  @Test
  void textsAndSourcesAreThoseOfHfTokenizers() throws IOException {
    NormalizerLines lines = new NormalizerLines();
    List<String> differences;
    long count;
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("hf-0.23.2.tsv"))) {
      List<String> all =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)).lines().toList();
      count = all.size();
      differences = all.stream().map(lines::difference).filter(Objects::nonNull).toList();
    }
    assertTrue(count > 500, () -> "only few lines");
    assertEquals(List.of(), differences);
  }
}
