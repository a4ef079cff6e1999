package org.tokenlab.corpora.embedded;

import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.embedded.OwnData.Tree;

/// How one locale says numbers, dates, lists and amounts. Each answer is null where the locale has
/// not all that it needs of its own. Formatters are made on first use; the slow one is for
/// spelled-out numbers, some 20 ms. Not thread-safe.
final class Speech {
  private static final String GREGORIAN = "calendar/gregorian/";
  private static final int FULL_DATE = 4;
  private static final OwnData ROOT = new OwnData("root");

  private final OwnData own;
  private final ULocale locale;
  private final PluralRules plurals;
  private final NumberFormat digits;
  private @Nullable RuleBasedNumberFormat spelling;
  private @Nullable SimpleDateFormat dates;
  private @Nullable ListFormatter lists;
  private @Nullable String ordinals;
  private final boolean spells;
  private final boolean dated;
  private final boolean listed;

  Speech(OwnData own) {
    this.own = own;
    this.locale = new ULocale(own.locale());
    this.plurals = PluralRules.forLocale(locale);
    this.digits = NumberFormat.getInstance(locale);
    this.digits.setGroupingUsed(false);
    this.spells = own.at(Tree.NUMBER_RULES, "RBNFRules/SpelloutRules") != null;
    this.dated = hasOwnDates();
    this.listed =
        own.text(Tree.LOCALE, "listPattern/standard/2") != null
            && own.text(Tree.LOCALE, "listPattern/standard/end") != null;
  }

  OwnData own() {
    return own;
  }

  /// `zweiundvierzig`. Soft hyphens and zero-width spaces, by which the rules mark places to break
  /// a line, are left out.
  @Nullable String spelled(long number) {
    RuleBasedNumberFormat format = spelling();
    return format == null ? null : words(format.format(number, cardinalRules(format)));
  }

  /// `zweiundvierzigste`, in the first of the language's ordinal forms: the bare one, else
  /// masculine, else by name.
  @Nullable String ordinal(long number) {
    RuleBasedNumberFormat format = spelling();
    String rules = ordinals;
    return format == null || rules == null ? null : words(format.format(number, rules));
  }

  private @Nullable RuleBasedNumberFormat spelling() {
    if (spells && spelling == null) {
      RuleBasedNumberFormat made =
          new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT);
      List<String> forms =
          Arrays.stream(made.getRuleSetNames())
              .filter(name -> name.startsWith("%spellout-ordinal"))
              .sorted()
              .toList();
      ordinals =
          forms.contains("%spellout-ordinal")
              ? "%spellout-ordinal"
              : forms.contains("%spellout-ordinal-masculine")
                  ? "%spellout-ordinal-masculine"
                  : forms.isEmpty() ? null : forms.getFirst();
      spelling = made;
    }
    return spelling;
  }

  private static String cardinalRules(RuleBasedNumberFormat format) {
    List<String> names = Arrays.asList(format.getRuleSetNames());
    return names.contains("%spellout-numbering")
        ? "%spellout-numbering"
        : format.getDefaultRuleSetName();
  }

  /// Null for what the rules give up on and write in digits.
  private static @Nullable String words(String spelled) {
    String text = spelled.replace("\u00AD", "").replace("\u200B", "");
    return text.isEmpty() || text.codePoints().anyMatch(Character::isDigit) ? null : text;
  }

  /// `Montag, 23. November 2026`, in the Gregorian calendar.
  @Nullable String date(LocalDate day) {
    if (!dated) {
      return null;
    }
    if (dates == null) {
      String pattern = own.element(Tree.LOCALE, GREGORIAN + "DateTimePatterns", FULL_DATE);
      // Thai would take Buddhist, Persian its own months and eras otherwise.
      ULocale gregorian = locale.setKeywordValue("calendar", "gregorian");
      SimpleDateFormat made = new SimpleDateFormat(pattern, gregorian);
      Calendar calendar = new GregorianCalendar(TimeZone.GMT_ZONE, gregorian);
      made.setCalendar(calendar);
      dates = made;
    }
    return dates.format(Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  private boolean hasOwnDates() {
    String pattern = own.element(Tree.LOCALE, GREGORIAN + "DateTimePatterns", FULL_DATE);
    String rootPattern = ROOT.element(Tree.LOCALE, GREGORIAN + "DateTimePatterns", FULL_DATE);
    return pattern != null
        && !pattern.equals(rootPattern)
        && own.element(Tree.LOCALE, GREGORIAN + "monthNames/format/wide", 11) != null
        && own.element(Tree.LOCALE, GREGORIAN + "dayNames/format/wide", 6) != null;
  }

  /// `A, B und C`.
  @Nullable String list(List<String> members) {
    if (!listed) {
      return null;
    }
    if (lists == null) {
      lists = ListFormatter.getInstance(locale);
    }
    return lists.format(members);
  }

  /// An amount in words and digits, from the plural forms in the table at `path`: `in 3 Tagen`.
  @Nullable String amount(Tree tree, String path, int number) {
    String pattern = own.text(tree, path + "/" + plurals.select(number));
    if (pattern == null) {
      pattern = own.text(tree, path + "/other");
    }
    return pattern == null ? null : pattern.replace("{0}", digits.format(number));
  }
}
