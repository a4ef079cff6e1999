package org.tokenlab.corpora.read;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.CorpusException;
import org.tukaani.xz.XZInputStream;

/// The compressed formats, told by their first bytes. Every one reads concatenated members as one
/// text.
enum Compression {
  GZIP("gzip", List.of("gz", "tgz"), 0x1F, 0x8B, 0x08) {
    @Override
    InputStream open(InputStream in) throws IOException {
      return GzipCompressorInputStream.builder()
          .setInputStream(in)
          .setDecompressConcatenated(true)
          .get();
    }
  },
  BZIP2("bzip2", List.of("bz2", "tbz2", "tbz"), 'B', 'Z', 'h') {
    @Override
    boolean matches(byte[] head, int length) {
      // Three letters are too little evidence against plain text: the block's own magic, or the
      // end's, follows.
      return super.matches(head, length)
          && length >= 10
          && head[3] >= '1'
          && head[3] <= '9'
          && (startsWith(head, 4, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59)
              || startsWith(head, 4, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90));
    }

    @Override
    InputStream open(InputStream in) throws IOException {
      return new BZip2CompressorInputStream(in, true);
    }
  },
  XZ("xz", List.of("xz", "txz"), 0xFD, '7', 'z', 'X', 'Z', 0x00) {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new XZInputStream(in);
    }
  },
  ZSTD("zstd", List.of("zst", "tzst"), 0x28, 0xB5, 0x2F, 0xFD) {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new ZstdInputStream(in);
    }
  },
  LZ4("lz4", List.of("lz4"), 0x04, 0x22, 0x4D, 0x18) {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new FramedLZ4CompressorInputStream(in, true);
    }
  };

  /// Archives and containers that are not text and that we do not unpack.
  private static final List<Foreign> FOREIGN =
      List.of(
          new Foreign("a zip archive", new int[] {'P', 'K', 3, 4}),
          new Foreign("a 7z archive", new int[] {'7', 'z', 0xBC, 0xAF, 0x27, 0x1C}),
          new Foreign("a rar archive", new int[] {'R', 'a', 'r', '!', 0x1A, 0x07}),
          new Foreign("a Parquet file", new int[] {'P', 'A', 'R', '1'}),
          new Foreign("an lz4 file in the legacy format", new int[] {0x02, 0x21, 0x4C, 0x18}));

  private record Foreign(String what, int[] magic) {}

  private final String label;
  private final List<String> endings;
  private final int[] magic;

  Compression(String label, List<String> endings, int... magic) {
    this.label = label;
    this.endings = endings;
    this.magic = magic;
  }

  /// Unpacks `in`, which starts at the first magic byte.
  abstract InputStream open(InputStream in) throws IOException;

  boolean matches(byte[] head, int length) {
    return length >= magic.length && startsWith(head, 0, magic);
  }

  private static boolean startsWith(byte[] head, int at, int... wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (head[at + i] != (byte) wanted[i]) {
        return false;
      }
    }
    return true;
  }

  String label() {
    return label;
  }

  /// What `head` shows, or null for anything else.
  static @Nullable Compression of(byte[] head, int length) {
    for (Compression format : values()) {
      if (format.matches(head, length)) {
        return format;
      }
    }
    return null;
  }

  /// Refuses bytes that are no text although they carry no known compression: a file whose ending
  /// promises one, and the archives that we do not read.
  static void refuseForeign(String name, byte[] head, int length) throws CorpusException {
    for (Foreign foreign : FOREIGN) {
      if (length >= foreign.magic.length && startsWith(head, 0, foreign.magic)) {
        throw new CorpusException(
            name
                + ": wanted text, plain or in gzip, bzip2, xz, zstd, lz4 or tar; this is "
                + foreign.what
                + ". Unpack it first.");
      }
    }
    String low = name.toLowerCase(Locale.ROOT);
    String ending = low.substring(low.lastIndexOf('.') + 1);
    for (Compression format : values()) {
      if (format.endings.contains(ending)) {
        int shown = Math.min(length, format.magic.length);
        throw new CorpusException(
            name
                + ": wanted "
                + format.label
                + " data, which begins with "
                + Bytes.hex(format.magic)
                + "; found "
                + (shown == 0 ? "an empty file" : Bytes.hex(Arrays.copyOf(head, shown)))
                + ". Is the file complete? If it is plain text, rename it.");
      }
    }
  }

  /// The name without a compression's ending: `deu.dev.gz` becomes `deu.dev`. Short tar endings
  /// stay.
  static String strippedName(String name) {
    String low = name.toLowerCase(Locale.ROOT);
    for (Compression format : values()) {
      String ending = "." + format.endings.getFirst();
      if (low.endsWith(ending)) {
        return name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }
}
