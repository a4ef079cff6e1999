package org.tokenlab.tokenizers.equalinfo;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel.PieceEncoder;

/// Pieces to windows, and windows to tokens. Each piece begins a window. Not thread-safe.
abstract sealed class WindowEncoder implements PieceEncoder {
  private final int tokensPerWindow;

  private WindowEncoder(int tokensPerWindow) {
    this.tokensPerWindow = tokensPerWindow;
  }

  /// Takes as many bytes of `utf8[from, to)` as fit a window, and returns where the others start.
  abstract int take(byte[] utf8, int from, int to);

  /// Appends the tokens of the window taken last.
  abstract void tokens(IntSink ids);

  @Override
  public final void encode(byte[] utf8, int start, int end, IntSink ids) {
    for (int at = start; at < end; ) {
      at = take(utf8, at, end);
      tokens(ids);
    }
  }

  @Override
  public final void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
    for (int at = start; at < end; ) {
      int next = take(utf8, at, end);
      tokens(ids);
      for (int i = 0; i < tokensPerWindow; i++) {
        spans.add(at);
        spans.add(next);
      }
      at = next;
    }
  }

  @Override
  public final int count(byte[] utf8, int from, int[] ends, int pieces) {
    int windows = 0;
    int at = from;
    for (int i = 0; i < pieces; i++) {
      while (at < ends[i]) {
        at = take(utf8, at, ends[i]);
        windows++;
      }
    }
    return Math.multiplyExact(windows, tokensPerWindow);
  }

  /// For windows of 16 bits.
  static final class ByTree extends WindowEncoder {
    private final WindowTree tree;
    private final boolean whole; // a window is a token
    private int code;

    ByTree(WindowTree tree, int tokensPerWindow) {
      super(tokensPerWindow);
      this.tree = tree;
      whole = tokensPerWindow == 1;
    }

    @Override
    int take(byte[] utf8, int from, int to) {
      code = tree.longest(utf8, from, to);
      return from + tree.length(code);
    }

    @Override
    void tokens(IntSink ids) {
      if (whole) {
        ids.add(code);
      } else {
        ids.add(code >>> 8);
        ids.add(code & 0xFF);
      }
    }
  }

  /// For windows of any size.
  static final class ByCalculation extends WindowEncoder {
    private final WindowWriter writer;
    private final boolean pairs; // a token is two bytes of the code

    ByCalculation(WindowWriter writer, int tokensPerWindow) {
      super(tokensPerWindow);
      this.writer = writer;
      pairs = writer.code().length > tokensPerWindow;
    }

    @Override
    int take(byte[] utf8, int from, int to) {
      return writer.write(utf8, from, to);
    }

    @Override
    void tokens(IntSink ids) {
      byte[] code = writer.code();
      for (int i = 0; i < code.length; i += pairs ? 2 : 1) {
        ids.add(pairs ? (code[i] & 0xFF) << 8 | (code[i + 1] & 0xFF) : code[i] & 0xFF);
      }
    }
  }
}
