package org.tokenlab.analysis.study;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.analysis.study.RowColumns.Column;
import org.tokenlab.analysis.study.RowColumns.ColumnType;

/// The table of a study as Parquet: flat, all columns required, dictionary pages for text and whole
/// numbers, not compressed. DuckDB, pyarrow, Spark and R's arrow read it.
///
/// Written here, in some 300 lines, rather than by a library: parquet-java brings Hadoop with it,
/// 32 MB of jars, warnings on stderr and most of a second of start-up, for a table of thirteen flat
/// columns. The format is
/// <https://github.com/apache/parquet-format/tree/apache-parquet-format-2.11.0>; an independent
/// reader checks it in the tests. The bytes depend on the rows alone.
public final class ResultsParquet {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int ROWS_PER_GROUP = 1 << 17;
  private static final int UNCOMPRESSED = 0;
  private static final int REQUIRED = 0;
  private static final int UTF8 = 0;

  private ResultsParquet() {}

  private record RowGroup(List<ParquetColumn> columns, List<Integer> offsets, int rows) {}

  /// The file's bytes.
  public static byte[] write(List<ResultRow> rows) {
    return write(rows, ROWS_PER_GROUP);
  }

  static byte[] write(List<ResultRow> rows, int rowsPerGroup) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    List<RowGroup> groups = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += rowsPerGroup) {
      List<ResultRow> part = rows.subList(from, Math.min(from + rowsPerGroup, rows.size()));
      List<ParquetColumn> columns = new ArrayList<>();
      List<Integer> offsets = new ArrayList<>();
      for (Column column : RowColumns.ALL) {
        ParquetColumn encoded = ParquetColumn.of(column, part);
        columns.add(encoded);
        offsets.add(out.size());
        encoded.writeTo(out);
      }
      groups.add(new RowGroup(columns, offsets, part.size()));
    }
    byte[] footer = footer(groups, rows.size());
    out.writeBytes(footer);
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.length).array());
    out.writeBytes(MAGIC);
    return out.toByteArray();
  }

  private static byte[] footer(List<RowGroup> groups, int rows) {
    CompactThrift thrift = new CompactThrift().element().i32(1, 2);
    thrift.structs(2, RowColumns.ALL.size() + 1);
    thrift.element().string(4, "results").i32(5, RowColumns.ALL.size()).end();
    for (Column column : RowColumns.ALL) {
      thrift
          .element()
          .i32(1, physicalType(column.type()))
          .i32(3, REQUIRED)
          .string(4, column.name());
      if (column.type() == ColumnType.TEXT) {
        thrift.i32(6, UTF8).struct(10).struct(1).end().end();
      }
      thrift.end();
    }
    thrift.i64(3, rows).structs(4, groups.size());
    groups.forEach(group -> rowGroup(thrift, group));
    return thrift.string(6, "Tokenlab").end().toByteArray();
  }

  private static void rowGroup(CompactThrift thrift, RowGroup group) {
    thrift.element().structs(1, group.columns().size());
    long bytes = 0;
    for (int i = 0; i < group.columns().size(); i++) {
      chunk(thrift, group.columns().get(i), group.offsets().get(i));
      bytes += group.columns().get(i).bytes();
    }
    thrift.i64(2, bytes).i64(3, group.rows()).end();
  }

  private static void chunk(CompactThrift thrift, ParquetColumn column, int offset) {
    thrift.element().i64(2, offset).struct(3).i32(1, physicalType(column.column().type()));
    if (column.hasDictionary()) {
      thrift.i32s(2, ParquetColumn.PLAIN, ParquetColumn.RLE, ParquetColumn.RLE_DICTIONARY);
    } else {
      thrift.i32s(2, ParquetColumn.PLAIN, ParquetColumn.RLE);
    }
    thrift
        .strings(3, column.column().name())
        .i32(4, UNCOMPRESSED)
        .i64(5, column.values())
        .i64(6, column.bytes())
        .i64(7, column.bytes())
        .i64(9, (long) offset + column.dataOffset());
    if (column.hasDictionary()) {
      thrift.i64(11, offset);
    }
    thrift.end().end();
  }

  private static int physicalType(ColumnType type) {
    return switch (type) {
      case INT32 -> 1;
      case INT64 -> 2;
      case DOUBLE -> 5;
      case TEXT -> 6;
    };
  }
}
