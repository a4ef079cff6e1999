package org.tokenlab.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguageScriptTest {
  @Test
  void tagsOfEveryMannerBecomeIsoCodesWithTheLikelyScript() {
    Map.ofEntries(
            Map.entry("de", "deu_Latn"),
            Map.entry("deu", "deu_Latn"),
            Map.entry("deu_Latn", "deu_Latn"),
            Map.entry("sr", "srp_Cyrl"),
            Map.entry("srp-Latn", "srp_Latn"),
            Map.entry("zh", "zho_Hans"),
            Map.entry("zh-CN", "zho_Hans"),
            Map.entry("zh-TW", "zho_Hant"),
            Map.entry("zh_HK", "zho_Hant_HK"),
            Map.entry("pt-BR", "por_Latn"),
            Map.entry("pt-PT", "por_Latn_PT"),
            Map.entry("en-GB", "eng_Latn_GB"),
            Map.entry("fy-NL", "fry_Latn"),
            Map.entry("ko", "kor_Hang"),
            Map.entry("ckb", "ckb_Arab"),
            Map.entry("rm-sursilv", "roh_Latn_sursilv"),
            Map.entry("oci_Latn_gasc1240", "oci_Latn_gasc1240"))
        .forEach((tag, expected) ->
            assertEquals(
                Optional.of(LanguageScript.parse(expected)), LanguageScript.ofTag(tag), tag));
  }

  @Test
  void whatIsNoTagIsNoLanguage() {
    for (String text : new String[] {"", "german language", "qqq", "d", "12"}) {
      assertEquals(Optional.empty(), LanguageScript.ofTag(text), text);
    }
    assertThrows(IllegalArgumentException.class, () -> LanguageScript.parse("de"));
    assertThrows(IllegalArgumentException.class, () -> new LanguageScript("deu", "Latn", "a b"));
  }

  @Test
  void namesAreForReaders() {
    assertEquals("ajp", LanguageScript.parse("ajp_Arab").languageName());
    assertEquals("German", LanguageScript.parse("deu_Latn").displayName());
    assertEquals("Serbian (Latin)", LanguageScript.parse("srp_Latn").displayName());
    assertEquals("Korean", LanguageScript.parse("kor_Hang").displayName());
    assertEquals("Romansh (sursilv)", LanguageScript.parse("roh_Latn_sursilv").displayName());
    assertTrue(LanguageScript.parse("arb_Arab").isRightToLeft());
    assertFalse(LanguageScript.parse("tha_Thai").isRightToLeft());
  }

  @Test
  void parsingUndoesPrinting() {
    for (String text : new String[] {"deu_Latn", "roh_Latn_sursilv", "ces_Latn_ces1613"}) {
      assertEquals(text, LanguageScript.parse(text).toString());
    }
  }
}
