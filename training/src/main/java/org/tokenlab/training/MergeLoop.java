package org.tokenlab.training;

import java.util.Arrays;
import org.tokenlab.training.TrainingListener.Phase;

/// Learns merges from words: one run of [BpeTrainer].
///
/// Incremental: a merge visits only the places where its pair stands, and corrects only the counts
/// of the pairs around them. Over a whole run each byte of the distinct words is merged away at
/// most once, so the work is near linear in their length, whatever the vocabulary size; memory is 4
/// bytes for each byte of the distinct words, about 12 for the lists of places, and about 100 for
/// each distinct pair.
final class MergeLoop {
  private final BpeTrainer trainer;
  private final PacedListener listener;
  private final MergeLog log;
  private final Symbols symbols;
  private final PairTable pairs = new PairTable(1 << 16);
  private final PairQueue queue = new PairQueue(pairs);
  private final OccurrenceLists lists = new OccurrenceLists();
  private final NeighbourTally lefts = new NeighbourTally();
  private final NeighbourTally rights = new NeighbourTally();
  private int[] lengths = new int[1024]; // bytes by token id
  private int[] raised = new int[1024]; // pairs whose count the current merge raised
  private int raisedSize;

  MergeLoop(BpeTrainer trainer, WordCounts words, PacedListener listener) {
    this.trainer = trainer;
    this.listener = listener;
    byte[] bytesById = trainer.tieOrder().bytesById();
    log = new MergeLog(bytesById, words.totalBytes());
    listener.mark(Phase.INDEXING, 0, words.size());
    symbols = Symbols.of(words, bytesById);
    Arrays.fill(lengths, 0, 256, 1);
    countBytePairs();
    listener.mark(Phase.INDEXING, words.size(), words.size());
  }

  private void countBytePairs() {
    if (trainer.maxTokenLength() < 2) {
      return;
    }
    int[] places = symbols.places;
    long[] counts = new long[1 << 16];
    int[] events = new int[1 << 16];
    for (int p = 1; p + 1 < places.length; p++) {
      if (places[p] != Symbols.BOUNDARY && places[p + 1] != Symbols.BOUNDARY) {
        int key = places[p] << 8 | places[p + 1];
        counts[key] += symbols.count(p);
        events[key]++;
      }
    }
    long[] cursors = new long[1 << 16];
    for (int key = 0; key < counts.length; key++) {
      if (events[key] > 0) {
        int pair = pairs.findOrAdd(PairTable.key(key >>> 8, key & 0xFF));
        pairs.add(pair, counts[key]);
        cursors[key] = lists.reserve(pair, events[key]);
        queue.push(pair);
      }
    }
    for (int p = 1; p + 1 < places.length; p++) {
      if (places[p] != Symbols.BOUNDARY && places[p + 1] != Symbols.BOUNDARY) {
        lists.put(cursors[places[p] << 8 | places[p + 1]]++, p);
      }
    }
  }

  /// Merges until the vocabulary has the size asked for, or no pair comes often enough.
  MergeLog run() {
    int wanted = trainer.vocabularySize();
    listener.mark(Phase.MERGING, log.tokenCount(), wanted);
    while (log.tokenCount() < wanted) {
      int pair = queue.poll();
      if (pair == PairTable.NONE || pairs.count(pair) < trainer.minFrequency()) {
        break;
      }
      learn(pair);
      if ((log.size() & 63) == 0) {
        listener.tick(Phase.MERGING, log.tokenCount(), wanted);
      }
    }
    listener.mark(Phase.MERGING, log.tokenCount(), wanted);
    return log;
  }

  private void learn(int pair) {
    int left = pairs.left(pair);
    int right = pairs.right(pair);
    int merged = log.add(left, right, pairs.count(pair));
    if (merged == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * merged);
    }
    lengths[merged] = log.length(merged);
    log.shrink(mergeEverywhere(pair, left, right, merged));
  }

  /// Returns how many places merged, each counted as often as it occurs.
  private long mergeEverywhere(int pair, int left, int right, int merged) {
    int[] positions = lists.copy(pair);
    lists.drop(pair);
    lefts.ensureRoom(log.tokenCount(), positions.length);
    rights.ensureRoom(log.tokenCount(), positions.length);
    int[] places = symbols.places;
    int leftLength = lengths[left];
    int rightLength = lengths[right];
    int mergedLength = leftLength + rightLength;
    long removed = 0;
    for (int position : positions) {
      int second = position + leftLength;
      if (places[position] != left || places[second] != right) {
        continue;
      }
      int before = symbols.before(position);
      int beforeId = places[before];
      int afterId = places[second + rightLength];
      places[second] = Symbols.DEAD;
      places[position + mergedLength - 1] = -mergedLength;
      places[position] = merged;
      long count = symbols.count(position);
      removed += count;
      if (beforeId != Symbols.BOUNDARY) {
        lefts.add(beforeId, count, before);
      }
      if (afterId != Symbols.BOUNDARY) {
        rights.add(afterId, count, position);
      }
    }
    // First all that came up, then all that went away: a pair (merged, left) in a run of pairs does
    // both.
    raise(lefts, merged, true);
    raise(rights, merged, false);
    lower(lefts, left, true);
    lower(rights, right, false);
    pairs.clear(pair);
    for (int i = 0; i < raisedSize; i++) {
      queue.push(raised[i]);
    }
    raisedSize = 0;
    lefts.flush(lists);
    rights.flush(lists);
    return removed;
  }

  /// Counts the pairs of `merged` with its neighbours on one side, and makes lists for them.
  private void raise(NeighbourTally neighbours, int merged, boolean onTheLeft) {
    int longest = trainer.maxTokenLength() - lengths[merged];
    if (raised.length < raisedSize + neighbours.size()) {
      raised = Arrays.copyOf(raised, (raisedSize + neighbours.size()) * 2);
    }
    for (int i = 0; i < neighbours.size(); i++) {
      int id = neighbours.id(i);
      if (lengths[id] > longest) {
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
      if (pair != PairTable.NONE) { // too long a pair is in no table
        pairs.add(pair, -neighbours.count(i));
      }
    }
  }
}
