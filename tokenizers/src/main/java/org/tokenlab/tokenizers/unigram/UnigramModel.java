package org.tokenlab.tokenizers.unigram;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.tokenlab.tokenizers.Sampling;
import org.tokenlab.tokenizers.Segmentation;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.lattice.BestPaths;
import org.tokenlab.tokenizers.internal.lattice.Lattice;
import org.tokenlab.tokenizers.internal.lattice.PieceScores;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;
import org.tokenlab.tokenizers.internal.trie.CharacterBigrams;
import org.tokenlab.tokenizers.internal.vocabulary.RepeatingVocabulary;

/// Unigram as HF tokenizers 0.23 runs it: the segmentation whose pieces' scores have the greatest
/// sum, in double precision, by the peer's order of addition and on ties its choice.
///
/// - A character that is no piece of its own may stand as an unknown one, scored 10 below the
///   lowest score of all pieces. Unknown characters side by side make one token (and so does the
///   unknown token's own text where it stands beside them).
/// - That token is looked up once more: by luck it may be a piece after all. Else, with byte
///   fallback, it becomes the byte tokens of all its bytes, each with the place of the whole; if
///   one of them is missing, or without fallback, it is the unknown token, called by its text.
/// - Of several pieces with the same text the last one counts; an empty one is never found.
///
/// A text of any length takes linear time, and little memory beyond its ids unless it is one long
/// run of a character. Immutable and thread-safe; the encoders are not.
public final class UnigramModel implements TokenizerModel {
  private static final double UNKNOWN_PENALTY = 10;

  private final String[] pieces;
  private final PieceScores scores;
  private final Vocabulary vocabulary;
  private final int unknownId; // or NONE
  private final int[] byteIds; // by byte, or NONE; all NONE without byte fallback
  private final CharacterBigrams bigrams;

  private UnigramModel(String[] pieces, double[] scores, int unknownId, boolean byteFallback) {
    this.pieces = pieces.clone();
    this.unknownId = unknownId;
    byte[][] bytes = new byte[pieces.length][];
    double lowest = Double.POSITIVE_INFINITY;
    for (int id = 0; id < pieces.length; id++) {
      bytes[id] = pieces[id].getBytes(StandardCharsets.UTF_8);
      lowest = scores[id] < lowest ? scores[id] : lowest;
    }
    ByteTrie trie = ByteTrie.of(bytes);
    boolean[] hidden = new boolean[bytes.length];
    int empty = Vocabulary.NONE;
    for (int id = 0; id < bytes.length; id++) {
      if (bytes[id].length > 0) {
        hidden[id] = trie.find(bytes[id], 0, bytes[id].length) != id;
      } else {
        hidden[id] = true;
        empty = id;
      }
    }
    if (empty != Vocabulary.NONE) {
      hidden[empty] = false;
    }
    vocabulary = RepeatingVocabulary.of(bytes, hidden);
    this.scores =
        new PieceScores(
            trie,
            scores.clone(),
            lowest - UNKNOWN_PENALTY,
            unknownId != Vocabulary.NONE,
            /* singlePrecision= */ false);
    byteIds = new int[256];
    for (int b = 0; b < 256; b++) {
      byte[] token = String.format("<0x%02X>", b).getBytes(StandardCharsets.US_ASCII);
      byteIds[b] = byteFallback ? vocabulary.id(token) : Vocabulary.NONE;
    }
    bigrams = new CharacterBigrams(bytes);
  }

  /// A model of these pieces.
  ///
  /// @param pieces by id
  /// @param scores natural logarithms, by id
  /// @param unknownId the unknown token; without one a text with an unknown character is refused
  /// @param byteFallback whether unknown characters become the tokens `<0x00>` to `<0xFF>`
  /// @throws IllegalArgumentException if there are not as many scores as pieces, or the unknown
  ///   token is none of them
  public static UnigramModel of(
      String[] pieces, double[] scores, OptionalInt unknownId, boolean byteFallback) {
    if (pieces.length != scores.length) {
      throw new IllegalArgumentException(
          "each piece needs a score; got "
              + pieces.length
              + " pieces and "
              + scores.length
              + " scores");
    }
    if (unknownId.isPresent()
        && !(unknownId.getAsInt() >= 0 && unknownId.getAsInt() < pieces.length)) {
      throw new IllegalArgumentException(
          "unk_id must be the id of one of the "
              + pieces.length
              + " pieces; got "
              + unknownId.getAsInt());
    }
    return new UnigramModel(pieces, scores, unknownId.orElse(Vocabulary.NONE), byteFallback);
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /// The score of piece `id`: the natural logarithm of its probability.
  public double score(int id) {
    return scores.scores()[id];
  }

  /// The id of the unknown token, if the model has one.
  public OptionalInt unknownId() {
    return unknownId == Vocabulary.NONE ? OptionalInt.empty() : OptionalInt.of(unknownId);
  }

  /// Whether unknown characters become the tokens of their bytes; no if there are no such tokens.
  public boolean byteFallback() {
    return Arrays.stream(byteIds).anyMatch(id -> id != Vocabulary.NONE);
  }

  @Override
  public PieceEncoder newEncoder() {
    return new UnigramEncoder(this);
  }

  /// Draws as HF does when `alpha` (and `nbest_size`) are set on its model. An alpha of 0 switches
  /// drawing off, as there. HF fails on a text whose weights all underflow; this goes on with the
  /// weights that it means, except among the n best, where HF has a rule for that: the best.
  ///
  /// @throws IllegalArgumentException if the model has no unknown token; HF refuses every text then
  @Override
  public PieceEncoder newSampler(Sampling sampling, RandomGenerator random) {
    return switch (sampling) {
      case Sampling.Regularisation regularisation -> {
        if (regularisation.alpha() == 0) {
          yield newEncoder();
        }
        if (unknownId == Vocabulary.NONE) {
          throw new IllegalArgumentException(
              "drawing segmentations needs a model with an unknown token; give it an unk_id");
        }
        yield new UnigramSampler(this, regularisation, random);
      }
      case Sampling.Dropout dropout -> TokenizerModel.super.newSampler(dropout, random);
    };
  }

  /// The `n` best segmentations. The score counts each unknown character by itself, also where
  /// several make one token; segmentations may differ in nothing else.
  @Override
  public List<Segmentation> nBest(byte[] utf8, int start, int end, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("n must be at least 1; got " + n);
    }
    if (start == end) {
      return List.of(new Segmentation(new int[0], 0));
    }
    Lattice lattice = new Lattice(scores);
    lattice.fill(utf8, start, end);
    UnigramOutput output = new UnigramOutput(this);
    List<Segmentation> best = new ArrayList<>();
    for (Lattice.Path path : BestPaths.of(lattice, n, BestPaths.Limits.HF)) {
      best.add(new Segmentation(output.ids(utf8, lattice, path), path.score()));
    }
    return best;
  }

  @Override
  public String tokenText(int id) {
    return vocabulary.contains(id)
        ? pieces[id]
        : new String(vocabulary.bytes(id), StandardCharsets.UTF_8); // which says what is wrong
  }

  @Override
  public Optional<String> textInPlace(int id, byte[] utf8, int start, int end) {
    return id == unknownId && id != Vocabulary.NONE && !(isByteId(id) && hasBytes(utf8, start, end))
        ? Optional.of(new String(utf8, start, end - start, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /// Whether the token is one of the bytes; a model file may name one of them as the unknown token.
  private boolean isByteId(int id) {
    for (int byteId : byteIds) {
      if (byteId == id) {
        return true;
      }
    }
    return false;
  }

  /// Whether each of these bytes has a byte token.
  boolean hasBytes(byte[] utf8, int start, int end) {
    for (int i = start; i < end; i++) {
      if (byteId(utf8[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether some piece holds the two side by side, or both may be part of one unknown token.
  ///
  /// Where neither is so, each segmentation has an end there. Segmentations of equal score are told
  /// apart by the rounding of the sum from the piece's start on (`aa|a`, `a|aa`), so a piece that
  /// is cut here needs the sum handed on: see [#sumsRunOn].
  @Override
  public boolean mayJoin(int left, int right) {
    return bigrams.contains(left, right) || (mayEndUnknown(left) && mayStartUnknown(right));
  }

  @Override
  public boolean sumsRunOn() {
    return true;
  }

  private boolean mayEndUnknown(int character) {
    return isUnknown(character)
        || (hasUnknownText()
            && pieces[unknownId].codePointBefore(pieces[unknownId].length()) == character);
  }

  private boolean mayStartUnknown(int character) {
    return isUnknown(character)
        || (hasUnknownText() && pieces[unknownId].codePointAt(0) == character);
  }

  private boolean hasUnknownText() {
    return unknownId != Vocabulary.NONE && !pieces[unknownId].isEmpty();
  }

  private boolean isUnknown(int character) {
    byte[] utf8 = new byte[4];
    return scores.trie().find(utf8, 0, Utf8.put(character, utf8, 0)) < 0;
  }

  @Override
  public InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.REPLACE;
  }

  PieceScores scores() {
    return scores;
  }

  /// What ends up as unknown: [Vocabulary#NONE] only for a model without, which never gets so far.
  int unknown() {
    return unknownId;
  }

  int byteId(byte b) {
    return byteIds[b & 0xFF];
  }
}
