package org.tokenlab.analysis.study;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.study.CellGroup.ModelFile;
import org.tokenlab.analysis.study.CellGroup.Results;
import org.tokenlab.analysis.study.GroupFile.DamagedException;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.AtomicOutput;
import org.tokenlab.tokenizers.io.ModelFormat;

/// The folder of a study: what is finished, kept so that the process may die at any moment.
///
/// - `study.yaml`: the manifest that the folder belongs to. Another manifest is refused.
/// - `cells/KEY.cells`: one finished group ([GroupFile]), written beside, forced to the disk,
///   renamed. It is there whole or not at all; its checksum tells damage done later, and a damaged
///   file is as good as none.
/// - `cells/KEY.failed`: why a group failed when it was last tried.
/// - `models/NAME.json`, `models/NAME.model`: trained models.
/// - `plan.tsv`: the groups that the study consists of ([PlanFile]).
/// - `lock`: held while a process works here; the operating system lets go of it when the process
///   dies, however it dies.
///
/// Thread-safe between [#open] and [#close].
public final class ResultStore implements AutoCloseable {
  private static final String MANIFEST = "study.yaml";

  // POSIX takes all of a process's locks on a file away when any channel to it is closed; so a
  // folder that this process has open is not opened once more.
  private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path realFolder; // as OPEN_HERE has it
  private final FileChannel lockFile;
  private final Set<String> damaged = new ConcurrentSkipListSet<>();

  private ResultStore(Path folder, Path realFolder, FileChannel lockFile) {
    this.folder = folder;
    this.realFolder = realFolder;
    this.lockFile = lockFile;
  }

  /// Opens `folder` for the study of `manifest`, making it if it isn't there.
  ///
  /// @throws StudyException if another process works there, or the folder can't be written
  /// @throws ManifestException if the folder belongs to another manifest; the message names what
  ///   differs
  public static ResultStore open(Path folder, Manifest manifest)
      throws StudyException, ManifestException {
    @Nullable FileChannel lockFile = null;
    @Nullable Path opening = null;
    try {
      Files.createDirectories(folder.resolve("cells"));
      Files.createDirectories(folder.resolve("models"));
      Path real = folder.toRealPath();
      if (!OPEN_HERE.add(real)) {
        throw inUse(folder);
      }
      opening = real;
      lockFile =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isFree(lockFile)) {
        throw inUse(folder);
      }
      ResultStore store = new ResultStore(folder, real, lockFile);
      store.claim(manifest);
      store.sweep();
      lockFile = null;
      opening = null;
      return store;
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    } finally {
      closeQuietly(lockFile);
      if (opening != null) {
        OPEN_HERE.remove(opening);
      }
    }
  }

  private static StudyException inUse(Path folder) {
    return new StudyException(
        folder + ": another study is running in this folder; wait for it, or give another --out");
  }

  private static boolean isFree(FileChannel lockFile) throws IOException {
    try {
      FileLock lock = lockFile.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this very process
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        System.getLogger(ResultStore.class.getName())
            .log(System.Logger.Level.DEBUG, "closing the lock", e);
      }
    }
  }

  private void claim(Manifest manifest) throws IOException, ManifestException {
    Path claimed = folder.resolve(MANIFEST);
    if (!Files.exists(claimed)) {
      AtomicOutput.write(
          claimed, manifest.toYaml().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return;
    }
    Map<String, String> there = new TreeMap<>();
    for (String line : Files.readAllLines(claimed)) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        there.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    List<String> differences = manifest.differences(there);
    if (!differences.isEmpty()) {
      throw new ManifestException(
          manifest.source().file(),
          0,
          folder
              + " belongs to another study. "
              + String.join("; ", differences)
              + ". Give another --out, or delete that folder");
    }
  }

  /// Removes what a process that died was writing.
  private void sweep() throws IOException {
    for (Path place : List.of(folder, folder.resolve("cells"), folder.resolve("models"))) {
      try (DirectoryStream<Path> parts = Files.newDirectoryStream(place, ".*.part")) {
        for (Path part : parts) {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  static StudyException cannotWrite(Path place, IOException e) {
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    // An AtomicOutput has named the very file already.
    return new StudyException(
        (reason.contains(": can't be written: ") ? reason : place + ": can't write: " + reason)
            + ". What is finished is kept: run the study again with the same --out to go on",
        e);
  }

  /// The folder.
  public Path folder() {
    return folder;
  }

  private Path cellsOf(String key) {
    return cells(folder, key);
  }

  /// Where a finished group of a study is kept.
  static Path cells(Path folder, String key) {
    return folder.resolve("cells").resolve(key + ".cells");
  }

  /// Where it says why a group failed.
  static Path failed(Path folder, String key) {
    return folder.resolve("cells").resolve(key + ".failed");
  }

  /// Whether a process works in the folder.
  static boolean isInUse(Path folder) throws StudyException {
    Path file = folder.resolve("lock");
    if (!Files.exists(file)) {
      return false;
    }
    try {
      if (OPEN_HERE.contains(folder.toRealPath())) {
        return true;
      }
    } catch (IOException e) {
      throw new StudyException(folder + ": can't be read: " + e.getMessage(), e);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return !isFree(channel);
    } catch (IOException e) {
      throw new StudyException(file + ": can't be opened: " + e.getMessage(), e);
    }
  }

  /// The manifest of the study in `folder`.
  ///
  /// @throws StudyException if no study has begun there
  /// @throws ManifestException if the manifest is damaged
  public static Manifest manifest(Path folder) throws StudyException, ManifestException {
    Path file = folder.resolve(MANIFEST);
    if (!Files.exists(file)) {
      throw new StudyException(folder + ": no study has begun here; expected a file " + MANIFEST);
    }
    return ManifestReader.read(file);
  }

  /// Keeps the list of groups.
  void keep(StudyPlan plan) throws StudyException {
    try {
      PlanFile.write(folder, plan);
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
  }

  /// Keeps why a group failed.
  void writeFailure(String key, String reason) throws StudyException {
    try {
      AtomicOutput.write(
          failed(folder, key), (reason + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw cannotWrite(failed(folder, key), e);
    }
  }

  /// The results of the group with this key, if they are there, whole, and so are their models.
  /// Damage is noted ([#damaged]) and otherwise the same as absence.
  Optional<Results> read(String key) throws StudyException {
    Path file = cellsOf(key);
    try {
      Results results = GroupFile.read(key, Files.readAllBytes(file));
      for (ModelFile model : results.models()) {
        Path path = folder.resolve("models").resolve(model.name());
        if (!Files.exists(path) || Files.size(path) != model.bytes()) {
          damaged.add("models/" + model.name() + ": missing, or not as long as it was");
          return Optional.empty();
        }
      }
      return Optional.of(results);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (DamagedException e) {
      damaged.add("cells/" + file.getFileName() + ": " + e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw new StudyException(file + ": can't be read: " + e.getMessage(), e);
    }
  }

  /// Keeps the results of a finished group. When this returns they outlive the process.
  void write(String key, Results results) throws StudyException {
    try {
      AtomicOutput.write(cellsOf(key), GroupFile.write(key, results));
      Files.deleteIfExists(failed(folder, key));
    } catch (IOException e) {
      throw cannotWrite(cellsOf(key), e);
    }
  }

  /// Saves a trained model as `models/NAME` with the format's ending.
  ModelFile save(Tokenizer tokenizer, ModelFormat format) throws StudyException {
    String name = tokenizer.name() + format.ending();
    Path file = folder.resolve("models").resolve(name);
    try {
      Tokenizers.save(tokenizer, file, format);
      byte[] content = Files.readAllBytes(file);
      return new ModelFile(name, content.length, Sha256.of(content));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /// Files that were found damaged since the store was opened, and why; in order of their names.
  public Collection<String> damaged() {
    return List.copyOf(damaged);
  }

  /// Lets other processes in.
  @Override
  public void close() {
    closeQuietly(lockFile);
    OPEN_HERE.remove(realFolder);
  }
}
