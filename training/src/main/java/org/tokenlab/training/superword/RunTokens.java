package org.tokenlab.training.superword;

import java.util.Arrays;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.bpe.BpeModel;

/// Runs as tokens of stage 1: what its merges make of a run as one string, in which the ends of
/// words are no ends.
///
/// Each distinct piece is encoded once. Side by side, two pieces are encoded as if they were one
/// only where a token may cross from one to the other, which two bytes can tell: if no token holds
/// the left piece's last byte followed by the right one's first, then no merge ever makes a token
/// that crosses, and what happens on one side is not seen on the other. Between a word and the
/// space before the next one that is nearly always so.
final class RunTokens implements TokenRuns {
  private final RunCounts runs;
  private final BpeModel model;
  private final boolean[] adjacent = new boolean[1 << 16]; // bytes side by side inside a token
  private final int[] tokens;
  private final int[] tokenStarts; // by piece

  RunTokens(RunCounts runs, BpeModel model) {
    this.runs = runs;
    this.model = model;
    for (int id = 0; id < model.vocabulary().idLimit(); id++) {
      byte[] token = model.vocabulary().bytes(id);
      for (int i = 0; i + 1 < token.length; i++) {
        adjacent[(token[i] & 0xFF) << 8 | (token[i + 1] & 0xFF)] = true;
      }
    }
    tokenStarts = new int[runs.pieces() + 1];
    IntSink sink = new IntSink(1 << 12);
    TokenizerModel.PieceEncoder encoder = model.newEncoder();
    for (int p = 0; p < runs.pieces(); p++) {
      encoder.encode(runs.arena(), runs.pieceStart(p), runs.pieceStart(p + 1), sink);
      tokenStarts[p + 1] = sink.size();
    }
    tokens = Arrays.copyOf(sink.room(0), sink.size());
  }

  @Override
  public RunCounts runs() {
    return runs;
  }

  /// Whether a token may cross from one piece to the next.
  private boolean mayCross(int left, int right) {
    byte[] arena = runs.arena();
    int last = arena[runs.pieceStart(left + 1) - 1] & 0xFF;
    int first = arena[runs.pieceStart(right)] & 0xFF;
    return adjacent[last << 8 | first];
  }

  /// Sees the stretches that a run falls into, each of which is encoded by itself.
  interface StretchVisitor {
    /// Sees a piece that stands alone.
    void piece(int piece);

    /// Sees pieces that are encoded together, as the string `utf8[0, length)`.
    void joined(byte[] utf8, int length);
  }

  /// Shows the stretches of run `r`, from left to right.
  ///
  /// @param buffer where joined pieces are put together; grows
  void forEachStretch(int r, JoinBuffer buffer, StretchVisitor visitor) {
    int[] sequence = runs.sequence();
    int end = runs.runStart(r + 1);
    for (int i = runs.runStart(r); i < end; ) {
      int next = i + 1;
      while (next < end && mayCross(sequence[next - 1], sequence[next])) {
        next++;
      }
      if (next == i + 1) {
        visitor.piece(sequence[i]);
      } else {
        buffer.clear();
        for (int j = i; j < next; j++) {
          buffer.add(runs.arena(), runs.pieceStart(sequence[j]), runs.pieceStart(sequence[j] + 1));
        }
        visitor.joined(buffer.bytes, buffer.length);
      }
      i = next;
    }
  }

  /// Bytes put together.
  static final class JoinBuffer {
    private byte[] bytes = new byte[256];
    private int length;

    private void clear() {
      length = 0;
    }

    private void add(byte[] from, int start, int end) {
      int needed = Math.addExact(length, end - start);
      if (needed > bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16L, 2L * needed));
      }
      System.arraycopy(from, start, bytes, length, end - start);
      length = needed;
    }
  }

  @Override
  public TokenRuns.Reader reader() {
    return new Reader();
  }

  /// Writes runs out as tokens. Not thread-safe.
  private final class Reader implements TokenRuns.Reader, StretchVisitor {
    private final TokenizerModel.PieceEncoder encoder = model.newEncoder();
    private final JoinBuffer buffer = new JoinBuffer();
    private final IntSink sink = new IntSink(1 << 10);

    @Override
    public IntSink read(int r) {
      sink.clear();
      forEachStretch(r, buffer, this);
      return sink;
    }

    @Override
    public void piece(int piece) {
      int count = tokenStarts[piece + 1] - tokenStarts[piece];
      int[] room = sink.room(count);
      System.arraycopy(tokens, tokenStarts[piece], room, sink.size(), count);
      sink.advance(count);
    }

    @Override
    public void joined(byte[] utf8, int length) {
      encoder.encode(utf8, 0, length, sink);
    }
  }
}
