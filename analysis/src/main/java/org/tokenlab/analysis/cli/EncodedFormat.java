package org.tokenlab.analysis.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How `encode` writes ids.
enum EncodedFormat {
  /// A line a unit: decimal ids, a space between two.
  IDS {
    @Override
    void append(int[] ids, ByteSink out) {
      IdLines.append(ids, out);
    }
  },
  /// A line a unit: `{"ids":[7,19]}`.
  JSONL {
    @Override
    void append(int[] ids, ByteSink out) {
      out.add("{\"ids\":[");
      for (int i = 0; i < ids.length; i++) {
        if (i > 0) {
          out.add(',');
        }
        out.addDecimal(ids[i]);
      }
      out.add("]}");
    }
  },
  /// NumPy's format 1.0, `int32`: all ids one after the other, or a row a unit where units are
  /// padded.
  NPY {
    @Override
    void append(int[] ids, ByteSink out) {
      BIN.append(ids, out);
    }
  },
  /// Nothing but the ids, one after the other, 32 bits little-endian each.
  BIN {
    @Override
    void append(int[] ids, ByteSink out) {
      for (int id : ids) {
        out.addLittleEndian(id);
      }
    }
  };

  /// Bytes before the first id of a NumPy file.
  static final int NPY_HEADER = 128;

  /// Appends one unit, without a line end.
  abstract void append(int[] ids, ByteSink out);

  /// Whether a line end follows each unit.
  boolean isLines() {
    return this == IDS || this == JSONL;
  }

  /// The format of this name.
  static EncodedFormat of(String name) {
    return Arrays.stream(values())
        .filter(f -> f.id().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "--format: expected one of "
                    + Arrays.stream(values())
                        .map(EncodedFormat::id)
                        .collect(Collectors.joining(", "))
                    + "; got \""
                    + name
                    + "\""));
  }

  private String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The header of a NumPy file with this many ids, always [#NPY_HEADER] bytes.
  ///
  /// @param width ids a unit, 0 where units are not padded
  static byte[] npyHeader(long ids, int width) {
    String shape = width == 0 ? "(" + ids + ",)" : "(" + ids / width + ", " + width + ")";
    String dictionary = "{'descr': '<i4', 'fortran_order': False, 'shape': " + shape + ", }";
    byte[] header = new byte[NPY_HEADER];
    Arrays.fill(header, (byte) ' ');
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, NPY_HEADER - 10, 0};
    System.arraycopy(magic, 0, header, 0, magic.length);
    byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, header, magic.length, text.length);
    header[NPY_HEADER - 1] = '\n';
    return header;
  }
}
