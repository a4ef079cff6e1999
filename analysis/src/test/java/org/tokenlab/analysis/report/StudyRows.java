package org.tokenlab.analysis.report;

import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.tokenlab.analysis.study.ResultRow;

/// Rows of made-up studies, with premiums drawn from distributions like the real ones.
final class StudyRows {
  static final String CORPUS = "made-up";
  static final ReportContext CONTEXT =
      new ReportContext(
          "A study",
          "eng_Latn",
          List.of(new CorpusNote(CORPUS, "Made-up figures", "drawn at random, not measured")),
          List.of(
              new ProvenanceEntry("Study", "Seed", "7"),
              new ProvenanceEntry("Software", "Tokenlab", "test")));

  private StudyRows() {}

  /// The seed of `-Dtests.seed`, else a fresh one; printed, so that a failure can be replayed.
  static long seed() {
    Long given = Long.getLong("tests.seed");
    long seed = given == null ? System.nanoTime() : given;
    System.out.println("replay with -Dtests.seed=" + seed);
    return seed;
  }

  /// `count` codes with English among them, of languages that exist.
  static List<String> languages(int count) {
    TreeSet<String> codes = new TreeSet<>();
    for (ULocale locale : ULocale.getAvailableLocales()) {
      ULocale full = ULocale.addLikelySubtags(locale);
      if (full.getISO3Language().length() == 3 && full.getScript().length() == 4) {
        codes.add(full.getISO3Language() + "_" + full.getScript());
      }
    }
    codes.remove("eng_Latn");
    List<String> chosen = new ArrayList<>(List.of("eng_Latn"));
    codes.stream().limit(count - 1).forEach(chosen::add);
    return chosen;
  }

  /// Every tokenizer on every language, all metrics.
  static List<ResultRow> existing(List<String> languages, List<String> tokenizers, long seed) {
    Random random = new Random(seed);
    List<ResultRow> rows = new ArrayList<>();
    for (String tokenizer : tokenizers) {
      for (String language : languages) {
        boolean english = language.equals("eng_Latn");
        double premium = english ? 1 : Math.exp(0.8 + 0.6 * random.nextGaussian());
        measure(rows, tokenizer, "existing", "", 0, 50_000, language, premium);
      }
    }
    return rows;
  }

  /// For each language a tokenizer of its own at each vocabulary size, measured on that language
  /// only.
  static List<ResultRow> trained(List<String> languages, List<Integer> sizes, long seed) {
    Random random = new Random(seed);
    List<ResultRow> rows = new ArrayList<>();
    for (String language : languages) {
      double level = language.equals("eng_Latn") ? 1 : Math.exp(0.1 + 0.2 * random.nextGaussian());
      for (int size : sizes) {
        String name = "bpe-cl100k-" + language + "-" + size;
        measure(rows, name, "bpe", language, size, size, language, level);
      }
    }
    return rows;
  }

  static void measure(
      List<ResultRow> rows,
      String tokenizer,
      String kind,
      String trainedOn,
      int requested,
      int vocabulary,
      String language,
      double premium) {
    int items = 400;
    double tokens =
        Math.round(premium * 10_000 * (requested == 0 ? 1 : Math.pow(requested / 1000.0, -0.2)));
    add(rows, tokenizer, kind, trainedOn, requested, vocabulary, language, "tokens", tokens, items);
    add(
        rows,
        tokenizer,
        kind,
        trainedOn,
        requested,
        vocabulary,
        language,
        "premium",
        premium,
        items);
    for (String unit : List.of("utf8_bytes", "utf16_units", "code_points", "graphemes")) {
      double perToken = 4 / premium;
      String metric = unit + "_per_token";
      add(
          rows,
          tokenizer,
          kind,
          trainedOn,
          requested,
          vocabulary,
          language,
          metric,
          perToken,
          items);
    }
  }

  static void add(
      List<ResultRow> rows,
      String tokenizer,
      String kind,
      String trainedOn,
      int requested,
      int vocabulary,
      String language,
      String metric,
      double value,
      int items) {
    rows.add(
        new ResultRow(
            tokenizer,
            kind,
            trainedOn,
            "cl100k",
            "",
            requested,
            0,
            vocabulary,
            0L,
            CORPUS,
            language,
            metric,
            "unit",
            value,
            items));
  }

  /// One premium of an existing tokenizer.
  static ResultRow premium(String tokenizer, String language, double premium) {
    List<ResultRow> one = new ArrayList<>();
    add(one, tokenizer, "existing", "", 0, 1000, language, "premium", premium, 10);
    return one.getFirst();
  }
}
