package org.tokenlab.training;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.training.internal.merge.Symbols;

/// What words are made of before anything is merged: special tokens, which stand in no word,
/// characters that begin a word, and characters inside, with a prefix.
final class CharacterSymbols {
  private final List<byte[]> texts = new ArrayList<>();
  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final Int2IntOpenHashMap first = new Int2IntOpenHashMap(); // by character
  private final Int2IntOpenHashMap inside = new Int2IntOpenHashMap();

  private CharacterSymbols() {
    first.defaultReturnValue(-1);
    inside.defaultReturnValue(-1);
  }

  /// The symbols of `words`.
  ///
  /// @param limit most characters; `initial` ones and then the most frequent ones stay
  static CharacterSymbols of(
      WordCounts words, List<String> special, String prefix, String initial, int limit) {
    CharacterSymbols symbols = new CharacterSymbols();
    special.forEach(symbols::id);
    IntOpenHashSet continuing = new IntOpenHashSet();
    int[] alphabet = alphabet(words, initial, limit, continuing);
    for (int c : alphabet) {
      symbols.first.put(c, symbols.id(Character.toString(c)));
    }
    for (int c : alphabet) {
      if (continuing.contains(c)) {
        symbols.inside.put(c, symbols.id(prefix + Character.toString(c)));
      }
    }
    return symbols;
  }

  /// The characters kept, by code point; adds to `continuing` all that stand inside a word.
  private static int[] alphabet(
      WordCounts words, String initial, int limit, IntOpenHashSet continuing) {
    Int2LongOpenHashMap counts = new Int2LongOpenHashMap();
    words.forEach((utf8, from, to, count) -> {
      for (int at = from; at < to; at += Utf8.sequenceLength(utf8[at] & 0xFF)) {
        int c = Utf8.codePointAt(utf8, at, to);
        counts.addTo(c, count);
        if (at > from) {
          continuing.add(c);
        }
      }
    });
    initial.codePoints().forEach(c -> counts.put(c, Long.MAX_VALUE));
    int[] characters = counts.keySet().toIntArray();
    IntArrays.quickSort(
        characters,
        (a, b) ->
            counts.get(a) != counts.get(b)
                ? Long.compare(counts.get(b), counts.get(a))
                : Integer.compare(a, b));
    int[] kept = IntArrays.copy(characters, 0, Math.min(limit, characters.length));
    IntArrays.quickSort(kept);
    return kept;
  }

  private int id(String text) {
    return ids.computeIfAbsent(
        text,
        t -> {
          texts.add(t.getBytes(StandardCharsets.UTF_8));
          return ids.size();
        });
  }

  int size() {
    return texts.size();
  }

  /// The symbols' texts, by id.
  List<byte[]> texts() {
    return texts;
  }

  /// Lays out the words; characters that were not kept are left out.
  Symbols lay(WordCounts words) {
    return Symbols.of(
        words,
        (utf8, from, to, out, at) -> {
          int end = at;
          for (int i = from; i < to; i += Utf8.sequenceLength(utf8[i] & 0xFF)) {
            int c = Utf8.codePointAt(utf8, i, to);
            int id = (i == from ? first : inside).get(c);
            if (id >= 0) {
              out[end++] = id;
            }
          }
          return end;
        },
        size());
  }
}
