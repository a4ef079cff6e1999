package org.tokenlab.tokenizers.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.FilteredNormalizer2;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.VersionInfo;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.TestSeed;

class UnicodeFormTest {
  private static final UnicodeSet UNICODE_9 = new UnicodeSet("[:age=9.0:]").freeze();

  static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder(RandomText.next(random, 6));
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(8)) {
            case 0 -> random.nextInt(0x300, 0x370);
            case 1 -> random.nextInt(0x1100, 0x1200);
            case 2 -> random.nextInt(0xAC00, 0xD7A4);
            case 3 -> random.nextInt(0x900, 0xE00);
            case 4 -> random.nextInt(0xF70, 0xF85);
            case 5 -> random.nextInt(0xF900, 0xFFF0);
            case 6 -> random.nextInt(0xA0, 0x250);
            default -> RandomText.codePoint(random);
          });
    }
    return text.toString();
  }

  private static AlignedText set(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    AlignedText aligned = new AlignedText();
    aligned.set(utf8, 0, utf8.length, 5);
    return aligned;
  }

  static String string(AlignedText text) {
    return new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8);
  }

  private static String places(AlignedText text) {
    StringBuilder places = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      places.append(text.sourceStart(i)).append('.').append(text.sourceEnd(i)).append(' ');
    }
    return places.toString();
  }

  @ParameterizedTest
  @EnumSource
  void skippingWhatCannotChangeEqualsRewritingAll(UnicodeForm form) {
    SplittableRandom random = TestSeed.random("forms " + form);
    for (int round = 0; round < 4000; round++) {
      String source = text(random);
      AlignedText whole = set(source);
      FormSegment segment =
          new FormSegment(
              form == UnicodeForm.NFKC || form == UnicodeForm.NFKD,
              form == UnicodeForm.NFC || form == UnicodeForm.NFKC);
      segment.rewrite(whole.bytes(), 0, whole.length());
      CharTransform transform = new CharTransform(whole, 0);
      for (int i = 0; i < segment.size(); i++) {
        transform.put(segment.codePoint(i), segment.change(i));
      }
      whole.endRewrite();
      AlignedText found = set(source);
      form.apply(found);
      assertEquals(string(whole), string(found), TestSeed::replayLine);
      assertEquals(places(whole), places(found), TestSeed::replayLine);
    }
  }

  @ParameterizedTest
  @EnumSource
  void formsAreThoseOfUnicode9(UnicodeForm form) {
    Normalizer2 icu =
        new FilteredNormalizer2(
            switch (form) {
              case NFC -> Normalizer2.getNFCInstance();
              case NFD -> Normalizer2.getNFDInstance();
              case NFKC -> Normalizer2.getNFKCInstance();
              case NFKD -> Normalizer2.getNFKDInstance();
            },
            UNICODE_9);
    SplittableRandom random = TestSeed.random("icu " + form);
    for (int round = 0; round < 4000; round++) {
      String source = text(random);
      AlignedText found = set(source);
      form.apply(found);
      assertEquals(icu.normalize(source), string(found), TestSeed::replayLine);
    }
  }

  @Test
  void charactersAfterUnicode9StayAsTheyAre() {
    for (int c = 0x80; c < 0x20000; c++) {
      if (UCharacter.getAge(c).compareTo(VersionInfo.getInstance(9)) > 0
          && !Character.isSurrogate((char) Math.min(c, 0xFFFF))) {
        for (UnicodeForm form : UnicodeForm.values()) {
          assertEquals(c, form.image(c, Side.LEFT));
          assertEquals(c, form.image(c, Side.RIGHT));
          assertTrue(form.keepsApart('a', c));
        }
      }
    }
  }

  @Test
  void aMillionMarksTakeNoQuadraticTime() {
    String marks = "\u0301\u0323\u0345\u0327".repeat(250_000);
    AlignedText text = set("a" + marks);
    UnicodeForm.NFC.apply(text);
    // a with U+0327's, then U+0323's but one, which composed, and so on.
    assertEquals('\u1EA1', string(text).charAt(0));
    assertEquals(1_000_000, string(text).length());
  }
}
