package org.tokenlab.analysis.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tokenlab.analysis.report.TokenizerColumn.Origin;

/// All that the report shows of one evaluation corpus.
///
/// @param id prefixes the ids of the chapter's elements: `c1`
/// @param corpus what the figures were measured on
/// @param reference the language that premiums are relative to; where the corpus lacks it, its code
///   only
/// @param languages by name, then code
/// @param columns existing tokenizers, baselines, trained ones; in each the order of the rows,
///   families by size
/// @param series one for each way of training, by label
/// @param fewestItems aligned items of the language that has the fewest; 0 without rows
/// @param mostItems aligned items of the language that has the most
record Chapter(
    String id,
    CorpusNote corpus,
    Language reference,
    List<Language> languages,
    List<TokenizerColumn> columns,
    List<VocabularySeries> series,
    int fewestItems,
    int mostItems) {

  /// More than this many columns, and pictures show monolingual families only at their largest
  /// size.
  private static final int PICTURED_AT_ONCE = 12;

  /// Whether curves have their fitted laws drawn: not where there are so many that the page would
  /// grow by a fifth.
  boolean showsFits() {
    return series.size() <= PICTURED_AT_ONCE;
  }

  /// The columns that have premiums and are drawn; the table shows all.
  List<TokenizerColumn> pictured() {
    List<TokenizerColumn> withPremiums =
        columns.stream().filter(column -> column.premiums().size() > 0).toList();
    if (withPremiums.size() <= PICTURED_AT_ONCE) {
      return withPremiums;
    }
    Map<String, TokenizerColumn> largest = new HashMap<>();
    for (TokenizerColumn column : withPremiums) {
      if (column.origin() == Origin.MONOLINGUAL) {
        largest.merge(column.series(), column, (a, b) -> b.vocabulary() > a.vocabulary() ? b : a);
      }
    }
    List<TokenizerColumn> kept = new ArrayList<>();
    for (TokenizerColumn column : withPremiums) {
      if (column.origin() != Origin.MONOLINGUAL || largest.get(column.series()) == column) {
        kept.add(column);
      }
    }
    return kept;
  }

  /// Drawn columns of one origin.
  List<TokenizerColumn> pictured(Origin origin) {
    return pictured().stream().filter(column -> column.origin() == origin).toList();
  }

  /// The languages by code.
  Map<String, Language> byCode() {
    Map<String, Language> byCode = new HashMap<>();
    languages.forEach(language -> byCode.put(language.code(), language));
    return byCode;
  }

  /// The groups of scripts that occur, in the order of the legend.
  List<ScriptGroup> groups() {
    return languages.stream().map(Language::group).distinct().sorted().toList();
  }

  /// `1 item`, `997 aligned items`, `403–612 aligned items`.
  String items() {
    String range =
        fewestItems == mostItems
            ? Numbers.count(mostItems)
            : Numbers.count(fewestItems) + "–" + Numbers.count(mostItems);
    return range + (mostItems == 1 ? " aligned item" : " aligned items");
  }
}
