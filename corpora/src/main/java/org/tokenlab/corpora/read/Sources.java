package org.tokenlab.corpora.read;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.CorpusException;

/// Unpacked byte streams, one a file, from a list of inputs: files, archives of files, archives in
/// archives. Only the first bytes decide what an input is; a file's ending only makes an error of
/// it if it promises what the bytes are not.
///
/// Files in an archive come in the archive's order, and are named `archive.tar!path`. Folders,
/// links and files whose name starts with a dot are passed over.
final class Sources implements Closeable {
  private static final int TAR_BLOCK = 512;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int DEEPEST = 8;

  /// Something to open.
  interface Input {
    String name();

    InputStream open() throws IOException;
  }

  /// An unpacked stream. It is good until the next call of [#next].
  record Source(String name, InputStream in) {}

  private record Archive(String name, TarArchiveInputStream in) {}

  private final Iterator<Input> inputs;
  private final Deque<Archive> archives = new ArrayDeque<>();
  private @Nullable InputStream current;

  Sources(List<Input> inputs) {
    this.inputs = inputs.iterator();
  }

  /// The next file's bytes, or null after the last.
  @Nullable Source next() throws IOException {
    while (true) {
      Source found;
      Archive archive = archives.peek();
      if (archive != null) {
        TarArchiveEntry entry = nextEntry(archive);
        if (entry == null) {
          archives.pop();
          continue;
        }
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || isHidden(entry)) {
          continue;
        }
        String name = archive.name + "!" + entry.getName();
        found = unpack(name, new GuardedInput(new Uncloseable(archive.in), name, "tar", null));
      } else {
        if (current != null) {
          current.close();
          current = null;
        }
        if (!inputs.hasNext()) {
          return null;
        }
        Input input = inputs.next();
        InputStream opened = input.open();
        current = opened;
        found = unpack(input.name(), new GuardedInput(opened, input.name(), "", null));
      }
      if (found != null) {
        return found;
      }
    }
  }

  private static @Nullable TarArchiveEntry nextEntry(Archive archive) throws IOException {
    try {
      return archive.in.getNextEntry();
    } catch (CorpusException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw GuardedInput.failure(archive.name, "tar", archive.in.getBytesRead(), null, e);
    }
  }

  private static boolean isHidden(TarArchiveEntry entry) {
    String name = entry.getName();
    return name.substring(name.lastIndexOf('/') + 1).startsWith(".");
  }

  /// The text in `in`, or null if it was an archive, which is now on top of [#archives].
  private @Nullable Source unpack(String name, GuardedInput in) throws IOException {
    GuardedInput stream = in;
    byte[] head = new byte[TAR_BLOCK];
    for (int depth = 0; depth <= DEEPEST; depth++) {
      BufferedInputStream buffered = new BufferedInputStream(stream, BUFFER_BYTES);
      buffered.mark(TAR_BLOCK);
      int length = buffered.readNBytes(head, 0, TAR_BLOCK);
      buffered.reset();
      Compression format = Compression.of(head, length);
      if (format != null) {
        stream =
            new GuardedInput(
                openGuarded(format, buffered, name, stream), name, format.label(), stream);
        continue;
      }
      if (isTar(head, length)) {
        if (archives.size() == DEEPEST) {
          break;
        }
        archives.push(new Archive(name, new TarArchiveInputStream(buffered)));
        return null;
      }
      if (depth == 0) {
        Compression.refuseForeign(name, head, length);
      }
      if (depth == 0 && name.toLowerCase(Locale.ROOT).endsWith(".tar")) {
        throw new CorpusException(
            name
                + ": wanted a tar archive; its first 512 bytes are no tar header. Is the file complete?");
      }
      return new Source(name, buffered);
    }
    throw new CorpusException(name + ": packed in itself more than " + DEEPEST + " times");
  }

  private static InputStream openGuarded(
      Compression format, InputStream in, String name, GuardedInput packed) throws IOException {
    try {
      return format.open(in);
    } catch (CorpusException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw GuardedInput.failure(name, format.label(), 0, packed, e);
    }
  }

  /// A tar header carries its own checksum: this works for the oldest format, too, which has no
  /// magic.
  private static boolean isTar(byte[] head, int length) {
    if (length < TAR_BLOCK || head[0] == 0) {
      return false;
    }
    try {
      return TarUtils.verifyCheckSum(head);
    } catch (IllegalArgumentException e) { // no octal digits where the checksum would stand: text
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    archives.clear();
    if (current != null) {
      current.close();
      current = null;
    }
  }

  /// The archive goes on after one of its files is closed.
  private static final class Uncloseable extends FilterInputStream {
    Uncloseable(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
