package org.tokenlab.analysis.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguageNamesTest {
  @Test
  void codesGetTheirEnglishNames() {
    Map<String, Language> named =
        LanguageNames.name(List.of("deu_Latn", "mya_Mymr", "quy_Latn", "arb_Arab"));
    assertEquals(
        new Language("deu_Latn", "German", "Latin", ScriptGroup.LATIN), named.get("deu_Latn"));
    assertEquals("Burmese", named.get("mya_Mymr").name());
    assertEquals(ScriptGroup.SOUTHEAST_ASIAN, named.get("mya_Mymr").group());
    assertEquals("Ayacucho Quechua", named.get("quy_Latn").name());
    assertEquals("Arabic", named.get("arb_Arab").name());
  }

  @Test
  void sharedNamesAreToldApartByScriptElseByCode() {
    Map<String, Language> named =
        LanguageNames.name(List.of("kas_Arab", "kas_Deva", "arb_Arab", "ara_Arab"));
    assertEquals("Kashmiri (Devanagari)", named.get("kas_Deva").name());
    assertEquals("Kashmiri (Arabic)", named.get("kas_Arab").name());
    assertEquals("Arabic (arb_Arab)", named.get("arb_Arab").name());
    assertEquals("Arabic (ara_Arab)", named.get("ara_Arab").name());
  }

  @Test
  void otherCodesAreTheirOwnNames() {
    Map<String, Language> named = LanguageNames.name(List.of("<x>", "zxy_Zzzz", ""));
    assertEquals(new Language("<x>", "<x>", "", ScriptGroup.OTHER), named.get("<x>"));
    assertEquals("zxy_Zzzz", named.get("zxy_Zzzz").name());
    assertEquals(3, named.size());
  }

  @Test
  void noTwoLanguagesShareAName() {
    List<String> codes = StudyRows.languages(200);
    long names = LanguageNames.name(codes).values().stream().map(Language::name).distinct().count();
    assertTrue(codes.contains("eng_Latn"));
    assertEquals(codes.size(), names);
  }
}
