package org.tokenlab.corpora;

import com.ibm.icu.util.IllformedLocaleException;
import com.ibm.icu.util.ULocale;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A language in a script, and where one set has it several times, which of them: `deu_Latn`,
/// `roh_Latn_sursilv`. Ordered by its text. Immutable.
///
/// The variant is FLORES+'s third part (`oci_Latn_gasc1240`), a region (`eng_Latn_GB`), or what
/// else tells two texts in one language and script apart; it is empty where nothing needs telling
/// apart.
///
/// @param language ISO 639-3 code, three lower-case letters
/// @param script ISO 15924 code, four letters in title case
/// @param variant letters, digits, dots and hyphens, or empty
public record LanguageScript(String language, String script, String variant)
    implements Comparable<LanguageScript> {
  private static final Pattern FORM =
      Pattern.compile("([a-z]{3})_([A-Z][a-z]{3})(?:_([A-Za-z0-9.-]+))?");

  /// Checks the form of the three parts, not that the codes are registered.
  public LanguageScript {
    if (!FORM.matcher(text(language, script, variant)).matches()) {
      throw new IllegalArgumentException(
          "expected an ISO 639-3 code and an ISO 15924 code, as in deu_Latn; got: "
              + text(language, script, variant));
    }
  }

  /// Without a variant.
  public LanguageScript(String language, String script) {
    this(language, script, "");
  }

  /// Reads `deu_Latn` or `roh_Latn_sursilv`.
  ///
  /// @throws IllegalArgumentException for any other form
  public static LanguageScript parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "expected a language and script as in deu_Latn; got: " + text);
    }
    return new LanguageScript(
        form.group(1), form.group(2), form.group(3) == null ? "" : form.group(3));
  }

  /// Reads any usual way to name a language: `deu_Latn`, `de`, `deu`, `pt-BR`, `zh_Hant`,
  /// `srp-Latn`. Two-letter codes become ISO 639-3, and a script that is not written becomes the
  /// likely one by Unicode CLDR (`zh-TW` is `zho_Hant`). A region is kept as the variant unless it
  /// is the likely one: `en-US` is `eng_Latn`, `en-GB` is `eng_Latn_GB`. Macrolanguage codes stay
  /// what they are (`zh` is `zho`, not `cmn`).
  ///
  /// Empty if `tag` is no language tag, or the likely script is unknown.
  public static Optional<LanguageScript> ofTag(String tag) {
    if (FORM.matcher(tag).matches()) {
      return Optional.of(parse(tag));
    }
    ULocale locale;
    try {
      locale = new ULocale.Builder().setLanguageTag(tag.replace('_', '-')).build();
    } catch (IllformedLocaleException e) {
      return Optional.empty();
    }
    return ofLocale(locale);
  }

  static Optional<LanguageScript> ofLocale(ULocale locale) {
    String iso3 = locale.getISO3Language();
    if (iso3.isEmpty() && locale.getLanguage().length() == 3) {
      iso3 = locale.getLanguage();
    }
    ULocale likely = ULocale.addLikelySubtags(locale);
    if (iso3.length() != 3 || likely.getScript().isEmpty()) {
      return Optional.empty();
    }
    String script = likely.getScript().equals("Kore") ? "Hang" : likely.getScript();
    String region = locale.getCountry();
    ULocale withoutRegion =
        ULocale.addLikelySubtags(
            new ULocale.Builder()
                .setLanguage(locale.getLanguage())
                .setScript(likely.getScript())
                .build());
    String usual = withoutRegion.getCountry();
    String variant = region.equals(usual) ? "" : region;
    if (!locale.getVariant().isEmpty()) {
      variant =
          (variant.isEmpty() ? "" : variant + "-") + locale.getVariant().toLowerCase(Locale.ROOT);
    }
    return Optional.of(new LanguageScript(iso3, script, variant.replace('_', '-')));
  }

  /// This language and script with another variant; empty for none.
  public LanguageScript withVariant(String other) {
    return new LanguageScript(language, script, other);
  }

  /// The language's English name by Unicode CLDR, or its code where CLDR has no name: `German`,
  /// `Central Kurdish`.
  public String languageName() {
    String name = new ULocale(language).getDisplayLanguage(ULocale.ENGLISH);
    // Without a name ICU gives a code, and not always this one: `apc` for `ajp`.
    return name.matches("[a-z]{2,3}") ? language : name;
  }

  /// The script's English name by Unicode CLDR: `Latin`, `Simplified Han`.
  public String scriptName() {
    String name = ULocale.getDisplayScript("und_" + script, ULocale.ENGLISH);
    return name.isEmpty() ? script : name;
  }

  /// A label for readers: `German`, `Serbian (Cyrillic)`, `Romansh (sursilv)`. The script is named
  /// unless it is the likely one.
  public String displayName() {
    String likely = ofTag(language).map(LanguageScript::script).orElse("");
    StringBuilder name = new StringBuilder(languageName());
    String detail = likely.equals(script) ? "" : scriptName();
    if (!variant.isEmpty()) {
      detail = detail.isEmpty() ? variant : detail + ", " + variant;
    }
    return detail.isEmpty()
        ? name.toString()
        : name.append(" (").append(detail).append(')').toString();
  }

  /// Whether the script is written from right to left.
  public boolean isRightToLeft() {
    return new ULocale(language.toLowerCase(Locale.ROOT) + "_" + script).isRightToLeft();
  }

  @Override
  public int compareTo(LanguageScript other) {
    return toString().compareTo(other.toString());
  }

  /// `deu_Latn`, with a variant `deu_Latn_1996`.
  @Override
  public String toString() {
    return text(language, script, variant);
  }

  private static String text(String language, String script, String variant) {
    return variant.isEmpty() ? language + "_" + script : language + "_" + script + "_" + variant;
  }
}
