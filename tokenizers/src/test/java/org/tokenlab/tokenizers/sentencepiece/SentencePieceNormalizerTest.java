package org.tokenlab.tokenizers.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;

/// Texts and alignments that SentencePiece 0.2.3 gives, from `sentencepiece_normalizers.py`.
class SentencePieceNormalizerTest {
  @Test
  void textsAndSourcesAreThoseOfSentencePiece() throws IOException {
    SentencePieceNormalizerLines lines = new SentencePieceNormalizerLines();
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("normalizer-0.2.3.tsv"))) {
      List<String> all =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)).lines().toList();
      assertTrue(all.size() > 500, () -> "only few lines");
      assertEquals(
          List.of(), all.stream().map(lines::difference).filter(Objects::nonNull).toList());
    }
  }

  @Test
  void runsOfPlainAsciiEqualOneCharacterAtATime() {
    SplittableRandom random = TestSeed.random("sentencepiece normalizer");
    for (int round = 0; round < 3000; round++) {
      boolean dummy = random.nextBoolean();
      boolean extra = random.nextBoolean();
      boolean suffix = random.nextBoolean();
      List<String> pieces = random.nextBoolean() ? List.of() : List.of("the", "th", "é ", " a");
      SentencePieceNormalizer normalizer =
          new SentencePieceNormalizer("", Optional.empty(), dummy, extra, true, suffix, pieces);
      String source = RandomText.next(random, 12);
      byte[] utf8 = source.getBytes(StandardCharsets.UTF_8);
      AlignedText text = new AlignedText();
      text.set(utf8, 0, utf8.length, 0);
      normalizer.apply(text);
      assertEquals(
          naive(source, dummy, extra, suffix, pieces),
          new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8),
          () -> normalizer + " of " + source + "; " + TestSeed.replayLine());
    }
  }

  private static String naive(
      String source, boolean dummy, boolean extra, boolean suffix, List<String> pieces) {
    String rest = source;
    while (extra && next(rest, pieces).equals(" ")) {
      rest = rest.substring(1);
    }
    if (rest.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder(dummy && !suffix ? "▁" : "");
    boolean afterSpace = extra;
    while (!rest.isEmpty()) {
      String chunk = next(rest, pieces);
      rest = rest.substring(chunk.length());
      while (afterSpace && chunk.startsWith(" ")) {
        chunk = chunk.substring(1);
      }
      if (!chunk.isEmpty()) {
        out.append(chunk.replace(' ', '▁'));
        afterSpace = extra && chunk.endsWith(" ");
      }
    }
    while (extra && !out.isEmpty() && out.charAt(out.length() - 1) == '▁') {
      out.setLength(out.length() - 1);
    }
    return out + (dummy && suffix ? "▁" : "");
  }

  private static String next(String rest, List<String> pieces) {
    return pieces.stream()
        .filter(rest::startsWith)
        .max(Comparator.comparingInt(String::length))
        .orElseGet(() -> rest.isEmpty() ? "" : Character.toString(rest.codePointAt(0)));
  }
}
