package org.tokenlab.training.internal.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.training.internal.CountFileReader;
import org.tokenlab.training.internal.CountFileWriter;
import org.tokenlab.training.internal.merge.MergeLog;

/// The merges of a run so far, or of a part of it: file `merges.bin`, or of another name.
///
/// The bytes `TLABMG` 0x00 0x01; the [RunKey]; the number of merges; then for each the ids of its
/// tokens, how often the pair stood, and by how many tokens it made the corpus shorter, as
/// [CountFileWriter] writes numbers.
public final class SavedMerges {
  /// The name of a run's only file of merges, or the first one.
  public static final String MERGES = "merges";

  private static final byte[] MAGIC = {'T', 'L', 'A', 'B', 'M', 'G', 0, 1};

  /// Of a run without a checkpoint: there are none, and none are saved.
  public static final SavedMerges NONE = new SavedMerges(null);

  private final @Nullable Place place;

  /// Where merges are saved.
  private record Place(CheckpointFolder folder, String file, RunKey key) {}

  private SavedMerges(@Nullable Place place) {
    this.place = place;
  }

  /// Those of the run with this key.
  ///
  /// @param name of the file, without its ending
  public SavedMerges(CheckpointFolder folder, String name, RunKey key) {
    this(new Place(folder, name + ".bin", key));
  }

  /// Adds the merges that were saved, if there are any, to a log without merges.
  ///
  /// @param most not more than these, the first ones
  public void readInto(MergeLog log, int most) {
    if (place != null) {
      place.folder.read(place.file, in -> read(place, in, log, most));
    }
  }

  private static MergeLog read(Place place, InputStream saved, MergeLog log, int most)
      throws IOException {
    CountFileReader in =
        new CountFileReader(saved, place.folder.nameOf(place.file), "merges of a run", MAGIC);
    in.readMagic();
    place.key.require(in);
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
    if (place != null && place.folder.isDue()) {
      save(log);
    }
  }

  /// Saves all merges.
  public void save(MergeLog log) {
    if (place != null) {
      place.folder.write(place.file, out -> write(place.key, out, log));
    }
  }

  private static void write(RunKey key, OutputStream saved, MergeLog log) throws IOException {
    CountFileWriter out = new CountFileWriter(saved, MAGIC);
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
