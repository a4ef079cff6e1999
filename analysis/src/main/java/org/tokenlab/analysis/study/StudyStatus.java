package org.tokenlab.analysis.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How far a study has come, from its folder alone: reads no text, writes nothing, and may be asked
/// while the study runs.
///
/// @param running whether a process works in the folder
/// @param groups in the order of the results
public record StudyStatus(boolean running, List<Group> groups) {

  /// Where a group of cells stands.
  public enum State {
    /// Not begun, or under way, or given up by a process that died.
    PLANNED,
    /// Its results are kept.
    DONE,
    /// It failed when it was last tried.
    FAILED
  }

  /// One group of cells.
  ///
  /// @param title in words: `train deu_Latn bpe cl100k`
  /// @param cells how many cells of the grid it holds
  /// @param state where it stands
  /// @param reason why it failed; empty else
  public record Group(String title, int cells, State state, String reason) {}

  /// The study in `folder`.
  ///
  /// @throws StudyException if none has begun there, or the folder can't be read
  public static StudyStatus of(Path folder) throws StudyException {
    List<Group> groups = new ArrayList<>();
    for (PlanFile.Planned planned : PlanFile.read(folder)) {
      String reason = failure(folder, planned.key());
      State state =
          Files.exists(ResultStore.cells(folder, planned.key()))
              ? State.DONE
              : reason.isEmpty() ? State.PLANNED : State.FAILED;
      groups.add(
          new Group(planned.title(), planned.cells(), state, state == State.FAILED ? reason : ""));
    }
    return new StudyStatus(ResultStore.isInUse(folder), List.copyOf(groups));
  }

  /// Why the group failed; empty if it did not.
  static String failure(Path folder, String key) throws StudyException {
    Path file = ResultStore.failed(folder, key);
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new StudyException(file + ": can't be read: " + e.getMessage(), e);
    }
  }

  /// Number of cells in the groups of this state.
  public int cells(State state) {
    return groups.stream().filter(group -> group.state() == state).mapToInt(Group::cells).sum();
  }

  /// Number of cells in all groups.
  public int cells() {
    return groups.stream().mapToInt(Group::cells).sum();
  }
}
