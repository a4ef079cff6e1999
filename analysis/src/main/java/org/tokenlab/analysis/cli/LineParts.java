package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.tokenlab.analysis.concurrent.InOrder;

/// Writes the results of batches one after the other, so that the output's line ends mirror the
/// input's: there is no line feed after the last line if there was none in the input, but always
/// one between two lines of different files. Not thread-safe.
final class LineParts implements InOrder.Sink<LineParts.Part> {
  private final OutputStream out;
  private final Progress progress;
  private boolean lineEndDue;
  private long units;
  private long ids;

  LineParts(OutputStream out, Progress progress) {
    this.out = out;
    this.progress = progress;
  }

  /// The result of one batch.
  ///
  /// @param bytes lines, a line feed between two of them
  /// @param units how many lines
  /// @param ids how many ids they hold
  /// @param complete whether nothing needs to come between this part and the next
  record Part(ByteSink bytes, int units, long ids, boolean complete) {}

  @Override
  public void accept(Part part) throws IOException {
    if (part.units == 0) {
      return;
    }
    if (lineEndDue) {
      out.write('\n');
    }
    part.bytes.writeTo(out);
    lineEndDue = !part.complete;
    units += part.units;
    ids += part.ids;
    progress.at(units);
  }

  /// Ids written so far.
  long ids() {
    return ids;
  }
}
