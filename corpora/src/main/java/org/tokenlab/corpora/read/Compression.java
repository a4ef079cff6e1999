package org.tokenlab.corpora.read;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
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
  GZIP("gzip", "gz tgz", "1f8b08") {
    @Override
    InputStream open(InputStream in) throws IOException {
      return GzipCompressorInputStream.builder()
          .setInputStream(in)
          .setDecompressConcatenated(true)
          .get();
    }
  },
  BZIP2("bzip2", "bz2 tbz2 tbz", "425a68") {
    @Override
    boolean matches(byte[] head, int length) {
      // Three letters are too little evidence against plain text: the block's own magic, or the
      // end's, follows.
      return super.matches(head, length)
          && length >= 10
          && head[3] >= '1'
          && head[3] <= '9'
          && (startsWith(head, length, 4, "314159265359")
              || startsWith(head, length, 4, "177245385090"));
    }

    @Override
    InputStream open(InputStream in) throws IOException {
      return new BZip2CompressorInputStream(in, true);
    }
  },
  XZ("xz", "xz txz", "fd377a585a00") {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new XZInputStream(in);
    }
  },
  ZSTD("zstd", "zst tzst", "28b52ffd") {
    @Override
    boolean matches(byte[] head, int length) {
      // pzstd begins with a skippable frame, of which there are sixteen kinds.
      boolean skippable =
          length >= 4
              && (head[0] & 0xF0) == 0x50
              && head[1] == 0x2A
              && head[2] == 0x4D
              && head[3] == 0x18;
      return skippable || super.matches(head, length);
    }

    @Override
    InputStream open(InputStream in) throws IOException {
      return new ZstdInputStream(in).setLongMax(LONGEST_ZSTD_WINDOW);
    }
  },
  LZ4("lz4", "lz4", "04224d18") {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new FramedLZ4CompressorInputStream(in, true);
    }
  };

  /// Binary logarithm of the bytes that a file may ask for with `zstd --long=31`, the most that the
  /// format has.
  private static final int LONGEST_ZSTD_WINDOW = 31;

  /// Archives and containers that are not text and that we do not unpack.
  private static final List<Foreign> FOREIGN =
      List.of(
          new Foreign("a zip archive", "504b0304"),
          new Foreign("a 7z archive", "377abcaf271c"),
          new Foreign("a rar archive", "526172211a07"),
          new Foreign("a Parquet file", "50415231"),
          new Foreign("an lz4 file in the legacy format", "02214c18"));

  private record Foreign(String what, String magic) {}

  private final String label;
  private final String endings;
  private final String magic;

  /// @param endings of file names, separated by spaces
  /// @param magic first bytes, in hexadecimal digits
  Compression(String label, String endings, String magic) {
    this.label = label;
    this.endings = endings;
    this.magic = magic;
  }

  /// Unpacks `in`, which starts at the first magic byte.
  abstract InputStream open(InputStream in) throws IOException;

  boolean matches(byte[] head, int length) {
    return startsWith(head, length, 0, magic);
  }

  private static boolean startsWith(byte[] head, int length, int at, String hex) {
    byte[] wanted = HexFormat.of().parseHex(hex);
    return length >= at + wanted.length
        && Arrays.equals(head, at, at + wanted.length, wanted, 0, wanted.length);
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
      if (startsWith(head, length, 0, foreign.magic)) {
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
      if (low.contains(".") && List.of(format.endings.split(" ")).contains(ending)) {
        byte[] wanted = HexFormat.of().parseHex(format.magic);
        int shown = Math.min(length, wanted.length);
        throw new CorpusException(
            name
                + ": wanted "
                + format.label
                + " data, which begins with "
                + Bytes.hex(wanted)
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
      String ending = "." + format.endings.replaceFirst(" .*", "");
      if (low.endsWith(ending)) {
        return name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }
}
