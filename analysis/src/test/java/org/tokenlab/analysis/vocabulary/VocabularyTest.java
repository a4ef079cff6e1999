package org.tokenlab.analysis.vocabulary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tokenlab.analysis.ReferenceFolder;
import org.tokenlab.analysis.metrics.TokenFrequencies;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.Vocabulary;

final class VocabularyTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void digitBoundariesEqualTokEvalsExamples() {
    assertEquals(new DigitBoundaries.Score(1, 1, 1), DigitBoundaries.score(7, 1, 4));
    assertEquals(2.0 / 3, DigitBoundaries.score(7, 4).f1(), 1e-12);
    assertEquals(new DigitBoundaries.Score(0, 0, 0), DigitBoundaries.score(7, 2, 5));
    assertEquals(new DigitBoundaries.Score(1, 0, 0), DigitBoundaries.score(7));
    assertEquals(new DigitBoundaries.Score(1, 1, 1), DigitBoundaries.score(2));
    assertEquals(new DigitBoundaries.Score(0, 1, 0), DigitBoundaries.score(2, 1));
    assertThrows(IllegalArgumentException.class, () -> DigitBoundaries.score(2, 2));
    assertTrue(DigitBoundaries.meanF1(List.of()).isEmpty());
  }

  @Test
  void digitBoundariesOfTextAreWhereTokensMeet() {
    // Of 1234567 cl100k_base makes 123|456|7: no cut of three from the right.
    Tokenizer cl100k = Tokenizers.named("cl100k_base");
    String text = "é 1234567, 42 und 12";
    List<DigitBoundaries.Score> scores = DigitBoundaries.of(text, cl100k.encode(text));
    assertEquals(List.of(0.0, 1.0, 1.0), scores.stream().map(DigitBoundaries.Score::f1).toList());
    Tokenizer characters = Tokenizers.named("codepoints");
    String devanagari = "१२३४";
    assertEquals(
        DigitBoundaries.score(4, 1, 2, 3),
        DigitBoundaries.of(devanagari, characters.encode(devanagari)).getFirst());
  }

  @Test
  void completenessTellsSharedCharacters() {
    byte[] text = utf8("aé漢b");
    Utf8Completeness whole = Utf8Completeness.of(text, new int[] {0, 3, 3, 6, 6, 7});
    assertEquals(new Utf8Completeness(3, 3, 0, 2, 0), whole);
    // é is cut, and the second token goes on into 漢, which the third ends.
    Utf8Completeness torn = Utf8Completeness.of(text, new int[] {0, 2, 2, 5, 5, 6, 6, 7});
    assertEquals(new Utf8Completeness(4, 1, 2, 2, 2), torn);
    assertEquals(0.25, torn.completeShare().orElseThrow());
    assertEquals(new Utf8Completeness(7, 4, 2, 4, 2), whole.plus(torn));
    assertTrue(Utf8Completeness.NONE.completeShare().isEmpty());
    assertTrue(Utf8Completeness.of(utf8("abc"), new int[] {0, 3}).splitShare().isEmpty());
    assertThrows(IllegalArgumentException.class, () -> Utf8Completeness.of(text, new int[] {0, 9}));
  }

  @Test
  void completenessOfTokensEndToEndEqualsThatOfAnySpans() {
    long seed = Long.getLong("tests.seed", new Random().nextLong());
    System.out.println("replay: -Dtests.seed=" + seed);
    Random random = new Random(seed);
    String[] characters = {"a", "é", "漢", "😀"};
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int c = random.nextInt(12); c > 0; c--) {
        text.append(characters[random.nextInt(4)]);
      }
      byte[] utf8 = utf8(text.toString());
      IntStream.Builder spans = IntStream.builder();
      for (int at = 0; at < utf8.length; ) {
        int end = Math.min(utf8.length, at + random.nextInt(5)); // empty ones, too
        spans.add(at).add(end);
        at = end;
      }
      int[] ends = spans.build().toArray();
      assertEquals(
          Utf8Completeness.ofAny(utf8, ends), Utf8Completeness.of(utf8, ends), "seed " + seed);
    }
  }

  @Test
  void completenessOfABaselineIsKnown() {
    String text = "aé漢";
    Tokenizer bytes = Tokenizers.named("bytes");
    Utf8Completeness all =
        Utf8Completeness.of(utf8(text), bytes.encode(text).offsets(TextUnit.UTF8_BYTES));
    assertEquals(new Utf8Completeness(6, 1, 0, 2, 2), all);
  }

  @Test
  void vocabulariesShareTokensByTheirBytes() {
    Vocabulary a = Vocabulary.of(new byte[][] {utf8("a"), utf8("b"), {}, utf8("ab")});
    Vocabulary b = Vocabulary.of(new byte[][] {utf8("ab"), utf8("a")});
    assertEquals(2, SharedTokens.count(a, b));
    assertEquals(2.0 / 3, SharedTokens.jaccard(a, b).orElseThrow(), 1e-12);
  }

  @Test
  void everyByteOfTheByteBaselineIsReachableOrPartOfACharacter() {
    TokenReach reach = TokenReach.of(Tokenizers.named("bytes"));
    assertEquals(128, reach.count(TokenReach.Kind.REACHABLE));
    assertEquals(128, reach.count(TokenReach.Kind.PARTIAL_CHARACTERS));
    List<UndertrainedCandidates.Candidate> candidates =
        UndertrainedCandidates.of(reach, TokenFrequencies.ofIds(List.of(new int[] {1, 1, 2})), 1);
    assertEquals(255, candidates.size());
    assertEquals(0, candidates.getFirst().id());
    assertEquals(2, candidates.getLast().id());
    assertThrows(
        IllegalArgumentException.class,
        () -> UndertrainedCandidates.of(reach, TokenFrequencies.of(), -1));
  }

  @Test
  void reachOfCl100kEqualsTiktokens() {
    Tokenizer cl100k = Tokenizers.named("cl100k_base");
    TokenReach reach = TokenReach.of(cl100k);
    int kinds = 0;
    for (TokenReach.Kind kind : TokenReach.Kind.values()) {
      kinds += reach.count(kind);
    }
    assertEquals(cl100k.vocabulary().size(), kinds);
    // What tiktoken gives by the same rule.
    assertEquals(0, reach.count(TokenReach.Kind.UNREACHABLE));
    assertEquals(773, reach.count(TokenReach.Kind.PARTIAL_CHARACTERS));
    TokenTexts texts = new TokenTexts(cl100k);
    int the = cl100k.encodeOrdinary(" the")[0];
    assertArrayEquals(utf8(" the"), texts.bytes(the));
    assertEquals(4, texts.meanLength(TextUnit.CODE_POINTS, id -> id == the).orElseThrow());
    assertTrue(texts.meanLength(TextUnit.UTF8_BYTES, id -> false).isEmpty());
  }

  @Test
  void tableLooksUpAndPredicts() throws IOException {
    StringBuilder tsv =
        new StringBuilder(
            "lang\tbyte_coef\tchar_coef\tchar_entropy\tbytes_per_char\twriting_type\tscript_name\tfamily\n");
    for (int i = 0; i < 6; i++) {
      String name = i == 0 ? "eng" : "aa" + (char) ('a' + i);
      tsv.append(name + "_latn\t" + (1 + i) + "\t" + (2 + 3 * i) + "\t" + i + "\t1.5\t")
          .append("alphabet\tlatn\t\n");
    }
    tsv.append("zzz_none\t\t1\t1\t1\talphabet\tnone\t\n");
    BytePremiumTable table = read(tsv.toString());
    assertEquals(6, table.size());
    assertEquals(2, table.premium("aab_latn", "eng_latn").orElseThrow());
    assertTrue(table.premium("zzz_none").isEmpty());
    // Length ratio 2 + 3 · 0.5, and twice English's bytes per character.
    var profile = new BytePremiumTable.Profile("latn", 0.5, 3, Optional.empty(), Optional.empty());
    assertEquals(7, table.predict(profile), 1e-9);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            table.predict(
                new BytePremiumTable.Profile("qaaa", 1, 1, Optional.empty(), Optional.empty())));
    assertThrows(IOException.class, () -> read(""));
    assertThrows(IOException.class, () -> read("lang\tbyte_coef\n"));
  }

  private static BytePremiumTable read(String tsv) throws IOException {
    return BytePremiumTable.read(new BufferedReader(new StringReader(tsv)), "table.tsv");
  }

  @Test
  void profileHasEntropyAndBytesPerCodePoint() {
    var profile = BytePremiumTable.profile("abéé", "latn", Optional.empty(), Optional.empty());
    assertEquals(1.5, profile.charEntropy(), 1e-12);
    assertEquals(1.5, profile.bytesPerChar(), 1e-12);
    assertThrows(
        IllegalArgumentException.class,
        () -> BytePremiumTable.profile("", "latn", Optional.empty(), Optional.empty()));
  }

  @Test
  void premiumOfBurmeseAgainstGermanEqualsTheTools() throws IOException {
    try (BufferedReader tsv =
        Files.newBufferedReader(
            ReferenceFolder.require("papers/byte-premium/all_merged_20240223.tsv"))) {
      BytePremiumTable table = BytePremiumTable.read(tsv, "all_merged_20240223.tsv");
      assertEquals(1155, table.size());
      assertEquals(4.844304195673732, table.premium("mya_mymr", "deu_latn").orElseThrow(), 1e-14);
    }
  }

  @Test
  void predictedPremiumsEqualTheTools() throws IOException {
    try (BufferedReader tsv =
        Files.newBufferedReader(
            ReferenceFolder.require("papers/byte-premium/all_merged_20240223.tsv"))) {
      BytePremiumTable table = BytePremiumTable.read(tsv, "all_merged_20240223.tsv");
      String german = "Der Hund schläft. Die Katze wacht über das Häuschen.\n";
      String hindi = "नमस्ते दुनिया। यह एक वाक्य है।\n";
      // By the tool, with statsmodels: regressions I, II and III.
      assertEquals(1.1599981880682457, predict(table, german, "latn", "", "Indo-European"), 1e-9);
      assertEquals(1.4037617416814994, predict(table, german, "latn", "", ""), 1e-9);
      assertEquals(1.402262026073243, predict(table, german, "xxxx", "alphabet", ""), 1e-9);
      assertEquals(3.0154032696004367, predict(table, hindi, "deva", "", "Indo-European"), 1e-9);
      assertEquals(3.4615549729312054, predict(table, hindi, "xxxx", "abugida", ""), 1e-9);
    }
  }

  private static double predict(
      BytePremiumTable table, String text, String script, String writing, String family) {
    return table.predict(
        BytePremiumTable.profile(
            text,
            script,
            Optional.of(writing).filter(w -> !w.isEmpty()),
            Optional.of(family).filter(f -> !f.isEmpty())));
  }
}
