package org.tokenlab.corpora.embedded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.Corpora;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.read.Bytes;

/// The items of one locale, and its training text, which is made when first asked for. Thread-safe.
final class LocaleText {
  private final String locale;
  private final LanguageScript language;
  private final List<@Nullable String> items;
  private final int count;
  private @Nullable Corpus training;

  private LocaleText(String locale, LanguageScript language, List<@Nullable String> items) {
    this.locale = locale;
    this.language = language;
    this.items = items;
    this.count = (int) items.stream().filter(item -> item != null).count();
  }

  static LocaleText of(String locale, LanguageScript language) {
    Speech speech = new Speech(new OwnData(locale));
    List<@Nullable String> items = new ArrayList<>();
    for (Phrase phrase : Inventory.phrases()) {
      items.add(phrase.in().apply(speech));
    }
    return new LocaleText(locale, language, items);
  }

  LanguageScript language() {
    return language;
  }

  @Nullable String item(int index) {
    return items.get(index);
  }

  /// Number of items that the locale has.
  int count() {
    return count;
  }

  /// Share of the items that both have which are the same text, from 0 to 1; 0 if they share none.
  double shareEqualTo(LocaleText other) {
    int both = 0;
    int equal = 0;
    for (int i = 0; i < items.size(); i++) {
      String mine = items.get(i);
      String theirs = other.items.get(i);
      if (mine != null && theirs != null) {
        both++;
        equal += mine.equals(theirs) ? 1 : 0;
      }
    }
    return both == 0 ? 0 : (double) equal / both;
  }

  /// Hash of the items at `indices` that the locale has, with a `\n` after each.
  String sha256(List<Integer> indices) {
    MessageDigest digest = Bytes.sha256();
    for (int index : indices) {
      String item = items.get(index);
      if (item != null) {
        digest.update(item.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  synchronized Corpus training() {
    if (training == null) {
      Set<String> heldOut = new HashSet<>();
      for (int i = 0; i < items.size(); i++) {
        String item = items.get(i);
        if (item != null && Inventory.phrases().get(i).isHeldOut()) {
          heldOut.add(item);
        }
      }
      Speech speech = new Speech(new OwnData(locale));
      training =
          Corpora.inMemory("embedded training " + language, TrainingText.of(speech, heldOut));
    }
    return training;
  }
}
