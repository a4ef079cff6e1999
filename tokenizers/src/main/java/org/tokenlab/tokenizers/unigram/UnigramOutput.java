package org.tokenlab.tokenizers.unigram;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.internal.lattice.Lattice;
import org.tokenlab.tokenizers.internal.lattice.PieceOutput;
import org.tokenlab.tokenizers.internal.lattice.PieceScores;

/// Makes tokens of the pieces of a path: joins what is unknown, and finds an id for it. Not
/// thread-safe.
final class UnigramOutput implements PieceOutput {
  private static final byte[] NO_TEXT = {};

  private final UnigramModel model;
  private final int unknown;
  private byte[] utf8 = NO_TEXT;
  private IntSink ids = new IntSink(8);
  private @Nullable IntSink spans;
  private int runStart;
  private int runEnd; // an empty run: nothing unknown is waiting

  UnigramOutput(UnigramModel model) {
    this.model = model;
    unknown = model.unknown();
  }

  /// Takes the pieces of `utf8` from here on, to the next [#end].
  void begin(byte[] utf8, IntSink ids, @Nullable IntSink spans) {
    this.utf8 = utf8;
    this.ids = ids;
    this.spans = spans;
    runStart = 0;
    runEnd = 0;
  }

  @Override
  public void piece(int start, int end, int id) {
    // The unknown token's own text, found in the text, counts as unknown too.
    if (id == PieceScores.UNKNOWN || id == unknown) {
      if (runEnd == runStart) {
        runStart = start;
      }
      runEnd = end;
      return;
    }
    if (runEnd > runStart) {
      writeRun();
    }
    add(id, start, end);
  }

  /// Writes what still waits, and lets go of the text and the sinks.
  void end() {
    if (runEnd > runStart) {
      writeRun();
    }
    begin(NO_TEXT, ids, null);
  }

  private void add(int id, int start, int end) {
    ids.add(id);
    if (spans != null) {
      spans.add(start);
      spans.add(end);
    }
  }

  private void writeRun() {
    int start = runStart;
    int end = runEnd;
    runEnd = runStart;
    int id = model.scores().trie().find(utf8, start, end);
    if (id >= 0) {
      add(id, start, end);
    } else if (model.hasBytes(utf8, start, end)) {
      for (int i = start; i < end; i++) {
        add(model.byteId(utf8[i]), start, end);
      }
    } else {
      add(unknown, start, end);
    }
  }

  /// The ids of `path`.
  int[] ids(byte[] utf8, Lattice lattice, Lattice.Path path) {
    IntSink sink = new IntSink(path.nodes().length);
    begin(utf8, sink, null);
    lattice.write(path, this);
    end();
    return sink.toArray();
  }
}
