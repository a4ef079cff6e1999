package org.tokenlab.training;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.training.internal.merge.Symbols;

/// What words are made of before anything is merged, as [CharacterBpeRules] number it: special
/// tokens, then characters.
final class WordAlphabet {
  private static final int SPACE_MARK = 0x2581;

  private final List<byte[]> texts = new ArrayList<>();
  private final Int2IntOpenHashMap inside = new Int2IntOpenHashMap(); // by character
  private final Int2IntOpenHashMap last = new Int2IntOpenHashMap();

  private WordAlphabet(List<String> special) {
    special.forEach(token -> texts.add(token.getBytes(StandardCharsets.UTF_8)));
    inside.defaultReturnValue(-1);
    last.defaultReturnValue(-1);
  }

  /// The characters of words, and those at words' ends with a suffix: first all inside, then all at
  /// ends, both by code point. The peer has no ids, so the order is ours.
  static WordAlphabet withEnds(WordCounts words, List<String> special, String suffix) {
    IntOpenHashSet within = new IntOpenHashSet();
    IntOpenHashSet ends = new IntOpenHashSet();
    words.forEach((utf8, from, to, count) -> {
      for (int at = from; at < to; ) {
        int next = at + Utf8.sequenceLength(utf8[at] & 0xFF);
        (next < to ? within : ends).add(Utf8.codePointAt(utf8, at, to));
        at = next;
      }
    });
    WordAlphabet alphabet = new WordAlphabet(special);
    for (int c : sorted(within)) {
      alphabet.add(alphabet.inside, c, "");
    }
    for (int c : sorted(ends)) {
      alphabet.add(alphabet.last, c, suffix);
    }
    return alphabet;
  }

  private static int[] sorted(IntOpenHashSet characters) {
    int[] array = characters.toIntArray();
    IntArrays.quickSort(array);
    return array;
  }

  private void add(Int2IntOpenHashMap ids, int character, String suffix) {
    ids.put(character, texts.size());
    texts.add((Character.toString(character) + suffix).getBytes(StandardCharsets.UTF_8));
  }

  /// `▁`, and the characters of words by falling count, of equals the largest first.
  static WordAlphabet byCount(WordCounts words, List<String> special) {
    WordAlphabet alphabet = new WordAlphabet(special);
    Int2LongOpenHashMap counts = count(words);
    int[] order = ascending(counts);
    alphabet.addBoth(SPACE_MARK);
    for (int i = order.length - 1; i >= 0; i--) {
      alphabet.addBoth(order[i]);
    }
    return alphabet;
  }

  private void addBoth(int character) {
    last.put(character, texts.size());
    add(inside, character, "");
  }

  /// How often each character stands in words, `▁` left out.
  private static Int2LongOpenHashMap count(WordCounts words) {
    Int2LongOpenHashMap counts = new Int2LongOpenHashMap();
    words.forEach((utf8, from, to, count) -> {
      for (int at = from; at < to; at += Utf8.sequenceLength(utf8[at] & 0xFF)) {
        counts.addTo(Utf8.codePointAt(utf8, at, to), count);
      }
    });
    counts.remove(SPACE_MARK);
    return counts;
  }

  /// Characters by rising count, equals by code point.
  private static int[] ascending(Int2LongOpenHashMap counts) {
    int[] order = counts.keySet().toIntArray();
    IntArrays.quickSort(
        order,
        (a, b) ->
            counts.get(a) != counts.get(b)
                ? Long.compare(counts.get(a), counts.get(b))
                : Integer.compare(a, b));
    return order;
  }

  /// The words without their rarest characters, which may be dropped as long as more than
  /// `coverage` of all characters are left. Words of nothing else go.
  ///
  /// @param characters number of all characters of the text, white space included
  static WordCounts covered(WordCounts words, double coverage, long characters, int threads) {
    Int2LongOpenHashMap counts = count(words);
    IntOpenHashSet dropped = new IntOpenHashSet();
    long left = characters;
    for (int c : ascending(counts)) {
      left -= counts.get(c);
      if (left <= characters * coverage) {
        break;
      }
      dropped.add(c);
    }
    return dropped.isEmpty()
        ? words
        : words.rewritten(
            (utf8, from, to, out) -> without(dropped, utf8, from, to, out), 1, threads);
  }

  private static int without(IntOpenHashSet dropped, byte[] utf8, int from, int to, byte[] out) {
    int end = 0;
    boolean onlyMark = true;
    for (int at = from; at < to; ) {
      int next = at + Utf8.sequenceLength(utf8[at] & 0xFF);
      int c = Utf8.codePointAt(utf8, at, to);
      if (!dropped.contains(c)) {
        System.arraycopy(utf8, at, out, end, next - at);
        end += next - at;
        onlyMark &= c == SPACE_MARK;
      }
      at = next;
    }
    return onlyMark ? 0 : end;
  }

  /// The symbols' texts, by id.
  List<byte[]> texts() {
    return texts;
  }

  int size() {
    return texts.size();
  }

  Symbols lay(WordCounts words) {
    return Symbols.of(
        words,
        (utf8, from, to, out, at) -> {
          int end = at;
          for (int i = from; i < to; ) {
            int next = i + Utf8.sequenceLength(utf8[i] & 0xFF);
            out[end++] = (next < to ? inside : last).get(Utf8.codePointAt(utf8, i, to));
            i = next;
          }
          return end;
        },
        size());
  }
}
