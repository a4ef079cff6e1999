package org.tokenlab.training.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tokenlab.training.CountingSettings;

/// A folder for what doesn't fit in memory while texts are counted: made for the first file, and
/// gone with all that is in it after [#close], or when the program ends. Thread-safe.
public final class SpillFolder implements AutoCloseable {
  private final CountingSettings settings;
  private @Nullable Path folder;
  private @Nullable Thread atExit;
  private int made;

  /// None so far.
  public SpillFolder(CountingSettings settings) {
    this.settings = settings;
  }

  /// A name for a new file.
  public synchronized Path newFile() throws IOException {
    Path present = folder;
    if (present == null) {
      present =
          settings.spillFolder().isPresent()
              ? Files.createTempDirectory(settings.spillFolder().get(), "tokenlab-counting-")
              : Files.createTempDirectory("tokenlab-counting-");
      folder = present;
      // Someone may stop a run of hours, with gigabytes on the disk, from the keyboard.
      atExit = new Thread(this::remove);
      Runtime.getRuntime().addShutdownHook(atExit);
    }
    return present.resolve("run-" + made++);
  }

  /// The error to be told where a file could not be written.
  public IOException notWritten(IOException e) {
    String where =
        settings.spillFolder().map(Path::toString).orElse(System.getProperty("java.io.tmpdir"));
    return new IOException(
        where
            + ": words that don't fit in the "
            + settings.memoryBytes()
            + " bytes for counting could not be put there: "
            + e
            + ". Name another folder for them, or allow more memory",
        e);
  }

  /// Removes the folder. What can't be removed stays.
  @Override
  public void close() {
    remove();
    if (atExit != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException e) {
        return; // the program is at its end, and the hook runs anyway
      }
    }
  }

  private synchronized void remove() {
    if (folder == null) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      return; // temporary files are not worth failing for
    }
  }
}
