package org.tokenlab.tokenizers;

import java.util.List;
import java.util.SplittableRandom;

/// Random text made to hit the boundary rules: every class of character, odd spaces, contractions
/// in all cases, emoji sequences, combining marks, digits of several scripts.
public final class RandomText {
  private static final List<String> PARTS =
      List.of(
          "a",
          "b",
          "Z",
          "é",
          "ß",
          "İ",
          "ǅ",
          "ʰ",
          "中",
          "文",
          "ひ",
          "カ",
          "ー",
          "한",
          "ก",
          "ำ",
          "क",
          "्",
          "ा",
          "א",
          "ع",
          "ـ",
          "0",
          "1",
          "9",
          "٣",
          "४",
          "Ⅷ",
          "½",
          "²",
          "߁",
          " ",
          "  ",
          "   ",
          "\n",
          "\r",
          "\r\n",
          "\t",
          "\u000B",
          "\u0085",
          "\u00A0",
          "\u2003",
          "\u2028",
          "\u3000",
          "\u200B",
          "\u001C",
          "\u180E",
          "\uFEFF",
          "'",
          "'s",
          "'S",
          "'ſ",
          "'t",
          "'LL",
          "'lL",
          "'ve",
          "'rE",
          "'d",
          "'m",
          "'x",
          "’s",
          ".",
          ",",
          "!",
          "/",
          "//",
          "-",
          "_",
          "$",
          "€",
          "🙂",
          "👩‍👩‍👧",
          "🏽",
          "🇩🇪",
          "\u0301",
          "\u0308",
          "\u20E3",
          "\uFE0F",
          "A",
          "AB",
          "ABc",
          "aB",
          "the",
          " The",
          "don't",
          "𝔘",
          "𐐀",
          "𐐨",
          "𞤀",
          "\u0000",
          "\u007F",
          "ﬁ",
          "K",
          "123",
          "4567",
          "<|endoftext|>");

  private RandomText() {}

  /// Up to `most` parts, with runs of one part now and then.
  public static String next(SplittableRandom random, int most) {
    StringBuilder text = new StringBuilder();
    int parts = random.nextInt(most + 1);
    while (parts-- > 0) {
      String part =
          random.nextInt(20) == 0
              ? Character.toString(codePoint(random))
              : PARTS.get(random.nextInt(PARTS.size()));
      int times = random.nextInt(12) == 0 ? 1 + random.nextInt(9) : 1;
      text.append(part.repeat(times));
    }
    return text.toString();
  }

  /// Any code point but a surrogate.
  public static int codePoint(SplittableRandom random) {
    int codePoint = random.nextInt(random.nextBoolean() ? 0x3100 : 0x110000);
    return codePoint >= 0xD800 && codePoint <= 0xDFFF ? 0xE000 : codePoint;
  }
}
