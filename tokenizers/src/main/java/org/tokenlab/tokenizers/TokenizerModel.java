package org.tokenlab.tokenizers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Turns pieces into ids: BPE, Unigram, WordPiece, a baseline.
///
/// Immutable and thread-safe. What one thread needs to be fast lives in its [PieceEncoder].
public interface TokenizerModel {
  /// The tokens and their ids.
  Vocabulary vocabulary();

  /// New state for one thread.
  PieceEncoder newEncoder();

  /// New state for one thread that draws each piece's segmentation at random.
  ///
  /// @throws UnsupportedOperationException if the model can't draw in this way
  default PieceEncoder newSampler(Sampling sampling, RandomGenerator random) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " has no " + sampling.getClass().getSimpleName());
  }

  /// The `n` best segmentations of the piece `utf8[start, end)`, best first; fewer if there are not
  /// so many.
  ///
  /// @throws UnsupportedOperationException if the model does not rank segmentations
  default List<Segmentation> nBest(byte[] utf8, int start, int end, int n) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " does not rank segmentations");
  }

  /// Token `id` as its model file writes it: `Ġthe`, `##ing`, `▁a`. Byte-level models write bytes
  /// as the characters of GPT-2's alphabet.
  ///
  /// @throws IllegalArgumentException for an id that no token has
  default String tokenText(int id) {
    return new String(vocabulary().bytes(id), StandardCharsets.UTF_8);
  }

  /// The id of the token that the model file writes as `text`, or [Vocabulary#NONE].
  default int idOfText(String text) {
    return vocabulary().id(text.getBytes(StandardCharsets.UTF_8));
  }

  /// What a token that [PieceEncoder#encode(byte[], int, int, IntSink, IntSink)] gave the span
  /// `utf8[start, end)` is called there, if that is not its [#tokenText]: HF calls an unknown piece
  /// of a Unigram model by the text it stands for.
  default Optional<String> textInPlace(int id, byte[] utf8, int start, int end) {
    return Optional.empty();
  }

  /// Whether some token holds `left` directly followed by `right`. Says yes if in doubt; yes is the
  /// default.
  ///
  /// @param left a code point of the text that the model is given
  /// @param right the code point after it
  default boolean mayJoin(int left, int right) {
    return true;
  }

  /// Whether some token may hold bytes on both sides of `at`: whether one stands in `utf8[0, to)`
  /// over that place, or would with what may follow. For models that are given the text's own
  /// bytes. Says yes if in doubt; yes is the default.
  ///
  /// @param utf8 text; what stands before it never counts
  /// @param at where a character begins, above 0 and below `to`
  default boolean mayCross(byte[] utf8, int at, int to) {
    return true;
  }

  /// Whether equal scores are told apart by the rounding of a sum that runs on from a piece's start
  /// to its end, so that a part of a piece encoded alone may differ on such ties. Encoders then
  /// hand the sum on, see [PieceEncoder#resume]. No is the default.
  default boolean sumsRunOn() {
    return false;
  }

  /// Whether the part of a text behind a place where [#mayJoin] says no has its ids only with the
  /// character before that place in front of it. No is the default.
  default boolean looksBehindCuts() {
    return false;
  }

  /// How many ids in a row can be told only together, from a piece's start on; 1 for most. Texts
  /// have multiples of it, and [#decode] takes no other numbers of ids.
  default int decodingGroup() {
    return 1;
  }

  /// The bytes that `ids` stand for together.
  ///
  /// @throws IllegalArgumentException for an id that no token has
  default byte[] decode(int... ids) {
    Vocabulary vocabulary = vocabulary();
    int length = 0;
    for (int id : ids) {
      length = Math.addExact(length, vocabulary.length(id));
    }
    byte[] bytes = new byte[length];
    int at = 0;
    for (int id : ids) {
      at = vocabulary.copy(id, bytes, at);
    }
    return bytes;
  }

  /// How ill-formed UTF-8 handed in as bytes is read.
  InvalidUtf8 invalidUtf8();

  /// A model's reading of bytes that are not UTF-8.
  enum InvalidUtf8 {
    /// Every byte has a token, so nothing is lost. As tiktoken does it: the last piece before the
    /// first ill-formed sequence, with the white-space tokens that end the text there, and
    /// everything after it, make one piece.
    TAIL_IS_ONE_PIECE,
    /// Each maximal ill-formed part is read as U+FFFD, as Java's and Unicode's decoders do.
    REPLACE,
  }

  /// One thread's way into a model. Not thread-safe.
  interface PieceEncoder {
    /// Appends the ids of the piece `utf8[start, end)` to `ids`.
    void encode(byte[] utf8, int start, int end, IntSink ids);

    /// As [#encode(byte[], int, int, IntSink)], and appends each token's place to `spans`: two byte
    /// offsets in `utf8`, start and end, for each id. A token that begins or ends inside a
    /// character has its true byte offset. Tokens mostly lie side by side and cover the piece, but
    /// by some peers' rules they may share bytes (the byte tokens of one character) or leave some
    /// out (what has no token).
    void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans);

    /// The sum that ran through the piece encoded last, for models whose [#sumsRunOn]; else 0.
    default double runningSum() {
      return 0;
    }

    /// The next piece to be encoded is the rest of one whose first part left this running sum.
    default void resume(double runningSum) {}

    /// Appends the ids of consecutive pieces to `ids`.
    ///
    /// @param from byte offset where the first piece starts
    /// @param ends the pieces' ends, as [Splitter#split] wrote them
    /// @param pieces how many entries of `ends` count
    default void encode(byte[] utf8, int from, int[] ends, int pieces, IntSink ids) {
      int start = from;
      for (int i = 0; i < pieces; i++) {
        encode(utf8, start, ends[i], ids);
        start = ends[i];
      }
    }

    /// Number of tokens of consecutive pieces.
    int count(byte[] utf8, int from, int[] ends, int pieces);
  }
}
