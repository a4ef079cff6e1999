package org.tokenlab.tokenizers.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.vocabulary.RepeatingVocabulary;

/// The pieces of a SentencePiece model: text, score and type of each id.
///
/// Two pieces may share a text if one of them is a control, unknown or byte piece and the other is
/// not; the text then leads to the former (SentencePiece's reserved pieces go first). Immutable and
/// thread-safe.
public final class SentencePieces {
  /// What [#unknownId] gives if there is no unknown piece.
  public static final int NONE = -1;

  private static final int LONGEST = 8000; // bytes; SentencePiece refuses this many
  private static final String NUL = "\0";

  private final String[] pieces;
  private final float[] scores;
  private final PieceType[] types;
  private final Vocabulary vocabulary;
  private final int unknownId;
  private final boolean byteFallback;
  private final int[] byteIds = new int[256];
  private final boolean repeats;

  private SentencePieces(String[] pieces, float[] scores, PieceType[] types) {
    this.pieces = pieces.clone();
    this.scores = scores.clone();
    this.types = types.clone();
    byteFallback = hasType(PieceType.BYTE);
    java.util.Arrays.fill(byteIds, NONE);
    unknownId = check();
    Map<String, Integer> ids = HashMap.newHashMap(pieces.length);
    boolean[] hidden = new boolean[pieces.length];
    boolean repeating = false;
    for (int id = 0; id < pieces.length; id++) {
      if (isIgnored(id)) {
        hidden[id] = true;
        continue;
      }
      Integer other = ids.putIfAbsent(pieces[id], id);
      if (other != null) {
        if (isReserved(id) == isReserved(other)) {
          throw new IllegalArgumentException(
              "pieces " + other + " and " + id + " are both \"" + pieces[id] + "\"");
        }
        repeating = true;
        hidden[isReserved(id) ? other : id] = true;
        ids.put(pieces[id], isReserved(id) ? id : other);
      }
    }
    repeats = repeating;
    byte[][] bytes = new byte[pieces.length][];
    for (int id = 0; id < pieces.length; id++) {
      bytes[id] = pieces[id].getBytes(StandardCharsets.UTF_8);
    }
    vocabulary = RepeatingVocabulary.of(bytes, hidden);
  }

  /// Pieces by id.
  ///
  /// Holds them to SentencePiece's own rules: each has a text of less than 8,000 bytes without NUL;
  /// there is one unknown piece, or none but all 256 byte pieces `<0x00>` to `<0xFF>`, and these
  /// are complete if there is one of them. A piece that is only NUL is let pass if it is unused, or
  /// if there are byte pieces, which makes it unused.
  ///
  /// @throws IllegalArgumentException if they break a rule, or the arrays differ in length
  public static SentencePieces of(String[] pieces, float[] scores, PieceType[] types) {
    if (pieces.length != scores.length || pieces.length != types.length) {
      throw new IllegalArgumentException(
          String.format(
              "each piece needs a score and a type; got %d pieces, %d scores, %d types",
              pieces.length, scores.length, types.length));
    }
    return new SentencePieces(pieces, scores, types);
  }

  private boolean hasType(PieceType wanted) {
    for (PieceType type : types) {
      if (type == wanted) {
        return true;
      }
    }
    return false;
  }

  /// Checks all pieces, fills in the byte pieces, and returns the unknown piece.
  private int check() {
    int unknown = NONE;
    for (int id = 0; id < pieces.length; id++) {
      String piece = pieces[id];
      if (piece.equals(NUL) && byteFallback) {
        types[id] = PieceType.UNUSED;
      }
      if (piece.isEmpty()) {
        throw new IllegalArgumentException("piece " + id + " is empty; each needs a text");
      }
      if (!isIgnored(id) && piece.contains(NUL)) {
        throw new IllegalArgumentException(
            "piece " + id + " holds a NUL, which no SentencePiece piece may");
      }
      if (3 * piece.length() >= LONGEST
          && piece.getBytes(StandardCharsets.UTF_8).length >= LONGEST) {
        throw new IllegalArgumentException(
            String.format("piece %d has %,d bytes or more; less are allowed", id, LONGEST));
      }
      if (types[id] == PieceType.UNKNOWN) {
        if (unknown != NONE) {
          throw new IllegalArgumentException(
              "pieces " + unknown + " and " + id + " are both of type UNKNOWN; one is allowed");
        }
        unknown = id;
      } else if (types[id] == PieceType.BYTE) {
        byteIds[byteOf(id)] = id;
      }
    }
    if (byteFallback) {
      for (int b = 0; b < 256; b++) {
        if (byteIds[b] == NONE) {
          throw new IllegalArgumentException(
              String.format("byte fallback needs 256 byte pieces; <0x%02X> is missing", b));
        }
      }
    } else if (unknown == NONE) {
      throw new IllegalArgumentException(
          "no piece is of type UNKNOWN, and there are no byte pieces; one or the other is needed");
    }
    return unknown;
  }

  private int byteOf(int id) {
    String piece = pieces[id];
    if (piece.matches("<0x[0-9A-F]{2}>")) {
      return Integer.parseInt(piece, 3, 5, 16);
    }
    throw new IllegalArgumentException(
        "byte piece " + id + " must be one of <0x00> to <0xFF>; got \"" + piece + "\"");
  }

  private boolean isIgnored(int id) {
    return types[id] == PieceType.UNUSED && pieces[id].equals(NUL);
  }

  private boolean isReserved(int id) {
    return switch (types[id]) {
      case CONTROL, UNKNOWN, BYTE -> true;
      case NORMAL, USER_DEFINED, UNUSED -> false;
    };
  }

  /// Number of pieces.
  public int size() {
    return pieces.length;
  }

  /// The text of piece `id`.
  public String piece(int id) {
    return pieces[id];
  }

  /// The score of piece `id`.
  public float score(int id) {
    return scores[id];
  }

  /// The type of piece `id`.
  public PieceType type(int id) {
    return types[id];
  }

  /// The piece of type `UNKNOWN`, or [#NONE].
  public int unknownId() {
    return unknownId;
  }

  /// Whether what is unknown becomes bytes: there are byte pieces.
  public boolean byteFallback() {
    return byteFallback;
  }

  /// The byte piece of `b`, or [#NONE] without byte fallback.
  public int byteId(byte b) {
    return byteIds[b & 0xFF];
  }

  /// Whether two pieces share a text.
  boolean hasRepeats() {
    return repeats;
  }

  /// All pieces as a vocabulary.
  public Vocabulary vocabulary() {
    return vocabulary;
  }
}
