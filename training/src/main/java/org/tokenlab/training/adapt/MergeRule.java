package org.tokenlab.training.adapt;

import it.unimi.dsi.fastutil.floats.FloatArrays;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;

/// By which rule a BPE model merges: of all neighbours those of lowest rank, the leftmost first.
interface MergeRule {
  /// No token, or no rank: the two don't merge.
  int NONE = -1;

  /// Number of bytes of the symbol that starts at `at`.
  int symbolLength(byte[] text, int at);

  /// The token that the symbol `text[from, to)` is; [#NONE] if it is none.
  int symbol(byte[] text, int from, int to);

  /// The rank of two neighbours, which are `text[from, to)` together.
  int rank(byte[] text, int from, int to, int left, int right);

  /// What they merge to.
  int merged(byte[] text, int from, int to, int left, int right);

  /// That of a byte-level model: HF's list of pairs, or tiktoken's ranks.
  static MergeRule of(BpeModel model) {
    Merges merges = model.merges().orElse(null);
    return merges == null ? new ByRank(model.vocabulary()) : ByList.of(model.vocabulary(), merges);
  }

  /// SentencePiece's, by score.
  static MergeRule of(SentencePieces pieces) {
    return ByScore.of(pieces);
  }

  /// tiktoken's: the pair that spells the token of lowest id.
  record ByRank(Vocabulary vocabulary) implements MergeRule {
    @Override
    public int symbolLength(byte[] text, int at) {
      return 1;
    }

    @Override
    public int symbol(byte[] text, int from, int to) {
      return vocabulary.id(text, from, to);
    }

    @Override
    public int rank(byte[] text, int from, int to, int left, int right) {
      return vocabulary.id(text, from, to);
    }

    @Override
    public int merged(byte[] text, int from, int to, int left, int right) {
      return vocabulary.id(text, from, to);
    }
  }

  /// HF's: the pair that comes first in a list; of one that is listed twice the last place counts.
  record ByList(Vocabulary vocabulary, Merges merges, Long2IntOpenHashMap ranks)
      implements MergeRule {
    static ByList of(Vocabulary vocabulary, Merges merges) {
      Long2IntOpenHashMap ranks = new Long2IntOpenHashMap(merges.size());
      ranks.defaultReturnValue(NONE);
      for (int rank = 0; rank < merges.size(); rank++) {
        ranks.put(pair(merges.left(rank), merges.right(rank)), rank);
      }
      return new ByList(vocabulary, merges, ranks);
    }

    private static long pair(int left, int right) {
      return (long) left << 32 | right;
    }

    @Override
    public int symbolLength(byte[] text, int at) {
      return 1;
    }

    @Override
    public int symbol(byte[] text, int from, int to) {
      return vocabulary.id(text, from, to);
    }

    @Override
    public int rank(byte[] text, int from, int to, int left, int right) {
      return left == NONE || right == NONE ? NONE : ranks.get(pair(left, right));
    }

    @Override
    public int merged(byte[] text, int from, int to, int left, int right) {
      return merges.merged(ranks.get(pair(left, right)));
    }
  }

  /// SentencePiece's: the pair that spells the piece of highest score. Pieces of one score have one
  /// rank.
  @SuppressWarnings("ArrayRecordComponent") // private to a rule
  record ByScore(SentencePieces pieces, int[] ranks) implements MergeRule {
    static ByScore of(SentencePieces pieces) {
      float[] falling = new float[pieces.size()];
      for (int id = 0; id < falling.length; id++) {
        falling[id] = -pieces.score(id);
      }
      FloatArrays.quickSort(falling);
      int[] ranks = new int[falling.length];
      for (int id = 0; id < ranks.length; id++) {
        int place = FloatArrays.binarySearch(falling, -pieces.score(id));
        while (place > 0 && falling[place - 1] == falling[place]) {
          place--;
        }
        ranks[id] = pieces.type(id) == PieceType.NORMAL ? place : NONE;
      }
      return new ByScore(pieces, ranks);
    }

    @Override
    public int symbolLength(byte[] text, int at) {
      return Utf8.sequenceLength(text[at] & 0xFF);
    }

    @Override
    public int symbol(byte[] text, int from, int to) {
      return pieces.vocabulary().id(text, from, to);
    }

    @Override
    public int rank(byte[] text, int from, int to, int left, int right) {
      int id = pieces.vocabulary().id(text, from, to);
      return id == Vocabulary.NONE ? NONE : ranks[id];
    }

    @Override
    public int merged(byte[] text, int from, int to, int left, int right) {
      return pieces.vocabulary().id(text, from, to);
    }
  }
}
