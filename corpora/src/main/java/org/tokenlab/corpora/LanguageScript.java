package org.tokenlab.corpora;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A language in a script: `deu_Latn`. Ordered by its text.
///
/// @param language ISO 639-3 code, three lower-case letters
/// @param script ISO 15924 code, four letters in title case
public record LanguageScript(String language, String script) implements Comparable<LanguageScript> {
  private static final Pattern FORM = Pattern.compile("([a-z]{3})_([A-Z][a-z]{3})");

  /// Checks the form of both codes, not that they are registered.
  public LanguageScript {
    if (!FORM.matcher(language + "_" + script).matches()) {
      throw new IllegalArgumentException(
          "expected an ISO 639-3 code and an ISO 15924 code, as in deu_Latn; got: "
              + language
              + "_"
              + script);
    }
  }

  /// Reads `deu_Latn`.
  ///
  /// @throws IllegalArgumentException for any other form
  public static LanguageScript parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "expected a language and script as in deu_Latn; got: " + text);
    }
    return new LanguageScript(form.group(1), form.group(2));
  }

  @Override
  public int compareTo(LanguageScript other) {
    return toString().compareTo(other.toString());
  }

  /// `deu_Latn`.
  @Override
  public String toString() {
    return language + "_" + script;
  }
}
