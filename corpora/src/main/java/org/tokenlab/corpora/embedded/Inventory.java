package org.tokenlab.corpora.embedded;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.embedded.OwnData.Tree;

/// The phrases of the embedded corpus, and the generators of more of their kinds. English's data
/// say which names there are; random choices come from fixed seeds. The same version of ICU4J gives
/// the same phrases everywhere.
final class Inventory {
  private static final OwnData ENGLISH = new OwnData("en");
  private static final List<String> FIELDS =
      List.of("second", "minute", "hour", "day", "week", "month", "quarter", "year");
  private static final LocalDate FIRST_DAY = LocalDate.of(1950, 1, 1);
  private static final int DAYS = 36_525;

  private static final List<Phrase> MEMBERS = Names.members();
  private static final List<Phrase> ITEMS = items();

  private Inventory() {}

  /// The corpus's items, in order.
  static List<Phrase> phrases() {
    return ITEMS;
  }

  private static List<Phrase> items() {
    List<Phrase> items = new ArrayList<>(MEMBERS);
    items.addAll(Names.words());
    numbers(200, 100).forEach(number -> items.add(number(number)));
    for (int number = 1; number <= 60; number++) {
      items.add(ordinal(number));
    }
    items.addAll(dates(150, 1));
    items.addAll(lists(200, 2));
    items.addAll(relativeTimes(List.of(1, 3, 10)));
    items.addAll(units(List.of(5)));
    return List.copyOf(items);
  }

  /// 0 to `first` − 1, then about `more` spread evenly over the orders of magnitude up to 10⁹.
  static SortedSet<Long> numbers(int first, int more) {
    SplittableRandom random = new SplittableRandom(0x6E756D62);
    SortedSet<Long> numbers = new TreeSet<>();
    for (long n = 0; n < first; n++) {
      numbers.add(n);
    }
    for (int i = 0; i < more; i++) {
      long ceiling = Math.round(Math.pow(10, 3 + random.nextInt(7)));
      numbers.add(random.nextLong(ceiling));
    }
    return numbers;
  }

  static Phrase number(long number) {
    return new Phrase("number/" + number, speech -> speech.spelled(number));
  }

  /// On the same side of the split as the number itself.
  static Phrase ordinal(long number) {
    return new Phrase("ordinal/" + number, "number/" + number, speech -> speech.ordinal(number));
  }

  /// `count` different days of the years 1950 to 2049.
  static List<Phrase> dates(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<LocalDate> days = new TreeSet<>();
    while (days.size() < count) {
      days.add(FIRST_DAY.plusDays(random.nextInt(DAYS)));
    }
    return days.stream().map(day -> new Phrase("date/" + day, speech -> speech.date(day))).toList();
  }

  /// `count` lists of two to four names of one kind; all of them held out, or none.
  static List<Phrase> lists(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Phrase> lists = new ArrayList<>();
    TreeSet<String> seen = new TreeSet<>();
    while (lists.size() < count) {
      List<Phrase> chosen = new ArrayList<>();
      Phrase first = MEMBERS.get(random.nextInt(MEMBERS.size()));
      chosen.add(first);
      int wanted = 2 + random.nextInt(3);
      while (chosen.size() < wanted) {
        Phrase next = MEMBERS.get(random.nextInt(MEMBERS.size()));
        if (kind(next).equals(kind(first))
            && next.isHeldOut() == first.isHeldOut()
            && !chosen.contains(next)) {
          chosen.add(next);
        }
      }
      String key =
          "list/"
              + kind(first)
              + "/"
              + String.join(
                  "+", chosen.stream().map(p -> p.key().substring(kind(p).length() + 1)).toList());
      if (seen.add(key)) {
        lists.add(new Phrase(key, first.stem(), speech -> list(speech, chosen)));
      }
    }
    return lists;
  }

  private static String kind(Phrase phrase) {
    return phrase.key().substring(0, phrase.key().indexOf('/'));
  }

  private static @Nullable String list(Speech speech, List<Phrase> chosen) {
    List<@Nullable String> names = new ArrayList<>();
    chosen.forEach(phrase -> names.add(phrase.in().apply(speech)));
    return names.contains(null)
        ? null
        : speech.list(names.stream().map(Objects::requireNonNull).toList());
  }

  /// `in 3 days`, `3 days ago`. A unit of time in one direction is wholly held out, or not at all.
  static List<Phrase> relativeTimes(List<Integer> numbers) {
    List<Phrase> phrases = new ArrayList<>();
    for (String field : FIELDS) {
      for (String direction : List.of("future", "past")) {
        String stem = "relative/" + field + "/" + direction;
        String path = "fields/" + field + "/relativeTime/" + direction;
        for (int number : numbers) {
          phrases.add(
              new Phrase(
                  stem + "/" + number, stem, speech -> speech.amount(Tree.LOCALE, path, number)));
        }
      }
    }
    return phrases;
  }

  /// `5 kilometres`. A unit is wholly held out, or not at all.
  static List<Phrase> units(List<Integer> numbers) {
    List<Phrase> phrases = new ArrayList<>();
    for (String type : ENGLISH.keys(Tree.UNITS, "units")) {
      for (String unit : ENGLISH.keys(Tree.UNITS, "units/" + type)) {
        String path = "units/" + type + "/" + unit;
        if (ENGLISH.text(Tree.UNITS, path + "/other") == null) {
          continue;
        }
        String stem = "unit/" + type + "-" + unit;
        for (int number : numbers) {
          phrases.add(
              new Phrase(
                  stem + "/" + number, stem, speech -> speech.amount(Tree.UNITS, path, number)));
        }
      }
    }
    return phrases;
  }
}
