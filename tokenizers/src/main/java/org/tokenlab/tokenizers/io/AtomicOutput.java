package org.tokenlab.tokenizers.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/// A file that appears whole, by [#commit], or not at all.
///
/// Bytes go to a hidden file in the same folder; committing forces them to the disk and renames the
/// file. Closing without a commit, as happens on an error, deletes it and leaves what stood under
/// the name as it was. Buffered. Not thread-safe. Every `IOException` names the file.
public final class AtomicOutput extends OutputStream {
  private final Path target;
  private final Path part;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private boolean committed;

  /// Starts a file. Fails at once if its folder does not exist or can't be written to.
  public AtomicOutput(Path file) throws IOException {
    target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException(file + ": a file is wanted, and this is a folder");
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException(file + ": the folder " + folder + " does not exist");
    }
    // Not Files.createTempFile: its files are readable by their owner only, and would stay so under
    // their new name.
    part =
        folder.resolve(
            "."
                + target.getFileName()
                + "."
                + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36)
                + ".part");
    try {
      channel = FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw failure(file, e);
    }
    part.toFile().deleteOnExit(); // for a run that is interrupted or told to end
  }

  private static IOException failure(Path file, IOException e) {
    String reason =
        e instanceof java.nio.file.AccessDeniedException
            ? "permission denied in its folder"
            : e.getMessage();
    return new IOException(file + ": can't be written: " + reason, e);
  }

  @Override
  public void write(int b) throws IOException {
    if (!buffer.hasRemaining()) {
      drain();
    }
    buffer.put((byte) b);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (length > buffer.remaining()) {
      drain();
      if (length > buffer.capacity()) {
        writeAll(ByteBuffer.wrap(bytes, from, length));
        return;
      }
    }
    buffer.put(bytes, from, length);
  }

  /// Overwrites bytes already written, from offset `at` on: for a header that is known only at the
  /// end.
  public void overwrite(long at, byte[] bytes) throws IOException {
    drain();
    try {
      ByteBuffer header = ByteBuffer.wrap(bytes);
      while (header.hasRemaining()) {
        channel.write(header, at + header.position());
      }
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  private void drain() throws IOException {
    buffer.flip();
    writeAll(buffer);
    buffer.clear();
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /// Forces what was written to the disk. After that a commit fails only if the rename does.
  public void force() throws IOException {
    drain();
    try {
      channel.force(true);
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /// Forces the bytes to the disk and gives the file its name.
  public void commit() throws IOException {
    force();
    try {
      channel.close();
      try {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw failure(target, e);
    }
    committed = true;
  }

  /// Writes a whole file: all of `content`, or nothing and the file is as it was.
  public static void write(Path file, byte[] content) throws IOException {
    try (AtomicOutput output = new AtomicOutput(file)) {
      output.write(content);
      output.commit();
    }
  }

  /// Gives the file up unless it was committed.
  @Override
  public void close() throws IOException {
    if (!committed) {
      channel.close();
      Files.deleteIfExists(part);
    }
  }
}
