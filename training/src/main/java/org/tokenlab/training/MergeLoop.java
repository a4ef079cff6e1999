package org.tokenlab.training;

import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.internal.PacedListener;

/// Learns merges from words: one run of [BpeTrainer] or [WordPieceTrainer].
///
/// Incremental: a merge visits only the places where its pair stands, and corrects only the counts
/// of the pairs around them. Over a whole run each byte of the distinct words is merged away at
/// most once, so the work is near linear in their length, whatever the vocabulary size. Memory is 4
/// bytes for each byte of the distinct words, and what the [PairIndex] takes for the pairs that are
/// frequent enough to matter.
final class MergeLoop {
  private static final int CHUNK = 128;

  private final int wanted;
  private final long minFrequency;
  private final int maxTokenLength; // in places
  private final PacedListener listener;
  private final MergeLog log;
  private final Symbols symbols;
  private final NeighbourTally lefts = new NeighbourTally();
  private final NeighbourTally rights = new NeighbourTally();
  private PairIndex index;
  private final int[] chunk = new int[CHUNK];

  MergeLoop(BpeTrainer trainer, WordCounts words, PacedListener listener) {
    wanted = trainer.vocabularySize();
    minFrequency = trainer.minFrequency();
    maxTokenLength = trainer.maxTokenLength();
    this.listener = listener;
    byte[] bytesById = trainer.tieOrder().bytesById();
    log = new MergeLog(bytesById, words.totalBytes());
    listener.mark(Phase.INDEXING, 0, words.size());
    symbols = Symbols.of(words, bytesById);
    index = PairIndex.ofBytes(symbols, this::firstFloor, maxTokenLength);
    listener.mark(Phase.INDEXING, words.size(), words.size());
  }

  /// A run over symbols of another kind than bytes, which have been laid out.
  ///
  /// @param log holds the symbols' texts
  /// @param wanted number of tokens, the symbols included
  MergeLoop(Symbols symbols, MergeLog log, int wanted, long minFrequency, PacedListener listener) {
    this.symbols = symbols;
    this.log = log;
    this.wanted = wanted;
    this.minFrequency = minFrequency;
    this.listener = listener;
    maxTokenLength = Integer.MAX_VALUE;
    index = PairIndex.of(symbols, minFrequency, maxTokenLength);
  }

  /// Counts fall about as the rank rises, so the last merge's should be near the first one's
  /// divided by their number; half of that spares most runs a second reading and loses little.
  private long firstFloor(long top) {
    return floor(top / (2L * Math.max(1, wanted - 256)));
  }

  private long floor(long wished) {
    return wished < 4 ? minFrequency : Math.max(wished, minFrequency);
  }

  /// Merges until the vocabulary has the size asked for, or no pair comes often enough.
  MergeLog run() {
    listener.mark(Phase.MERGING, log.tokenCount(), wanted);
    while (log.tokenCount() < wanted) {
      int pair = index.takeBest();
      if (pair != PairTable.NONE) {
        learn(pair);
      } else if (index.floor() > minFrequency) {
        index = PairIndex.of(symbols, floor(index.floor() / 8), maxTokenLength);
      } else {
        break;
      }
      if ((log.size() & 63) == 0) {
        listener.tick(Phase.MERGING, log.tokenCount(), wanted);
      }
    }
    listener.mark(Phase.MERGING, log.tokenCount(), wanted);
    return log;
  }

  private void learn(int pair) {
    int left = index.left(pair);
    int right = index.right(pair);
    int merged = log.add(left, right, index.count(pair));
    symbols.addToken(merged, symbols.length(left) + symbols.length(right));
    log.shrink(merge(index.takePositions(pair), left, right, merged));
    index.update(pair, merged, lefts, rights);
  }

  /// Merges the pair where it stands and tallies its neighbours there. Returns how many places
  /// merged, each counted as often as it occurs.
  private long merge(int[] positions, int left, int right, int merged) {
    lefts.ensureRoom(log.tokenCount(), positions.length);
    rights.ensureRoom(log.tokenCount(), positions.length);
    long removed = 0;
    for (int from = 0; from < positions.length; from += CHUNK) {
      // Loads that wait for nothing overlap; those of mergeAt wait for each other. So the places
      // are looked at first,
      // which brings them into the cache.
      int candidates = 0;
      for (int i = from; i < Math.min(from + CHUNK, positions.length); i++) {
        chunk[candidates] = positions[i];
        candidates += symbols.places[positions[i]] == left ? 1 : 0;
      }
      for (int i = 0; i < candidates; i++) {
        removed += mergeAt(chunk[i], left, right, merged);
      }
    }
    return removed;
  }

  private long mergeAt(int position, int left, int right, int merged) {
    int[] places = symbols.places;
    int second = position + symbols.length(left);
    if (places[position] != left || places[second] != right) {
      return 0; // another merge was here first
    }
    int before = symbols.before(position);
    int beforeId = places[before];
    int afterId = places[second + symbols.length(right)];
    places[second] = Symbols.DEAD;
    places[position + symbols.length(merged) - 1] = -symbols.length(merged);
    places[position] = merged;
    long count = symbols.count(position);
    if (beforeId != Symbols.BOUNDARY) {
      lefts.add(beforeId, count, before);
    }
    if (afterId != Symbols.BOUNDARY) {
      rights.add(afterId, count, position);
    }
    return count;
  }
}
