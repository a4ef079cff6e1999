package org.tokenlab.training.internal.sentencepiece;

import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.training.WordCounts;

/// The characters that the vocabulary must hold: the most frequent ones that together make up the
/// coverage asked for, and those that were named.
///
/// All others are rare: in training `▅` stands for them. By count, most frequent first, then by
/// code point. Immutable.
public final class Alphabet {
  private final int[] characters;
  private final long[] counts;
  private final IntOpenHashSet members;

  private Alphabet(int[] characters, long[] counts) {
    this.characters = characters;
    this.counts = counts;
    members = new IntOpenHashSet(characters);
  }

  /// The alphabet of `words`.
  ///
  /// @param coverage share of all characters of the text, up to 1; a float, as SentencePiece
  ///   compares it
  /// @param required characters that belong to it at any rate
  public static Alphabet of(WordCounts words, float coverage, String required) {
    Int2LongOpenHashMap found = count(words);
    long total = found.values().longStream().sum();
    IntOpenHashSet named = new IntOpenHashSet(required.codePoints().filter(c -> c != 0).toArray());
    named.forEach(c -> found.addTo(c, 0));
    int[] order = found.keySet().toIntArray();
    IntArrays.quickSort(
        order,
        (a, b) -> {
          if (named.contains(a) != named.contains(b)) {
            return named.contains(a) ? -1 : 1;
          }
          return byCount(found.get(a), a, found.get(b), b);
        });
    int size = 0;
    long covered = 0;
    for (int c : order) {
      if ((float) (1.0 * covered / total) >= coverage) {
        break;
      }
      covered += found.get(c);
      if (c != PieceRules.BOUNDARY) {
        order[size++] = c;
      }
    }
    int[] characters = IntArrays.copy(order, 0, size);
    IntArrays.quickSort(characters, (a, b) -> byCount(found.get(a), a, found.get(b), b));
    long[] counts = new long[size];
    for (int i = 0; i < size; i++) {
      counts[i] = found.get(characters[i]);
    }
    return new Alphabet(characters, counts);
  }

  /// The same, which a vocabulary must have room for.
  ///
  /// @param special number of special pieces that the vocabulary holds, too
  /// @throws IllegalArgumentException if the vocabulary can't hold both
  public static Alphabet of(
      WordCounts words, float coverage, String required, int special, int vocabularySize) {
    Alphabet alphabet = of(words, coverage, required);
    int least = alphabet.size() + special;
    if (least > vocabularySize) {
      throw new IllegalArgumentException(
          ("a vocabulary of %,d can't hold the %,d characters of the alphabet and %,d special"
                  + " pieces; ask for at least %,d, or lower the character coverage (%s)")
              .formatted(vocabularySize, alphabet.size(), special, least, coverage));
    }
    return alphabet;
  }

  private static int byCount(long countA, int a, long countB, int b) {
    return countA != countB ? Long.compare(countB, countA) : Integer.compare(a, b);
  }

  /// How often each character occurs, NUL left out.
  public static Int2LongOpenHashMap count(WordCounts words) {
    Int2LongOpenHashMap counts = new Int2LongOpenHashMap();
    long[] plain = new long[1 << 16]; // the lower plane, where nearly all are
    words.forEach((utf8, from, to, count) -> {
      for (int at = from; at < to; at += Utf8.sequenceLength(utf8[at] & 0xFF)) {
        int c = Utf8.codePointAt(utf8, at, to);
        if (c < plain.length) {
          plain[c] += count;
        } else {
          counts.addTo(c, count);
        }
      }
    });
    for (int c = 1; c < plain.length; c++) {
      if (plain[c] > 0) {
        counts.put(c, plain[c]);
      }
    }
    return counts;
  }

  public int size() {
    return characters.length;
  }

  public int character(int i) {
    return characters[i];
  }

  public long count(int i) {
    return counts[i];
  }

  public boolean contains(int character) {
    return members.contains(character);
  }

  /// Copies `utf8[from, to)` to the start of `out`, with `▅` for each character that is not in the
  /// alphabet, and returns the copy's length: up to three times that of the text.
  public int replaceRare(byte[] utf8, int from, int to, byte[] out) {
    int end = 0;
    for (int i = from; i < to; ) {
      int length = Utf8.sequenceLength(utf8[i] & 0xFF);
      if (members.contains(Utf8.codePointAt(utf8, i, to))) {
        for (int k = 0; k < length; k++) {
          out[end++] = utf8[i + k];
        }
      } else {
        end = Utf8.put(PieceRules.RARE, out, end);
      }
      i += length;
    }
    return end;
  }
}
