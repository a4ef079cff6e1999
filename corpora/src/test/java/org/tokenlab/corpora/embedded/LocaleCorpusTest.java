package org.tokenlab.corpora.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tokenlab.corpora.EmbeddedCorpus;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpora;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.corpora.SourceFile;

class LocaleCorpusTest {
  private static final EmbeddedCorpus CORPUS = ParallelCorpora.embedded();
  private static final LanguageScript ENGLISH = LanguageScript.parse("eng_Latn");

  private static String item(String language, String key) {
    for (int i = 0; i < CORPUS.items(); i++) {
      if (CORPUS.key(i).equals(key)) {
        return String.valueOf(CORPUS.item(LanguageScript.parse(language), i));
      }
    }
    throw new AssertionError("no item " + key);
  }

  private static List<String> training(LanguageScript language) throws IOException {
    List<String> lines = new ArrayList<>();
    CORPUS.training(language).forEach(lines::add);
    return lines;
  }

  @Test
  void moreThan150LanguagesHaveAtLeast300ItemsOfTheirOwn() {
    assertTrue(CORPUS.languages().size() >= 150, () -> "" + CORPUS.languages().size());
    for (LanguageScript language : CORPUS.languages()) {
      assertTrue(CORPUS.items(language) >= LocaleCorpus.FEWEST, language::toString);
    }
  }

  @Test
  void keysAreUnique() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < CORPUS.items(); i++) {
      assertTrue(keys.add(CORPUS.key(i)), CORPUS.key(i));
    }
  }

  @Test
  void itemsSayTheSameInEachLanguage() {
    assertEquals("Deutschland", item("deu_Latn", "region/DE"));
    assertEquals("Германия", item("rus_Cyrl", "region/DE"));
    assertEquals("zweiundvierzig", item("deu_Latn", "number/42"));
    assertEquals("forty-two", item("eng_Latn", "number/42"));
    assertEquals("四十二", item("jpn_Jpan", "number/42"));
    assertEquals("neljäkymmentäkaksi", item("fin_Latn", "number/42"));
    assertEquals("in 3 Tagen", item("deu_Latn", "relative/day/future/3"));
    assertEquals("3 дня назад", item("rus_Cyrl", "relative/day/past/3"));
    assertEquals("5 kilometers", item("eng_Latn", "unit/length-kilometer/5"));
    assertEquals("5 kilometrów", item("pol_Latn", "unit/length-kilometer/5"));
    assertEquals("Dienstag, 18. Januar 1966", item("deu_Latn", "date/1966-01-18"));
    assertEquals("วันอังคารที่ 18 มกราคม ค.ศ. 1966", item("tha_Thai", "date/1966-01-18"));
    assertEquals("Berlin", item("eng_Latn", "city/Europe/Berlin"));
    assertEquals("Берлин", item("rus_Cyrl", "city/Europe/Berlin"));
    assertEquals("null", item("deu_Latn", "city/Europe/Berlin"), "German has no entry of its own");
  }

  @Test
  void namesAreTheOnesThatIcuGivesWithoutSubstitutes() {
    int compared = 0;
    for (LanguageScript language : CORPUS.languages()) {
      if (language.language().equals("nno")) {
        continue; // ICU would substitute Bokmål's
      }
      boolean likely =
          LanguageScript.ofTag(language.language()).map(language::equals).orElse(false);
      ULocale locale =
          ULocale.createCanonical(
              likely ? language.language() : language.language() + "_" + language.script());
      LocaleDisplayNames names =
          LocaleDisplayNames.getInstance(
              locale, DisplayContext.NO_SUBSTITUTE, DisplayContext.CAPITALIZATION_NONE);
      if (names.getLocale().getLanguage().isEmpty()) {
        continue; // found under a two-letter code that this three-letter tag does not lead to
      }
      for (String region : List.of("DE", "JP", "BR", "KE", "IN", "001")) {
        String expected = names.regionDisplayName(region);
        String own = item(language.toString(), "region/" + region);
        if (!own.equals("null")) {
          compared++;
          assertEquals(expected, own, () -> language + " " + region);
        }
      }
    }
    assertTrue(compared > 800, "names compared: " + compared);
  }

  @Test
  void onlyLanguagesWithRulesOfTheirOwnSpellNumbers() {
    int spelling = 0;
    for (LanguageScript language : CORPUS.languages()) {
      if (item(language.toString(), "number/17").equals("null")) {
        continue;
      }
      spelling++;
      String tag = language.equals(LanguageScript.parse("nob_Latn")) ? "no" : language.language();
      ULocale actual =
          new RuleBasedNumberFormat(
                  ULocale.forLanguageTag(tag + "-" + language.script()),
                  RuleBasedNumberFormat.SPELLOUT)
              .getLocale(ULocale.ACTUAL_LOCALE);
      assertNotEquals(ULocale.ROOT, actual, language::toString);
    }
    assertTrue(spelling >= 70, "languages that spell numbers: " + spelling);
  }

  @Test
  void noLanguageRepeatsEnglishBeyondNamesThatItShares() {
    for (LanguageScript language : CORPUS.languages()) {
      if (language.equals(ENGLISH)) {
        continue;
      }
      int both = 0;
      int equal = 0;
      int words = 0;
      for (int i = 0; i < CORPUS.items(); i++) {
        String own = CORPUS.item(language, i);
        String english = CORPUS.item(ENGLISH, i);
        if (own == null || english == null) {
          continue;
        }
        both++;
        if (own.equals(english)) {
          equal++;
          // Where a language spells numbers and says dates as English does, its rules are
          // English's.
          words += CORPUS.key(i).matches("(number|ordinal|date)/.*") ? 1 : 0;
        }
      }
      double limit = language.script().equals("Latn") ? LocaleCorpus.MOST_ENGLISH : 0.01;
      assertTrue(equal <= limit * both, language + ": " + equal + " of " + both + " as in English");
      assertTrue(words <= 3, language + ": " + words + " numbers or dates as in English");
    }
  }

  @Test
  void rootSaysAlmostNothingAndNoLanguageRepeatsIt() {
    Speech root = new Speech(new OwnData("root"));
    List<Phrase> phrases = Inventory.phrases();
    int[] repeated = new int[CORPUS.languages().size()];
    int said = 0;
    for (int i = 0; i < phrases.size(); i++) {
      String text = phrases.get(i).text(root);
      if (text == null) {
        continue;
      }
      said++;
      for (int l = 0; l < repeated.length; l++) {
        repeated[l] += text.equals(CORPUS.item(CORPUS.languages().get(l), i)) ? 1 : 0;
      }
    }
    assertTrue(
        said > 20,
        "root has symbols of units and month numbers, so that this test can fail: " + said);
    for (int l = 0; l < repeated.length; l++) {
      LanguageScript language = CORPUS.languages().get(l);
      int share = repeated[l];
      assertTrue(
          share <= 0.08 * CORPUS.items(language),
          () -> language + " repeats root " + share + " times");
    }
  }

  @Test
  void nynorskDoesNotBorrowFromBokmal() {
    OwnData nynorsk = new OwnData("nn");
    assertNull(nynorsk.text(OwnData.Tree.REGIONS, "Countries/CR"));
    assertEquals("Austerrike", nynorsk.text(OwnData.Tree.REGIONS, "Countries/AT"));
  }

  @Test
  void theSplitIsTheSameForAllLanguagesAndNoTrainingLineIsHeldOut() throws IOException {
    ParallelCorpus heldOut = CORPUS.evaluation();
    assertTrue(CORPUS.languages().containsAll(heldOut.languages()));
    assertTrue(heldOut.languages().size() >= 100, "languages held out: " + heldOut.languages());
    for (LanguageScript language : heldOut.languages()) {
      assertTrue(heldOut.items(language) >= 300, () -> language + ": " + heldOut.items(language));
    }
    assertTrue(heldOut.items() > CORPUS.items() / 4 && heldOut.items() < CORPUS.items() / 2);
    for (String code : List.of("deu_Latn", "eng_Latn", "hin_Deva", "tha_Thai", "swa_Latn")) {
      LanguageScript language = LanguageScript.parse(code);
      Set<String> lines = new HashSet<>(training(language));
      for (int i = 0; i < heldOut.items(); i++) {
        String item = heldOut.item(language, i);
        assertFalse(item != null && lines.contains(item), () -> code + ": " + item);
      }
    }
  }

  @Test
  void moreThan60LanguagesHave100KilobytesOfTrainingText() {
    int languages = CORPUS.trainingLanguages(100_000).size();
    assertTrue(languages >= 60, "languages with 100 kB: " + languages);
  }

  @Test
  void textsAreTheSameWhenMadeAgain() throws IOException {
    LanguageScript german = LanguageScript.parse("deu_Latn");
    LocaleText again = LocaleText.of("de", german);
    List<Integer> all = IntStream.range(0, CORPUS.items()).boxed().toList();
    assertEquals(CORPUS.sha256(german), again.sha256(all));
    List<SourceFile> first = CORPUS.training(german).forEach(line -> {});
    assertEquals(
        first.getFirst().sha256(), again.training().forEach(line -> {}).getFirst().sha256());
    // The item hash is that of the items as a corpus.
    assertEquals(
        CORPUS.sha256(german), CORPUS.corpus(german).forEach(line -> {}).getFirst().sha256());
  }

  @Test
  void textsDoNotDependOnTheMachinesLocaleOrTimeZone() {
    ULocale locale = ULocale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    List<Integer> all = IntStream.range(0, CORPUS.items()).boxed().toList();
    try {
      ULocale.setDefault(new ULocale("ar_EG"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      for (String code : List.of("de deu_Latn", "th tha_Thai", "fa fas_Arab", "asa asa_Latn")) {
        LanguageScript language = LanguageScript.parse(code.substring(code.indexOf(' ') + 1));
        LocaleText again = LocaleText.of(code.substring(0, code.indexOf(' ')), language);
        assertEquals(CORPUS.sha256(language), again.sha256(all), code);
      }
    } finally {
      ULocale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void noTextHasControlsMarkersOrPlaceholders() {
    for (LanguageScript language : CORPUS.languages()) {
      for (int i = 0; i < CORPUS.items(); i++) {
        String item = CORPUS.item(language, i);
        if (item != null) {
          boolean clean =
              !item.isEmpty()
                  && item.chars()
                      .noneMatch(
                          c -> c < ' ' || c == '\u00AD' || c == '\u2191' || c == '{' || c == '}');
          String key = CORPUS.key(i);
          assertTrue(clean, () -> language + " " + key + ": " + item);
        }
      }
    }
  }

  @Test
  void theDescriptionSaysWhatItIs() {
    assertTrue(CORPUS.description().contains("not prose"), CORPUS.description());
    assertTrue(CORPUS.evaluation().description().contains("held-out"));
  }
}
