package org.tokenlab.corpora.parallel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Orders keys such as `t`, `pre.p1`, `a2.t`, `a10.l.i2.p1` as they stand in the text: the title,
/// the preamble, then by number, a heading before its paragraphs.
final class ParagraphOrder {
  static final Comparator<String> ORDER = ParagraphOrder::compare;

  private static final Pattern PARTS =
      Pattern.compile("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)|(?<=\\.)|(?=\\.)");

  private ParagraphOrder() {}

  private static int compare(String a, String b) {
    int section = Integer.compare(section(a), section(b));
    if (section != 0) {
      return section;
    }
    List<String> as = Arrays.asList(PARTS.split(a));
    List<String> bs = Arrays.asList(PARTS.split(b));
    for (int i = 0; i < Math.min(as.size(), bs.size()); i++) {
      int part = comparePart(as.get(i), bs.get(i));
      if (part != 0) {
        return part;
      }
    }
    int length = Integer.compare(as.size(), bs.size());
    return length != 0 ? length : a.compareTo(b);
  }

  private static int section(String key) {
    return key.equals("t") ? 0 : key.startsWith("pre") ? 1 : 2;
  }

  private static int comparePart(String a, String b) {
    boolean numbers = isNumber(a) && isNumber(b);
    if (numbers) {
      return Long.compare(Long.parseLong(a), Long.parseLong(b));
    }
    int heading = Boolean.compare(!a.equals("t"), !b.equals("t"));
    return heading != 0 ? heading : a.compareTo(b);
  }

  private static boolean isNumber(String part) {
    return !part.isEmpty()
        && part.length() < 18
        && part.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
