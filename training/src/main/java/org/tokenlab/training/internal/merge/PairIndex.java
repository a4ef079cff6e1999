package org.tokenlab.training.internal.merge;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tokenlab.training.internal.Crew;

/// The pairs of tokens that stand in the corpus `floor` times or more: how often, where, and which
/// comes first.
///
/// Most pairs of a corpus are rare, and a run of a usual size merges none of them; to keep them
/// would take most of the memory and, in cache misses, most of the time. A pair's count never rises
/// after the merge that brought the pair up. So one that comes up below the floor stays below it
/// and may be left out, and until the best pair falls below the floor nothing is missing; then the
/// corpus is read again, with a lower one.
///
/// Counts of the pairs kept are exact at all times, also below the floor.
final class PairIndex {
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
  private static final int MANY = 1 << 18; // places, worth another thread

  private final PairTable pairs = new PairTable(1 << 12);
  private final PairQueue queue;
  private final OccurrenceLists lists = new OccurrenceLists();
  private final @Nullable FirstPlaces firstPlaces;
  private final Symbols symbols;
  private final long floor;
  private final MergeRules rules;
  private final IntOpenHashSet fleeting = new IntOpenHashSet(); // rose and fell in one merge
  private int[] raised = new int[1024]; // pairs that the current merge brought up
  private int raisedSize;

  private PairIndex(Symbols symbols, long floor, MergeRules rules) {
    this.symbols = symbols;
    this.floor = floor;
    this.rules = rules;
    firstPlaces = rules.ties().byPlace() ? new FirstPlaces(symbols, pairs, lists) : null;
    queue = new PairQueue(pairs, rules.ties(), firstPlaces);
  }

  /// Reads a corpus in which nothing has been merged. Two passes over its distinct words.
  ///
  /// @param floorForTop the floor to take if the most frequent pair comes that often
  static PairIndex ofBytes(
      Symbols symbols, LongUnaryOperator floorForTop, MergeRules rules, Crew crew) {
    BytePairs[] parts = new BytePairs[symbols.places.length < MANY ? 1 : crew.size()];
    int most = rules.maxLength() > 1 ? symbols.places.length - 1 : 1;
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          new BytePairs(
              symbols,
              1 + (int) ((most - 1L) * i / parts.length),
              1 + (int) ((most - 1L) * (i + 1) / parts.length));
    }
    crew.run(parts.length, i -> parts[i].count());
    long[] counts = new long[BytePairs.KEYS];
    int[] events = new int[BytePairs.KEYS];
    for (BytePairs part : parts) {
      for (int key = 0; key < counts.length; key++) {
        counts[key] += part.counts[key];
        events[key] += part.events[key];
      }
    }
    long top = Arrays.stream(counts).max().orElseThrow();
    PairIndex index = new PairIndex(symbols, floorForTop.applyAsLong(top), rules);
    for (int key = 0; key < counts.length; key++) {
      long cursor = -1;
      if (events[key] > 0 && counts[key] >= index.floor) {
        int pair = index.pairs.findOrAdd(PairTable.key(key >>> 8, key & 0xFF));
        index.pairs.add(pair, counts[key]);
        cursor = index.lists.reserve(pair, events[key]);
      }
      for (BytePairs part : parts) {
        part.cursors[key] = cursor;
        cursor += cursor < 0 ? 0 : part.events[key];
      }
    }
    crew.run(parts.length, i -> parts[i].list(index.lists));
    index.pushFrequent();
    return index;
  }

  /// Queues the pairs in the table; their lists are there, for an order that asks for them.
  private void pushFrequent() {
    for (int pair = 0; pair < pairs.size(); pair++) {
      if (pairs.count(pair) >= floor) {
        queue.push(pair);
      }
    }
  }

  /// Reads the corpus as it stands. Three passes over its distinct words.
  static PairIndex of(Symbols symbols, long floor, MergeRules rules) {
    PairIndex index = new PairIndex(symbols, floor, rules);
    index.fill(index.count());
    return index;
  }

  /// At least how often the most frequent pair stands; seldom much more. One pass.
  static long topBound(Symbols symbols, MergeRules rules) {
    return Arrays.stream(sumsByHash(symbols, /* floor= */ 2, rules)).max().orElseThrow();
  }

  /// Shows the keys of all pairs that have been counted.
  void forEach(LongConsumer visitor) {
    for (int pair = 0; pair < pairs.size(); pair++) {
      visitor.accept(pairs.key(pair));
    }
  }

  /// Makes the lists of the pairs in the table, and queues them.
  private void fill(int[] events) {
    long[] cursors = new long[pairs.size()];
    for (int pair = 0; pair < pairs.size(); pair++) {
      if (pairs.count(pair) >= floor) {
        cursors[pair] = lists.reserve(pair, events[pair]);
      }
    }
    symbols.forEachPair(
        rules.maxLength(),
        rules.allowed(),
        (left, right, position) -> {
          int pair = pairs.find(PairTable.key(left, right));
          if (pair != PairTable.NONE && pairs.count(pair) >= floor) {
            lists.put(cursors[pair]++, position);
          }
        });
    pushFrequent();
  }

  /// Puts every pair that reaches the floor, and by accident some others, in the table; returns at
  /// how many positions each stands.
  private int[] count() {
    long[] sums = sumsByHash(symbols, floor, rules);
    int shift = shift(sums);
    IntTally events = new IntTally();
    symbols.forEachPair(
        rules.maxLength(),
        rules.allowed(),
        (left, right, position) -> {
          long key = PairTable.key(left, right);
          if (sums[(int) ((key * MULTIPLIER) >>> shift)] >= floor) {
            int pair = pairs.findOrAdd(key);
            pairs.add(pair, symbols.count(position));
            events.increment(pair);
          }
        });
    return events.values;
  }

  /// Counts of pairs, where pairs whose hashes are equal share one: none of a pair's sums is below
  /// its count.
  private static long[] sumsByHash(Symbols symbols, long floor, MergeRules rules) {
    int bits = Math.clamp(32 - Integer.numberOfLeadingZeros(symbols.places.length) - 2, 8, 22);
    long[] sums = new long[1 << bits];
    if (floor <= 1) {
      Arrays.fill(sums, Long.MAX_VALUE); // all pairs are wanted
      return sums;
    }
    int shift = shift(sums);
    symbols.forEachPair(
        rules.maxLength(),
        rules.allowed(),
        (left, right, position) ->
            sums[(int) ((PairTable.key(left, right) * MULTIPLIER) >>> shift)] +=
                symbols.count(position));
    return sums;
  }

  private static int shift(long[] sums) {
    return Long.numberOfLeadingZeros(sums.length - 1L);
  }

  private static final class IntTally {
    int[] values = new int[1024];

    void increment(int index) {
      if (index >= values.length) {
        values = Arrays.copyOf(values, Math.toIntExact(values.length * 3L / 2));
      }
      values[index]++;
    }
  }

  long floor() {
    return floor;
  }

  /// Takes out the first of all pairs of the corpus, or [PairTable#NONE] if none reaches the floor.
  int takeBest() {
    while (true) {
      int pair = queue.poll();
      if (pair == PairTable.NONE || pairs.bound(pair) < floor) {
        return PairTable.NONE;
      }
      if (firstPlaces != null && firstPlaces.move(pair)) {
        queue.push(pair); // it stands further back than when it was put in
        continue;
      }
      if (!rules.apart() || pairs.left(pair) != pairs.right(pair)) {
        return pair;
      }
      // How often equals can be merged takes a look at all their places, which is worth it only
      // for those that come out on top, and again only where some place went away.
      long merges = countApart(pair);
      if (merges == pairs.bound(pair)) {
        return pair;
      }
      pairs.setBound(pair, merges);
      queue.push(pair);
    }
  }

  private long countApart(int pair) {
    int id = pairs.left(pair);
    int length = symbols.length(id);
    long merges = 0;
    int free = 0;
    for (int position : lists.copy(pair)) {
      if (position >= free
          && symbols.places[position] == id
          && symbols.places[position + length] == id) {
        merges += symbols.count(position);
        free = position + 2 * length;
      }
    }
    return merges;
  }

  /// The pair of these tokens, if it stood somewhere after some merge or before the first, often
  /// enough for the floor; else [PairTable#NONE].
  int findIfStood(int left, int right) {
    int pair = pairs.find(PairTable.key(left, right));
    boolean stood = pair != PairTable.NONE && !fleeting.contains(pair);
    return stood ? pair : PairTable.NONE;
  }

  int left(int pair) {
    return pairs.left(pair);
  }

  int right(int pair) {
    return pairs.right(pair);
  }

  /// How often the pair that was taken out stands, or can be merged, as the rules count.
  long count(int pair) {
    return pairs.bound(pair);
  }

  /// At how many positions the pair stands, or did stand.
  int positions(int pair) {
    return lists.length(pair);
  }

  /// Writes the positions, ascending, among which are all where the pair stands, and forgets them.
  void takePositions(int pair, int[] out) {
    lists.copy(pair, out);
    lists.drop(pair);
  }

  /// Where positions are kept.
  OccurrenceLists lists() {
    return lists;
  }

  /// Takes account of a merge that has been done: of `left` and `right` into `merged`, with what
  /// stood on either side. Tells them where their positions go; when they are there, [#queue] them.
  void update(int pair, int merged, NeighbourTally lefts, NeighbourTally rights) {
    // First all that came up, then all that went away: (merged, left) does both in a run of pairs.
    raise(lefts, merged, true);
    raise(rights, merged, false);
    lower(lefts, pairs.left(pair), true);
    lower(rights, pairs.right(pair), false);
    pairs.clear(pair);
  }

  /// Queues the pairs that the last merge brought up.
  void queue() {
    for (int i = 0; i < raisedSize; i++) {
      if (pairs.count(raised[i]) > 0) {
        queue.push(raised[i]);
      } else {
        fleeting.add(raised[i]);
      }
    }
    raisedSize = 0;
  }

  /// Counts the pairs of `merged` with its neighbours on one side, and makes lists for them.
  private void raise(NeighbourTally neighbours, int merged, boolean onTheLeft) {
    int longest = rules.maxLength() - symbols.length(merged);
    if (raised.length < raisedSize + neighbours.size()) {
      raised = Arrays.copyOf(raised, (raisedSize + neighbours.size()) * 2);
    }
    for (int i = 0; i < neighbours.size(); i++) {
      int id = neighbours.id(i);
      if (neighbours.count(i) < floor
          || symbols.length(id) > longest
          || !(onTheLeft
              ? rules.allowed().allows(id, merged)
              : rules.allowed().allows(merged, id))) {
        neighbours.sendTo(i, -1);
        continue;
      }
      int pair = pairs.findOrAdd(onTheLeft ? PairTable.key(id, merged) : PairTable.key(merged, id));
      pairs.add(pair, neighbours.count(i));
      neighbours.sendTo(i, lists.reserve(pair, neighbours.events(i)));
      raised[raisedSize++] = pair;
    }
  }

  /// Takes back the pairs of `part`, which is now inside the merged token, with its neighbours on
  /// one side.
  private void lower(NeighbourTally neighbours, int part, boolean onTheLeft) {
    for (int i = 0; i < neighbours.size(); i++) {
      int id = neighbours.id(i);
      int pair = pairs.find(onTheLeft ? PairTable.key(id, part) : PairTable.key(part, id));
      if (pair != PairTable.NONE) { // rare pairs and long ones are in no table
        pairs.add(pair, -neighbours.count(i));
      }
    }
  }
}
