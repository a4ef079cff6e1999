package org.tokenlab.training.superword;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.TokenizerModel;

/// Runs as the words in them that may be joined: those that are one token, in which a
/// [MergePattern] finds something, and which are a word as a text of their own, too. All other
/// words are breaks.
final class WholeWords implements TokenRuns {
  private final RunCounts runs;
  private final int[] tokens; // by piece; BREAK for what may not be joined

  WholeWords(RunCounts runs, TokenizerModel words, MergePattern pattern, Splitter splitter) {
    this.runs = runs;
    tokens = new int[runs.pieces()];
    TokenizerModel.PieceEncoder encoder = words.newEncoder();
    MergePattern.Finder finder = pattern.finder();
    IntSink ids = new IntSink(64);
    int[] ends = new int[16];
    byte[] arena = runs.arena();
    for (int p = 0; p < tokens.length; p++) {
      int from = runs.pieceStart(p);
      int to = runs.pieceStart(p + 1);
      ids.clear();
      encoder.encode(arena, from, to, ids);
      boolean may =
          ids.size() == 1
              && finder.finds(arena, from, to)
              && splitter.split(arena, from, to, ends) == 1;
      tokens[p] = may ? ids.get(0) : BREAK;
    }
  }

  @Override
  public RunCounts runs() {
    return runs;
  }

  @Override
  public TokenRuns.Reader reader() {
    IntSink sink = new IntSink(1 << 10);
    return r -> {
      sink.clear();
      int end = runs.runStart(r + 1);
      int[] room = sink.room(end - runs.runStart(r));
      int at = 0;
      for (int i = runs.runStart(r); i < end; i++) {
        room[at++] = tokens[runs.sequence()[i]];
      }
      sink.advance(at);
      return sink;
    };
  }
}
