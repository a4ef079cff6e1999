package org.tokenlab.analysis.report;

import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// English names for codes like `deu_Latn`, from ICU's locale data.
///
/// A name that two languages would share is completed by the script, and if that doesn't part them,
/// by the code. A code of any other form is its own name.
final class LanguageNames {
  private static final Pattern FORM = Pattern.compile("([a-z]{2,3})_([A-Z][a-z]{3})");
  private static final LocaleDisplayNames ENGLISH = LocaleDisplayNames.getInstance(ULocale.ENGLISH);

  /// Reference names of ISO 639-3 for codes that are in wide use in parallel corpora, and that ICU
  /// either doesn't name or names by the language they were merged into.
  private static final Map<String, String> BEYOND_ICU =
      Map.ofEntries(
          Map.entry("acm", "Mesopotamian Arabic"),
          Map.entry("acq", "Taʼizzi-Adeni Arabic"),
          Map.entry("ajp", "South Levantine Arabic"),
          Map.entry("apc", "North Levantine Arabic"),
          Map.entry("azb", "South Azerbaijani"),
          Map.entry("cjk", "Chokwe"),
          Map.entry("fuv", "Nigerian Fulfulde"),
          Map.entry("hne", "Chhattisgarhi"),
          Map.entry("kbp", "Kabiyè"),
          Map.entry("pbt", "Southern Pashto"),
          Map.entry("prs", "Dari"),
          Map.entry("quy", "Ayacucho Quechua"),
          Map.entry("taq", "Tamasheq"),
          Map.entry("twi", "Twi"));

  private LanguageNames() {}

  /// The languages of `codes`, by code.
  static Map<String, Language> name(Collection<String> codes) {
    Map<String, List<String>> byName = new TreeMap<>();
    for (String code : new TreeSet<>(codes)) {
      byName.computeIfAbsent(plainName(code), name -> new ArrayList<>()).add(code);
    }
    Map<String, Language> languages = new HashMap<>();
    byName.forEach((name, sharing) -> {
      for (String code : sharing) {
        String script = scriptName(code);
        boolean scriptTells =
            sharing.stream().filter(other -> scriptName(other).equals(script)).count() == 1;
        String full =
            sharing.size() == 1 ? name : name + " (" + (scriptTells ? script : code) + ")";
        languages.put(code, new Language(code, full, script, ScriptGroup.of(scriptCode(code))));
      }
    });
    return languages;
  }

  private static String plainName(String code) {
    Matcher form = FORM.matcher(code);
    if (!form.matches()) {
      return code;
    }
    String language = form.group(1);
    String known = BEYOND_ICU.get(language);
    if (known != null) {
      return known;
    }
    String name = ENGLISH.languageDisplayName(language);
    if (!name.toLowerCase(Locale.ROOT).equals(language)) {
      return name;
    }
    String canonical = ULocale.createCanonical(language).getLanguage();
    String canonicalName = ENGLISH.languageDisplayName(canonical);
    return canonicalName.equals(canonical) ? code : canonicalName;
  }

  private static String scriptCode(String code) {
    Matcher form = FORM.matcher(code);
    return form.matches() ? form.group(2) : "";
  }

  private static String scriptName(String code) {
    String script = scriptCode(code);
    return script.isEmpty() ? "" : ENGLISH.scriptDisplayName(script);
  }
}
