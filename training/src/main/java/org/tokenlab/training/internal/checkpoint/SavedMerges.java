package org.tokenlab.training.internal.checkpoint;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.tokenlab.training.internal.CountFileReader;
import org.tokenlab.training.internal.CountFileWriter;
import org.tokenlab.training.internal.merge.MergeLog;

/// The merges of a run so far: file `merges.bin`.
///
/// The bytes `TLABMG` 0x00 0x01; the [RunKey]; the number of merges; then for each the ids of its
/// tokens, how often the pair stood, and by how many tokens it made the corpus shorter, as
/// [CountFileWriter] writes numbers.
public final class SavedMerges {
  private static final String FILE = "merges.bin";
  private static final byte[] MAGIC = {'T', 'L', 'A', 'B', 'M', 'G', 0, 1};

  private final CheckpointFolder folder;
  private final RunKey key;

  /// Those of the run with this key.
  public SavedMerges(CheckpointFolder folder, RunKey key) {
    this.folder = folder;
    this.key = key;
  }

  /// Adds the merges that were saved, if there are any, to a log without merges.
  ///
  /// @param most not more than these, the first ones
  public void readInto(MergeLog log, int most) {
    folder.read(FILE, in -> read(in, log, most));
  }

  private MergeLog read(InputStream file, MergeLog log, int most) throws IOException {
    CountFileReader in =
        new CountFileReader(
            new BufferedInputStream(file), folder.nameOf(FILE), "merges of a run", MAGIC);
    in.readMagic();
    key.require(in);
    int size = in.readCount("the number of merges");
    for (int rank = 0; rank < size; rank++) {
      String what = "merge " + rank + " of " + size;
      int left = in.readCount(what);
      int right = in.readCount(what);
      long count = in.readNumber(what);
      long shorter = in.readNumber(what);
      if (rank < most) {
        if (Math.max(left, right) >= log.tokenCount()) {
          throw in.damaged(what + " is of a token that is not there yet");
        }
        log.add(left, right, count);
        log.shrink(shorter);
      }
    }
    in.readSum();
    return log;
  }

  /// Saves all merges if it is time.
  public void saveIfDue(MergeLog log) {
    if (folder.isDue()) {
      save(log);
    }
  }

  /// Saves all merges.
  public void save(MergeLog log) {
    folder.write(FILE, out -> write(out, log));
  }

  private void write(OutputStream file, MergeLog log) throws IOException {
    CountFileWriter out = new CountFileWriter(file, MAGIC);
    key.write(out);
    out.writeNumber(log.size());
    int[] triples = log.triples(log.size());
    for (int rank = 0; rank < log.size(); rank++) {
      out.writeNumber(triples[3 * rank]);
      out.writeNumber(triples[3 * rank + 1]);
      out.writeNumber(log.pairCount(rank));
      out.writeNumber(log.corpusTokens(rank) - log.corpusTokens(rank + 1));
    }
    out.finish();
  }
}
