package org.tokenlab.tokenizers.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;

/// Where a normalizer says that it keeps a place apart, cutting there changes nothing, and either
/// side's character is what it says.
class KeepsApartTest {
  private static List<Normalizer> normalizers() throws IOException {
    CharsMap map = CharsMap.of(CharsMapTest.blob());
    List<Normalizer> all = new ArrayList<>(List.of(UnicodeForm.values()));
    all.addAll(
        List.of(
            new Lowercase(),
            new StripAccents(),
            new Nmt(),
            new StripWhitespace(true, true),
            new StripWhitespace(true, false),
            new StripWhitespace(false, true),
            new Prepend("▁"),
            new ByteLevelNormalizer(),
            new BertNormalizer(true, true, Optional.empty(), true),
            new BertNormalizer(true, false, Optional.of(false), false),
            new BertNormalizer(false, true, Optional.of(true), false),
            new Replace(new TextPattern.Literal(" "), "▁"),
            new Replace(new TextPattern.Literal("ff"), "x"),
            new Replace(new TextPattern.Literal(""), "x"),
            new Replace(new TextPattern.Regex("\\s+", Dialect.ONIGURUMA), " "),
            new Replace(new TextPattern.Regex(" {2,}", Dialect.ONIGURUMA), "▁"),
            new Replace(new TextPattern.Regex("[e-z]{1,2}?", Dialect.ONIGURUMA), "a"),
            new Precompiled(map),
            new NormalizerSequence(
                List.of(UnicodeForm.NFKC, new Lowercase(), new StripWhitespace(true, true))),
            new NormalizerSequence(
                List.of(new Replace(new TextPattern.Literal("a"), "e"), new Precompiled(map)))));
    List<String> pieces = List.of("ab", "é", "x ", "zz");
    for (int flags = 0; flags < 16; flags++) {
      all.add(
          new SentencePieceNormalizer(
              "custom",
              flags % 3 == 0 ? Optional.empty() : Optional.of(map),
              (flags & 1) != 0,
              (flags & 2) != 0,
              (flags & 4) != 0,
              (flags & 8) != 0,
              flags % 5 == 0 ? List.of() : pieces));
    }
    return all;
  }

  private static String text(SplittableRandom random) {
    String part = UnicodeFormTest.text(random);
    String common = " aefgixz\u0301\u0300\u0323éǖ▁あ中\u3000\u00A0क्षßABC\u0000";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(common.charAt(random.nextInt(common.length())));
    }
    return random.nextBoolean() ? text + part : part + text;
  }

  private static String apply(Normalizer normalizer, String source) {
    byte[] utf8 = source.getBytes(StandardCharsets.UTF_8);
    AlignedText text = new AlignedText();
    text.set(utf8, 0, utf8.length, 0);
    normalizer.apply(text);
    return UnicodeFormTest.string(text);
  }

  @Test
  void aTextCutWhereItIsKeptApartNormalizesAsTheWhole() throws IOException {
    Set<Class<?>> straight = new HashSet<>();
    for (Normalizer normalizer : normalizers()) {
      SplittableRandom random = TestSeed.random("apart " + normalizer);
      int cuts = 0;
      for (int round = 0; round < 800; round++) {
        String before = text(random);
        String after = text(random);
        if (before.isEmpty() || after.isEmpty()) {
          continue;
        }
        int left = before.codePointBefore(before.length());
        int right = after.codePointAt(0);
        if (!normalizer.keepsApart(left, right)) {
          continue;
        }
        cuts++;
        String first = Character.toString(left);
        String head = apply(normalizer, before);
        String alone = apply(normalizer, first);
        String continued = apply(normalizer, first + after).substring(alone.length());
        String context = normalizer + " of " + before + " | " + after + "; ";
        assertEquals(
            apply(normalizer, before + after),
            head + continued,
            () -> context + TestSeed.replayLine());
        checkImages(normalizer, left, right, head, continued, context);
        byte[] whole = (before + after).getBytes(StandardCharsets.UTF_8);
        int from = before.getBytes(StandardCharsets.UTF_8).length;
        byte[] bare = new byte[1000];
        int length = normalizer.continued(whole, from, whole.length, bare);
        if (length >= 0) {
          straight.add(normalizer.getClass());
          assertEquals(
              continued,
              new String(bare, 0, length, StandardCharsets.UTF_8),
              () -> context + "without sources; " + TestSeed.replayLine());
        }
      }
      assertTrue(
          cuts > 20
              || normalizer.equals(new Replace(new TextPattern.Literal(""), "x"))
              || normalizer instanceof SentencePieceNormalizer,
          () -> normalizer + " keeps too little apart; " + TestSeed.replayLine());
    }
    assertEquals(
        Set.of(UnicodeForm.class, BertNormalizer.class, SentencePieceNormalizer.class), straight);
  }

  private static void checkImages(
      Normalizer normalizer, int left, int right, String head, String continued, String context) {
    int leftImage = normalizer.image(left, Side.LEFT);
    if (leftImage >= 0) {
      assertTrue(
          !head.isEmpty() && head.codePointBefore(head.length()) == leftImage,
          () -> context + "left; " + TestSeed.replayLine());
    }
    int rightImage = normalizer.image(right, Side.RIGHT);
    // At the end of a text, white space may go.
    if (rightImage >= 0 && !continued.isEmpty()) {
      assertEquals(
          rightImage, continued.codePointAt(0), () -> context + "right; " + TestSeed.replayLine());
    }
  }
}
