package org.tokenlab.analysis.cli;

import java.util.IllformedLocaleException;
import java.util.Locale;

/// A language on the command line, as a BCP 47 tag: `de`, `zh-Hant`; `und` for no language.
final class LanguageTag {
  private LanguageTag() {}

  /// @param option that the tag was given to, for the message
  static Locale parse(String option, String tag) {
    try {
      return new Locale.Builder().setLanguageTag(tag).build();
    } catch (IllformedLocaleException e) {
      throw new UsageException(
          option + ": expected a language as a BCP 47 tag, as de or zh-Hant; got \"" + tag + "\"");
    }
  }
}
