package org.tokenlab.analysis.study;

import java.util.List;
import java.util.function.Function;

/// The columns of the results table, in order, with the names they have in every file.
final class RowColumns {
  static final List<Column> ALL =
      List.of(
          new Column("tokenizer", ColumnType.TEXT, ResultRow::tokenizer),
          new Column("kind", ColumnType.TEXT, ResultRow::kind),
          new Column("trained_on", ColumnType.TEXT, ResultRow::trainedOn),
          new Column("pattern", ColumnType.TEXT, ResultRow::pattern),
          new Column("data", ColumnType.TEXT, ResultRow::data),
          new Column("requested_vocabulary", ColumnType.INT32, ResultRow::requestedVocabulary),
          new Column("token_target", ColumnType.INT32, ResultRow::tokenTarget),
          new Column("vocabulary", ColumnType.INT32, ResultRow::vocabulary),
          new Column("training_bytes", ColumnType.INT64, ResultRow::trainingBytes),
          new Column("corpus", ColumnType.TEXT, ResultRow::corpus),
          new Column("language", ColumnType.TEXT, ResultRow::language),
          new Column("metric", ColumnType.TEXT, ResultRow::metric),
          new Column("unit", ColumnType.TEXT, ResultRow::unit),
          new Column("value", ColumnType.DOUBLE, ResultRow::value),
          new Column("low", ColumnType.DOUBLE, ResultRow::low),
          new Column("high", ColumnType.DOUBLE, ResultRow::high),
          new Column("items", ColumnType.INT32, ResultRow::items));

  private RowColumns() {}

  /// What a column holds; each value is a `String`, `Integer`, `Long` or `Double`.
  enum ColumnType {
    TEXT,
    INT32,
    INT64,
    DOUBLE
  }

  /// @param name in snake case
  /// @param type of the values
  /// @param value of a row
  record Column(String name, ColumnType type, Function<ResultRow, Object> value) {}
}
