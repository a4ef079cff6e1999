package org.tokenlab.analysis.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tokenlab.tokenizers.io.AtomicOutput;

/// Writes several files so that none appears before all of them are safely on the disk.
final class OutputFiles {
  private OutputFiles() {}

  /// @param files content by name
  /// @throws StudyException if one can't be written; then all files are as they were
  static void write(Path folder, Map<String, byte[]> files) throws StudyException {
    List<AtomicOutput> outputs = new ArrayList<>();
    try {
      try {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          AtomicOutput output = new AtomicOutput(folder.resolve(file.getKey()));
          outputs.add(output);
          output.write(file.getValue());
          output.force();
        }
        for (AtomicOutput output : outputs) {
          output.commit();
        }
      } finally {
        for (AtomicOutput output : outputs) {
          output.close();
        }
      }
    } catch (IOException e) {
      throw ResultStore.cannotWrite(folder, e);
    }
  }
}
