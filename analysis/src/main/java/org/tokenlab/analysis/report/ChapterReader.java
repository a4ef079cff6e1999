package org.tokenlab.analysis.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tokenlab.analysis.report.TokenizerColumn.Origin;
import org.tokenlab.analysis.report.VocabularySeries.Curve;
import org.tokenlab.analysis.report.VocabularySeries.Point;
import org.tokenlab.analysis.study.ResultRow;

/// Sorts the rows of a study into chapters.
///
/// A row of a tokenizer trained on the very language it is measured on goes to the column of its
/// family: its name without that language. A tokenizer trained on one language and measured on many
/// has a column of its own as well, as long as there are no more than twelve such.
final class ChapterReader {
  private static final int WIDE_AT_MOST = 12;

  private static final Comparator<TokenizerColumn> ORDER =
      Comparator.comparing(TokenizerColumn::origin)
          .thenComparing(TokenizerColumn::series)
          .thenComparingInt(
              column -> column.origin() == Origin.MONOLINGUAL ? column.vocabulary() : 0);

  private final ReportContext context;
  private final List<ResultRow> rows;
  private final Map<String, Set<String>> languagesOfTokenizer = new HashMap<>();
  private final Set<String> wide;

  private ChapterReader(ReportContext context, List<ResultRow> rows) {
    this.context = context;
    this.rows = rows.stream().filter(row -> !row.language().isEmpty()).toList();
    for (ResultRow row : this.rows) {
      languagesOfTokenizer
          .computeIfAbsent(row.tokenizer(), name -> new HashSet<>())
          .add(row.language());
    }
    wide = wide();
  }

  /// One chapter for each corpus, in the order of the rows.
  static List<Chapter> read(ReportContext context, List<ResultRow> rows) {
    Map<String, List<ResultRow>> byCorpus = new LinkedHashMap<>();
    for (ResultRow row : rows) {
      byCorpus.computeIfAbsent(row.corpus(), corpus -> new ArrayList<>()).add(row);
    }
    List<Chapter> chapters = new ArrayList<>();
    byCorpus.forEach((corpus, ofCorpus) ->
        chapters.add(
            new ChapterReader(context, ofCorpus).chapter("c" + (chapters.size() + 1), corpus)));
    return chapters;
  }

  private Chapter chapter(String id, String corpus) {
    Set<String> codes = new HashSet<>();
    rows.forEach(row -> codes.add(row.language()));
    Map<String, Language> named = LanguageNames.name(codes);
    Language reference =
        named.getOrDefault(
            context.referenceLanguage(),
            new Language(
                context.referenceLanguage(), context.referenceLanguage(), "", ScriptGroup.OTHER));
    return new Chapter(
        id,
        context.note(corpus),
        reference,
        named.values().stream()
            .sorted(Comparator.comparing(Language::name).thenComparing(Language::code))
            .toList(),
        columns(),
        series(named),
        rows.stream().mapToInt(ResultRow::items).min().orElse(0),
        rows.stream().mapToInt(ResultRow::items).max().orElse(0));
  }

  private List<TokenizerColumn> columns() {
    Map<String, TokenizerColumn> columns = new LinkedHashMap<>();
    for (ResultRow row : rows) {
      Metric.named(row.metric())
          .ifPresent(metric -> {
            if (isMonolingual(row)) {
              String series = seriesOf(row);
              int target = row.tokenTarget();
              int size = target > 0 ? 0 : row.requestedVocabulary();
              String variant =
                  target > 0 ? "for " + Numbers.count(target) + " tokens" : Numbers.count(size);
              columns
                  .computeIfAbsent(
                      "own " + series + " " + variant,
                      label ->
                          new TokenizerColumn(label, Origin.MONOLINGUAL, series, size, row.kind()))
                  .put(row, metric);
            }
            if (standsAlone(row)) {
              columns
                  .computeIfAbsent(
                      row.tokenizer(),
                      name ->
                          new TokenizerColumn(
                              name, originOf(row), "", row.vocabulary(), row.kind()))
                  .put(row, metric);
            }
          });
    }
    Map<String, Integer> items = new HashMap<>();
    rows.forEach(row -> items.merge(row.language(), row.items(), Math::min));
    columns.values().forEach(column -> fillPremiums(column, items));
    return columns.values().stream().sorted(ORDER).toList();
  }

  private static boolean isMonolingual(ResultRow row) {
    return !row.trainedOn().isEmpty() && row.trainedOn().equals(row.language());
  }

  private boolean standsAlone(ResultRow row) {
    return row.trainedOn().isEmpty()
        || !languagesOfTokenizer.getOrDefault(row.tokenizer(), Set.of()).contains(row.trainedOn())
        || wide.contains(row.tokenizer());
  }

  /// Tokenizers trained on one language and measured on more than that and the reference, if few
  /// enough to be read.
  private Set<String> wide() {
    Set<String> wide = new HashSet<>();
    for (ResultRow row : rows) {
      if (isMonolingual(row) && languagesOfTokenizer.get(row.tokenizer()).size() > 2) {
        wide.add(row.tokenizer());
      }
    }
    return wide.size() <= WIDE_AT_MOST ? wide : Set.of();
  }

  private static Origin originOf(ResultRow row) {
    return switch (row.kind()) {
      case "existing" -> Origin.EXISTING;
      case "baseline" -> Origin.BASELINE;
      default -> Origin.TRAINED;
    };
  }

  /// The name of a monolingual tokenizer without its language and vocabulary size: `bpe-cl100k`;
  /// `bpe-cl100k-target` where sizes were chosen for a token count.
  private static String seriesOf(ResultRow row) {
    List<String> kept = new ArrayList<>();
    String size = Integer.toString(row.requestedVocabulary());
    String name = row.tokenizer().replace(row.trainedOn(), "");
    if (row.tokenTarget() > 0) {
      name = name.replace("target" + row.tokenTarget(), "target");
    }
    for (String part : name.split("[-/ ]+", -1)) {
      if (!part.isEmpty() && !part.equals(size)) {
        kept.add(part);
      }
    }
    return kept.isEmpty() ? row.kind() : String.join("-", kept);
  }

  /// Where the rows give tokens but no premium, and both languages have the same number of items.
  ///
  /// @param items the fewest that a language has, by language
  private void fillPremiums(TokenizerColumn column, Map<String, Integer> items) {
    String reference = context.referenceLanguage();
    double ofReference = column.value(reference, Metric.TOKENS);
    for (String language : items.keySet()) {
      double tokens = column.value(language, Metric.TOKENS);
      boolean comparable = items.get(language).equals(items.get(reference));
      if (Double.isNaN(column.premium(language)) && ofReference > 0 && comparable) {
        column.put(language, Metric.PREMIUM, tokens / ofReference);
      }
    }
  }

  private List<VocabularySeries> series(Map<String, Language> named) {
    Map<String, Map<String, Map<Integer, Point>>> found = new TreeMap<>();
    for (ResultRow row : rows) {
      if (isMonolingual(row)
          && row.tokenTarget() == 0
          && row.metric().equals("tokens")
          && row.items() > 0) {
        int size = row.vocabulary() > 0 ? row.vocabulary() : row.requestedVocabulary();
        if (size > 0 && row.value() > 0) {
          found
              .computeIfAbsent(seriesOf(row), label -> new TreeMap<>())
              .computeIfAbsent(row.language(), language -> new TreeMap<>())
              .put(size, new Point(size, row.value() / row.items()));
        }
      }
    }
    List<VocabularySeries> series = new ArrayList<>();
    found.forEach(
        (label, curves) -> series.add(new VocabularySeries(label, curves(curves, named))));
    return series;
  }

  private static List<Curve> curves(
      Map<String, Map<Integer, Point>> points, Map<String, Language> named) {
    List<Curve> curves = new ArrayList<>();
    points.forEach((language, ofLanguage) -> {
      Collection<Point> bySize = ofLanguage.values();
      curves.add(new Curve(named.get(language), List.copyOf(bySize)));
    });
    return curves;
  }
}
