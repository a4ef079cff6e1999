package org.tokenlab.corpora.embedded;

import com.ibm.icu.util.TimeZone;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.embedded.OwnData.Tree;

/// Phrases that stand in the locale data as they are: names, and single words.
final class Names {
  private static final OwnData ENGLISH = new OwnData("en");
  private static final String GREGORIAN = "calendar/gregorian/";

  private Names() {}

  /// Names of regions, languages, scripts, currencies and cities: what lists are made of.
  static List<Phrase> members() {
    List<Phrase> phrases = new ArrayList<>();
    strings(phrases, "region", Tree.REGIONS, "Countries");
    strings(phrases, "language", Tree.LANGUAGES, "Languages");
    strings(phrases, "script", Tree.LANGUAGES, "Scripts");
    for (String code : ENGLISH.keys(Tree.CURRENCIES, "Currencies")) {
      phrases.add(
          new Phrase(
              "currency/" + code,
              speech -> speech.own().element(Tree.CURRENCIES, "Currencies/" + code, 1)));
    }
    for (String zone :
        new TreeSet<>(
            TimeZone.getAvailableIDs(TimeZone.SystemTimeZoneType.CANONICAL_LOCATION, null, null))) {
      if (zone.contains("/")) {
        phrases.add(new Phrase("city/" + zone, speech -> city(speech.own(), zone)));
      }
    }
    return phrases;
  }

  /// A city's name. In English, and there only, it is by CLDR's own rule the end of the zone's
  /// identifier where nothing else is said.
  private static @Nullable String city(OwnData own, String zone) {
    String name = own.text(Tree.ZONES, "zoneStrings/" + zone.replace('/', ':') + "/ec");
    return name == null && own.locale().equals("en")
        ? zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ')
        : name;
  }

  /// Time zones, kinds of characters, settings, calendar words.
  static List<Phrase> words() {
    List<Phrase> phrases = new ArrayList<>();
    for (String zone : ENGLISH.keys(Tree.ZONES, "zoneStrings")) {
      if (zone.startsWith("meta:")) {
        for (String form : List.of("lg", "ls", "ld")) {
          string(
              phrases,
              "zone/" + zone.substring(5) + "/" + form,
              Tree.ZONES,
              "zoneStrings/" + zone + "/" + form);
        }
      }
    }
    strings(phrases, "characters", Tree.LOCALE, "characterLabel");
    strings(phrases, "setting", Tree.LANGUAGES, "Keys");
    strings(phrases, "variant", Tree.LANGUAGES, "Variants");
    for (String type : ENGLISH.keys(Tree.LANGUAGES, "Types")) {
      if (!type.contains("%")) {
        strings(phrases, "setting/" + type, Tree.LANGUAGES, "Types/" + type);
      }
    }
    array(phrases, "month", GREGORIAN + "monthNames/format/wide", 12);
    array(phrases, "day", GREGORIAN + "dayNames/format/wide", 7);
    array(phrases, "quarter", GREGORIAN + "quarters/format/wide", 4);
    array(phrases, "era", GREGORIAN + "eras/wide", 2);
    for (String calendar :
        List.of("chinese", "coptic", "ethiopic", "hebrew", "indian", "islamic", "persian")) {
      array(phrases, "month/" + calendar, "calendar/" + calendar + "/monthNames/format/wide", 13);
    }
    for (String field : ENGLISH.keys(Tree.LOCALE, "fields")) {
      if (!field.endsWith("-short") && !field.endsWith("-narrow")) {
        string(phrases, "field/" + field, Tree.LOCALE, "fields/" + field + "/dn");
        for (String step : ENGLISH.keys(Tree.LOCALE, "fields/" + field + "/relative")) {
          string(
              phrases,
              "field/" + field + "/" + step,
              Tree.LOCALE,
              "fields/" + field + "/relative/" + step);
        }
      }
    }
    return phrases;
  }

  private static void strings(List<Phrase> phrases, String kind, Tree tree, String table) {
    for (String key : ENGLISH.keys(tree, table)) {
      string(phrases, kind + "/" + key, tree, table + "/" + key);
    }
  }

  private static void string(List<Phrase> phrases, String key, Tree tree, String path) {
    if (ENGLISH.text(tree, path) != null) {
      phrases.add(new Phrase(key, speech -> speech.own().text(tree, path)));
    }
  }

  private static void array(List<Phrase> phrases, String kind, String path, int length) {
    for (int i = 0; i < length; i++) {
      int index = i;
      phrases.add(
          new Phrase(
              kind + "/" + (i + 1), speech -> speech.own().element(Tree.LOCALE, path, index)));
    }
  }
}
