package org.tokenlab.analysis.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.io.AtomicOutput;

/// `plan.tsv` in a study's folder: the groups that the study consists of, so that [StudyStatus] and
/// [StudyCheck] need not read any text.
///
/// One line a group: key, number of cells, title; tabs between them. Written anew by each run.
final class PlanFile {
  private static final String NAME = "plan.tsv";

  private PlanFile() {}

  /// A group as far as its place in the folder goes; see [CellGroup].
  record Planned(String key, int cells, String title) {}

  static void write(Path folder, StudyPlan plan) throws IOException {
    StringBuilder text = new StringBuilder();
    for (CellGroup group : plan.groups()) {
      text.append(group.key())
          .append('\t')
          .append(group.cells())
          .append('\t')
          .append(group.title())
          .append('\n');
    }
    AtomicOutput.write(folder.resolve(NAME), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// @throws StudyException if no study has begun in the folder, or the file is not as it was
  static List<Planned> read(Path folder) throws StudyException {
    Path file = folder.resolve(NAME);
    List<Planned> groups = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] fields = line.split("\t", 3);
        if (fields.length < 3 || !fields[1].matches("[0-9]{1,9}")) {
          throw new StudyException(
              "%s: line %d: expected key, number of cells and title; found: %s"
                  .formatted(file, groups.size() + 1, line));
        }
        groups.add(new Planned(fields[0], Integer.parseInt(fields[1]), fields[2]));
      }
    } catch (NoSuchFileException e) {
      throw new StudyException(folder + ": no study has begun here; expected a file " + NAME, e);
    } catch (IOException e) {
      throw new StudyException(file + ": can't be read: " + e.getMessage(), e);
    }
    return groups;
  }
}
