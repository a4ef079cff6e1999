package org.tokenlab.tokenizers.sentencepiece;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.BigramFilter;

/// SentencePiece's char and word models (0.2.3): text is cut into characters and user-defined
/// pieces, or before each `▁`, and each part is looked up.
///
/// A part that reads like a control, unknown or byte piece is unknown. Takes O(n) for n bytes,
/// times the longest user-defined piece's length for char models. Immutable and thread-safe.
final class SentencePieceUnits extends SentencePieceModel {
  private final Kind kind;
  private final PieceUnits units;
  private final BigramFilter insideUserDefined;

  // The peer cuts words before white space whatever `treat_whitespace_as_suffix` says.
  SentencePieceUnits(Kind kind, SentencePieces pieces) {
    super(pieces);
    this.kind = kind;
    units = new PieceUnits(pieces);
    insideUserDefined = PieceUnits.insides(pieces, false);
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public boolean mayJoin(int left, int right) {
    if (kind == Kind.WORD) {
      return right != PieceUnits.WHITE_SPACE || units.fusesUnknown();
    }
    return insideUserDefined.mayContain(left, right)
        || (units.fusesUnknown() && isUnknown(left) && isUnknown(right));
  }

  private boolean isUnknown(int codePoint) {
    byte[] utf8 = new byte[4];
    return piece(utf8, 0, Utf8.put(codePoint, utf8, 0)) < 0;
  }

  /// The piece of a type that text is matched with that is `utf8[start, end)`, or
  /// [Vocabulary#NONE].
  private int piece(byte[] utf8, int start, int end) {
    int id = vocabulary().id(utf8, start, end);
    if (id < 0) {
      return id;
    }
    PieceType type = pieces().type(id);
    return type == PieceType.NORMAL || type == PieceType.USER_DEFINED ? id : Vocabulary.NONE;
  }

  @Override
  public PieceEncoder newEncoder() {
    return new UnitsEncoder();
  }

  private int unitEnd(byte[] utf8, int at, int end) {
    if (kind == Kind.CHAR) {
      int found = units.userDefined(utf8, at, end);
      return found > 0 ? at + found : PieceUnits.after(utf8, at, end);
    }
    int following = PieceUnits.after(utf8, at, end);
    while (following < end && Utf8.codePointAt(utf8, following, end) != PieceUnits.WHITE_SPACE) {
      following = PieceUnits.after(utf8, following, end);
    }
    return following;
  }

  private final class UnitsEncoder implements PieceEncoder {
    private final IntSink scratch = new IntSink(256);

    private void encode(byte[] utf8, int start, int end, PieceUnits.Output out) {
      int at = start;
      while (at < end) {
        int following = unitEnd(utf8, at, end);
        int id = piece(utf8, at, following);
        if (id < 0) {
          out.unknown(utf8, at, following);
        } else {
          out.piece(id, at, following);
        }
        at = following;
      }
    }

    @Override
    public void encode(byte[] utf8, int start, int end, IntSink ids) {
      encode(utf8, start, end, units.new Output(ids, null));
    }

    @Override
    public void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
      encode(utf8, start, end, units.new Output(ids, spans));
    }

    @Override
    public int count(byte[] utf8, int from, int[] ends, int pieces) {
      scratch.clear();
      encode(utf8, from, ends, pieces, scratch);
      return scratch.size();
    }
  }
}
