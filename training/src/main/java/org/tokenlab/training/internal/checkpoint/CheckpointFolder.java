package org.tokenlab.training.internal.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.training.TrainingCheckpoint;

/// The files of one run's [TrainingCheckpoint], in use by this run until it is closed.
///
/// A file is written under another name, brought to the disk, and renamed: whenever the process
/// ends, each is there as it was before or as it is after. What [IOException]s say, they say as
/// [UncheckedIOException]s.
public final class CheckpointFolder implements AutoCloseable {
  private static final String SETTINGS = "settings.txt";
  private static final String LOCK = "lock";

  private final Path folder;
  private final long intervalNanos;
  private final String settings;
  private final FileChannel lock;
  private long nextNanos = System.nanoTime();

  private CheckpointFolder(TrainingCheckpoint checkpoint, String settings, FileChannel lock) {
    folder = checkpoint.folder();
    intervalNanos = checkpoint.interval().toNanos();
    this.settings = settings;
    this.lock = lock;
  }

  /// Opens a folder, made if need be, for a run with these settings.
  ///
  /// @throws UncheckedIOException if it is in use, another run's, or none's and not empty
  public static CheckpointFolder open(TrainingCheckpoint checkpoint, RunSettings settings) {
    Path folder = checkpoint.folder();
    try {
      Files.createDirectories(folder);
      Path written = folder.resolve(SETTINGS);
      if (!Files.exists(written)) {
        requireNothingElse(folder);
      }
      FileChannel lock = lock(folder);
      try {
        CheckpointFolder opened = new CheckpointFolder(checkpoint, settings.text(), lock);
        if (Files.exists(written)) {
          requireSame(folder, settings, Files.readString(written));
        } else {
          opened.write(
              SETTINGS, out -> out.write(settings.text().getBytes(StandardCharsets.UTF_8)));
        }
        return opened;
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireNothingElse(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Optional<Path> other =
          files
              .filter(file -> !file.endsWith(LOCK) && !file.endsWith(SETTINGS + ".tmp"))
              .findFirst();
      if (other.isPresent()) {
        throw new IOException(
            folder
                + ": expected a new folder, an empty one, or one with a run's "
                + SETTINGS
                + "; found "
                + other.get().getFileName());
      }
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock held = null;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null; // this process has it
    } finally {
      if (held == null) {
        channel.close();
      }
    }
    if (held == null) {
      throw new IOException(folder + ": another run is using this checkpoint");
    }
    return channel;
  }

  private static void requireSame(Path folder, RunSettings settings, String found)
      throws IOException {
    String difference = settings.difference(found);
    if (!difference.isEmpty()) {
      throw new IOException(
          folder
              + ": the checkpoint of another run: "
              + difference
              + ". Name another folder, or delete this one to begin anew");
    }
  }

  /// The settings, as they are written.
  public String settings() {
    return settings;
  }

  /// A file's name with its folder, for messages.
  public String nameOf(String name) {
    return folder.resolve(name).toString();
  }

  /// Whether so much time has passed since the last saving that it is time for another.
  public boolean isDue() {
    return System.nanoTime() - nextNanos >= 0;
  }

  /// Reads a file.
  ///
  /// @param <T> what is in it
  @FunctionalInterface
  public interface Reading<T> {
    /// Reads; the stream is closed by others.
    T read(InputStream in) throws IOException;
  }

  /// Writes a file.
  @FunctionalInterface
  public interface Writing {
    /// Writes; the stream is closed by others.
    void write(OutputStream out) throws IOException;
  }

  /// What a file holds, if it is there.
  public <T> Optional<T> read(String name, Reading<T> reading) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(reading.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a file, in the place of an older one.
  public void write(String name, Writing writing) {
    Path file = folder.resolve(name);
    Path unfinished = folder.resolve(name + ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      OutputStream out = Channels.newOutputStream(channel);
      writing.write(out);
      out.flush();
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(notWritten(file, e));
    }
    try {
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(notWritten(file, e));
    }
    nextNanos = System.nanoTime() + intervalNanos;
  }

  private static IOException notWritten(Path file, IOException e) {
    return new IOException(file + ": the checkpoint can't be written: " + e, e);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
