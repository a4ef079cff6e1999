package org.tokenlab.analysis.study;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes several files so that none appears before all of them are safely on the disk.
final class OutputFiles {
  private OutputFiles() {}

  /// @param files content by name
  /// @throws StudyException if one can't be written; then all files are as they were
  static void write(Path folder, Map<String, byte[]> files) throws StudyException {
    Map<Path, Path> parts = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path part = folder.resolve("." + file.getKey() + ".part");
        parts.put(part, folder.resolve(file.getKey()));
        force(part, file.getValue());
      }
      for (Map.Entry<Path, Path> part : parts.entrySet()) {
        Files.move(
            part.getKey(),
            part.getValue(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      parts.keySet().forEach(OutputFiles::remove);
      throw ResultStore.cannotWrite(folder, e);
    }
  }

  private static void force(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      System.getLogger(OutputFiles.class.getName())
          .log(System.Logger.Level.DEBUG, "removing " + part, e);
    }
  }
}
