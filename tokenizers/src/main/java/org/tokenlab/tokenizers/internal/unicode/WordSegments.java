package org.tokenlab.tokenizers.internal.unicode;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.RuleBasedBreakIterator;
import com.ibm.icu.util.ULocale;

/// UAX #29's word segments by ICU4J's root rules and dictionaries, the same whatever this process
/// has segmented before.
///
/// ICU4J's own iterator (79.1) lacks that: a character that no dictionary has asked for yet is put
/// down, for the whole process, as one without a dictionary, together with all characters of its
/// script. Kana's prolonged sound mark, U+30FC, is of the script Common: where a text begins with
/// it, or has a vertical repeat mark (U+3031) or any other Common character of the rules'
/// dictionary class, it is lost to the Japanese dictionary until the process ends. So here the
/// dictionary is loaded before the first text, and the Common characters that it has no use for are
/// taken out of the class; no dictionary cuts at them in either case. Other users of ICU4J in the
/// same process can still put U+30FC down before this class is first used, or later.
public final class WordSegments {
  private static final String DICTIONARY = "$dictionary=[$ComplexContext$dictionaryCJK];";
  private static final String WITHOUT_COMMON =
      "$dictionary=[[$ComplexContext$dictionaryCJK]"
          + "-[[[:Script=Common:][:Script=Inherited:]]-[\\u30fc\\uff70\\uff9e\\uff9f]]];";
  private static final BreakIterator PROTOTYPE = prototype();

  private WordSegments() {}

  private static BreakIterator prototype() {
    String rules = BreakIterator.getWordInstance(ULocale.ROOT).toString();
    if (!rules.contains(DICTIONARY)) {
      throw new IllegalStateException(
          "ICU4J's word rules have no line " + DICTIONARY + " They are not those of ICU4J 79.");
    }
    BreakIterator iterator = new RuleBasedBreakIterator(rules.replace(DICTIONARY, WITHOUT_COMMON));
    iterator.setText("漢字"); // one character alone asks for no dictionary
    iterator.last();
    iterator.setText("");
    return iterator;
  }

  /// An iterator of one's own, for one thread at a time; its rule statuses are ICU4J's.
  public static BreakIterator newIterator() {
    return PROTOTYPE.clone();
  }
}
