package org.tokenlab.analysis.study;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tokenlab.analysis.study.RowColumns.Column;
import org.tokenlab.analysis.study.RowColumns.ColumnType;

/// One column of one row group of a Parquet file, as bytes: a dictionary page and a page of indices
/// into it, or for doubles, which seldom repeat, a page of plain values.
///
/// Immutable.
final class ParquetColumn {
  static final int PLAIN = 0;
  static final int RLE = 3;
  static final int RLE_DICTIONARY = 8;
  private static final int DATA_PAGE = 0;
  private static final int DICTIONARY_PAGE = 2;
  private static final int GROUP = 8;

  private final Column column;
  private final byte[] pages;
  private final int dataOffset;
  private final int values;

  private ParquetColumn(Column column, byte[] pages, int dataOffset, int values) {
    this.column = column;
    this.pages = pages;
    this.dataOffset = dataOffset;
    this.values = values;
  }

  Column column() {
    return column;
  }

  /// Length of the pages, with their headers.
  int bytes() {
    return pages.length;
  }

  void writeTo(ByteArrayOutputStream out) {
    out.writeBytes(pages);
  }

  /// Where in the pages the data page starts; 0 if there is no dictionary page before it.
  int dataOffset() {
    return dataOffset;
  }

  boolean hasDictionary() {
    return dataOffset > 0;
  }

  int values() {
    return values;
  }

  static ParquetColumn of(Column column, List<ResultRow> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (column.type() == ColumnType.DOUBLE) {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      rows.forEach(row -> plain(plain, column.value().apply(row)));
      page(out, DATA_PAGE, rows.size(), PLAIN, plain.toByteArray());
      return new ParquetColumn(column, out.toByteArray(), 0, rows.size());
    }
    Map<Object, Integer> dictionary = new LinkedHashMap<>();
    int[] indices = new int[rows.size()];
    for (int i = 0; i < indices.length; i++) {
      Object value = column.value().apply(rows.get(i));
      Integer index = dictionary.putIfAbsent(value, dictionary.size());
      indices[i] = index == null ? dictionary.size() - 1 : index;
    }
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    dictionary.keySet().forEach(value -> plain(entries, value));
    page(out, DICTIONARY_PAGE, dictionary.size(), PLAIN, entries.toByteArray());
    int dataOffset = out.size();
    page(out, DATA_PAGE, rows.size(), RLE_DICTIONARY, hybrid(indices, dictionary.size()));
    return new ParquetColumn(column, out.toByteArray(), dataOffset, rows.size());
  }

  private static void page(
      ByteArrayOutputStream out, int type, int values, int encoding, byte[] content) {
    CompactThrift header =
        new CompactThrift().element().i32(1, type).i32(2, content.length).i32(3, content.length);
    if (type == DICTIONARY_PAGE) {
      header.struct(7).i32(1, values).i32(2, encoding).end();
    } else {
      header.struct(5).i32(1, values).i32(2, encoding).i32(3, RLE).i32(4, RLE).end();
    }
    out.writeBytes(header.end().toByteArray());
    out.writeBytes(content);
  }

  private static void plain(ByteArrayOutputStream out, Object value) {
    switch (value) {
      case String text -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(little(4).putInt(utf8.length).array());
        out.writeBytes(utf8);
      }
      case Integer number -> out.writeBytes(little(4).putInt(number).array());
      case Long number -> out.writeBytes(little(8).putLong(number).array());
      case Double number -> out.writeBytes(little(8).putDouble(number).array());
      default -> throw new IllegalArgumentException("no Parquet type for " + value.getClass());
    }
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The RLE and bit-packing hybrid, after one byte that says how many bits an index has: runs of
  /// eight and more equal indices as a run, all else packed in groups of eight.
  static byte[] hybrid(int[] indices, int distinct) {
    int bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(Math.max(0, distinct - 1)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bits);
    int i = 0;
    while (i < indices.length) {
      int run = run(indices, i);
      if (run >= GROUP) {
        CompactThrift.varint(out, (long) run << 1);
        for (int shift = 0; shift < bits; shift += 8) {
          out.write(indices[i] >>> shift);
        }
        i += run;
      } else {
        int end = i;
        while (end < indices.length && run(indices, end) < GROUP) {
          end += GROUP;
        }
        pack(out, indices, i, (end - i) / GROUP, bits);
        i = Math.min(end, indices.length);
      }
    }
    return out.toByteArray();
  }

  private static int run(int[] indices, int from) {
    int end = from + 1;
    while (end < indices.length && indices[end] == indices[from]) {
      end++;
    }
    return end - from;
  }

  /// Lowest bits first; the last group is filled up with zeros.
  private static void pack(
      ByteArrayOutputStream out, int[] indices, int from, int groups, int bits) {
    CompactThrift.varint(out, (long) groups << 1 | 1);
    long pending = 0;
    int pendingBits = 0;
    for (int i = from; i < from + groups * GROUP; i++) {
      long index = i < indices.length ? indices[i] : 0;
      pending |= index << pendingBits;
      pendingBits += bits;
      while (pendingBits >= 8) {
        out.write((int) pending);
        pending >>>= 8;
        pendingBits -= 8;
      }
    }
  }
}
