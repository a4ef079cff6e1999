package org.tokenlab.tokenizers.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.merge.BigramFilter;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;

/// What SentencePiece's models but Unigram share: user-defined pieces are found first and never
/// part of anything else; what has no piece is unknown, and either becomes its bytes or one unknown
/// piece for a whole run. Immutable and thread-safe.
final class PieceUnits {
  static final int WHITE_SPACE = 0x2581;

  private final @Nullable ByteTrie userDefined; // null if there is none
  private final int @Nullable [] byteIds; // null without byte fallback
  private final int unknown;

  /// @throws IllegalArgumentException if there is no unknown piece, or a byte piece is missing or
  ///   is none
  PieceUnits(SentencePieces pieces) {
    byte[][] found = new byte[pieces.size()][];
    boolean any = false;
    int[] bytes = new int[256];
    Arrays.fill(bytes, -1);
    int foundUnknown = -1;
    for (int id = 0; id < found.length; id++) {
      found[id] = new byte[0]; // found nowhere
      switch (pieces.type(id)) {
        case USER_DEFINED -> {
          found[id] = pieces.piece(id).getBytes(StandardCharsets.UTF_8);
          any = true;
        }
        case BYTE -> bytes[byteOf(pieces.piece(id))] = id;
        case UNKNOWN -> foundUnknown = id;
        default -> {}
      }
    }
    if (foundUnknown < 0) {
      throw new IllegalArgumentException("a SentencePiece model needs a piece of type UNKNOWN");
    }
    unknown = foundUnknown;
    userDefined = any ? ByteTrie.of(found) : null;
    long present = Arrays.stream(bytes).filter(id -> id >= 0).count();
    if (present != 0 && present != 256) {
      throw new IllegalArgumentException(
          "a SentencePiece model has byte pieces for all 256 bytes or for none; this one has them"
              + " for "
              + present);
    }
    byteIds = present == 0 ? null : bytes;
  }

  /// The byte that a byte piece `<0x41>` stands for.
  static int byteOf(String piece) {
    if (piece.length() == 6 && piece.startsWith("<0x") && piece.endsWith(">")) {
      int high = hex(piece.charAt(3));
      int low = hex(piece.charAt(4));
      if (high >= 0 && low >= 0) {
        return high << 4 | low;
      }
    }
    throw new IllegalArgumentException(
        "a byte piece is called <0x00> to <0xFF>; got \"" + piece + "\"");
  }

  private static int hex(char c) {
    return "0123456789ABCDEF".indexOf(c);
  }

  /// Whether a piece of this type is what text is matched with.
  static boolean isMatched(PieceType type) {
    return type == PieceType.NORMAL || type == PieceType.USER_DEFINED || type == PieceType.UNUSED;
  }

  /// Length in bytes of the longest user-defined piece at `utf8[at]`, 0 if there is none.
  int userDefined(byte[] utf8, int at, int to) {
    return userDefined == null ? 0 : userDefined.longest(utf8, at, to);
  }

  /// Whether neighbouring unknown characters become one piece.
  boolean fusesUnknown() {
    return byteIds == null;
  }

  int unknown() {
    return unknown;
  }

  /// The two characters at each place inside user-defined pieces, and inside all others if `all`.
  static BigramFilter insides(SentencePieces pieces, boolean all) {
    BigramFilter.Builder inside = new BigramFilter.Builder();
    for (int id = 0; id < pieces.size(); id++) {
      PieceType type = pieces.type(id);
      if (type == PieceType.USER_DEFINED || (all && isMatched(type))) {
        inside.addAll(pieces.piece(id));
      }
    }
    return inside.build();
  }

  /// End of the character at `utf8[at]`.
  static int after(byte[] utf8, int at, int to) {
    return Math.min(to, at + Utf8.sequenceLength(utf8[at] & 0xFF));
  }

  /// Where one text's pieces go.
  final class Output {
    private final IntSink ids;
    private final @Nullable IntSink spans;
    private boolean afterUnknown;

    Output(IntSink ids, @Nullable IntSink spans) {
      this.ids = ids;
      this.spans = spans;
    }

    /// A piece that stands for `[start, end)`.
    void piece(int id, int start, int end) {
      ids.add(id);
      span(start, end);
      afterUnknown = false;
    }

    /// `utf8[start, end)`, which has no piece.
    void unknown(byte[] utf8, int start, int end) {
      if (byteIds != null) {
        for (int i = start; i < end; i++) {
          ids.add(byteIds[utf8[i] & 0xFF]);
          // The last byte stands for the character, the others for nothing.
          span(start, i + 1 < end ? start : end);
        }
      } else if (!afterUnknown) {
        ids.add(unknown);
        span(start, end);
        afterUnknown = true;
      } else if (spans != null) {
        spans.truncate(spans.size() - 1);
        spans.add(end);
      }
    }

    private void span(int start, int end) {
      if (spans != null) {
        spans.add(start);
        spans.add(end);
      }
    }
  }
}
