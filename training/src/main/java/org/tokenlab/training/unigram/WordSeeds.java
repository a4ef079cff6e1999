package org.tokenlab.training.unigram;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.sentencepiece.PieceRules;

/// Seeds from the distinct words, each weighted by how often it occurs.
///
/// No piece crosses a word's start, so the words hold all that the text does, in a tenth of its
/// length. A string is a seed if it is *maximal*: where it occurs there follow different
/// characters, the word's end being one, and different characters stand before it. Any other string
/// occurs only as part of a longer one, as often as that does, and covers less.
final class WordSeeds {
  private final PieceRules rules;
  private byte[] text = new byte[1 << 16];
  private int length;

  // Words come by falling count, so the count at a place is a step function of the place.
  private final IntArrayList stepEnds = new IntArrayList();
  private final LongArrayList stepCounts = new LongArrayList();

  private WordSeeds(PieceRules rules) {
    this.rules = rules;
  }

  /// Adds the best strings to `seeds`.
  static void find(WordCounts words, PieceRules rules, int most, int threads, Seeds seeds) {
    WordSeeds search = new WordSeeds(rules);
    words.forEach(search::add);
    RepeatedStrings strings =
        new RepeatedStrings(
            search.text,
            search.length,
            new RepeatedStrings.Limits(rules.maxLength(), /* stopsAtZero= */ true));
    Candidates.concatenation(
            strings.forEachBucket(threads, () -> search.new Bucket(), Bucket::take).stream()
                .map(bucket -> bucket.found)
                .toList())
        .best(most, search.text, seeds);
  }

  private void add(byte[] utf8, int from, int to, long count) {
    long room = length + (to - from) + 1L + RepeatedStrings.PADDING;
    if (room > text.length) {
      if (room > Integer.MAX_VALUE - 16) {
        throw new IllegalArgumentException(
            "the distinct words have more than 2^31 bytes together; train on a sample");
      }
      text = Arrays.copyOf(text, (int) Math.min(Integer.MAX_VALUE - 16L, room + room / 2));
    }
    System.arraycopy(utf8, from, text, length, to - from);
    length += to - from;
    text[length++] = 0;
    if (stepCounts.isEmpty() || stepCounts.getLong(stepCounts.size() - 1) != count) {
      stepCounts.add(count);
      stepEnds.add(length);
    } else {
      stepEnds.set(stepEnds.size() - 1, length);
    }
  }

  private long countAt(int place) {
    int found = Arrays.binarySearch(stepEnds.elements(), 0, stepEnds.size(), place);
    return stepCounts.getLong(found < 0 ? -found - 1 : found + 1);
  }

  private boolean startsWord(int place) {
    return place == 0 || text[place - 1] == 0;
  }

  /// The character before a place that does not start a word.
  private int before(int place) {
    int start = place - 1;
    while ((text[start] & 0xC0) == 0x80) {
      start--;
    }
    return Utf8.codePointAt(text, start, place);
  }

  /// One thread's share: buckets of sorted suffixes, one after the other.
  private final class Bucket {
    final Candidates found = new Candidates();
    private final StringNodes nodes = new StringNodes();
    private int[] suffixes = {};
    private long[] counts = {}; // of all suffixes before
    private int[] changes = {}; // of the character before, up to a suffix

    void take(int[] sorted, int size, short[] common) {
      suffixes = sorted;
      if (counts.length <= size) {
        counts = new long[size + 1];
        changes = new int[size + 1];
      }
      for (int i = 0; i < size; i++) {
        int place = sorted[i];
        counts[i + 1] = counts[i] + countAt(place);
        boolean changed =
            i > 0
                && (startsWord(place)
                    || startsWord(sorted[i - 1])
                    || before(place) != before(sorted[i - 1]));
        changes[i] = (i > 0 ? changes[i - 1] : 0) + (changed ? 1 : 0);
        if (startsWord(place)) {
          addLoneWord(i, size, common);
        }
      }
      nodes.scan(size, common, this::addNode);
    }

    /// A word that does not start another one is no node.
    private void addLoneWord(int i, int size, short[] common) {
      int start = suffixes[i];
      int end = start;
      while (text[end] != 0 && end - start <= 4 * rules.maxLength()) {
        end++;
      }
      int shared = Math.max(common[i], i + 1 < size ? common[i + 1] : 0);
      if (text[end] == 0 && shared < end - start) {
        addString(start, end, counts[i + 1] - counts[i]);
      }
    }

    private long addNode(int from, int to, int depth, int parentDepth, long carried) {
      if (changes[to - 1] > changes[from]) {
        int start = suffixes[from];
        int end = start + depth;
        if (text[end - 1] == 0) {
          end--;
        } else {
          while ((text[end] & 0xC0) == 0x80) {
            end--; // what follows differs within a character
          }
        }
        if (end - start > parentDepth) {
          addString(start, end, counts[to] - counts[from]);
        }
      }
      return 0;
    }

    private void addString(int start, int end, long count) {
      int codePoints = PieceList.codePoints(text, start, end);
      if (count > 1 && codePoints > 1 && rules.allow(text, start, end)) {
        found.add(start, end - start, (float) count * codePoints);
      }
    }
  }
}
