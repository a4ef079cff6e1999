package org.tokenlab.analysis.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokenlab.analysis.inference.Finding;
import org.tokenlab.analysis.inference.Finding.Question;
import org.tokenlab.analysis.measure.Segmentation;
import org.tokenlab.analysis.study.ResultRow;
import org.w3c.dom.Element;

class HtmlReportTest {
  private static final List<String> TOKENIZERS = List.of("one_base", "two_base", "three_base");
  private static final List<String> LANGUAGES = StudyRows.languages(60);

  private static List<ResultRow> study(long seed) {
    List<ResultRow> rows = StudyRows.existing(LANGUAGES, TOKENIZERS, seed);
    rows.addAll(StudyRows.trained(LANGUAGES.subList(0, 20), List.of(1024, 4096, 16384), seed + 1));
    return rows;
  }

  private static String render(List<ResultRow> rows) {
    return HtmlReport.render(rows, StudyRows.CONTEXT);
  }

  @Test
  void everyIdIsUniqueAndEveryReferenceHits() throws Exception {
    PageReader page = new PageReader(render(study(StudyRows.seed())));
    Set<String> ids = new HashSet<>();
    for (Element element : page.elements("*", element -> element.hasAttribute("id"))) {
      assertTrue(ids.add(element.getAttribute("id")), "twice: " + element.getAttribute("id"));
    }
    for (Element element : page.elements("*", e -> e.hasAttribute("aria-labelledby"))) {
      for (String id : element.getAttribute("aria-labelledby").split(" ", -1)) {
        assertTrue(ids.contains(id), "nowhere: " + id);
      }
    }
    for (Element element : page.elements("*", e -> e.hasAttribute("data-curve"))) {
      assertTrue(ids.contains(element.getAttribute("data-curve")));
    }
  }

  @Test
  void asksNothingOfTheNetwork() {
    String page = render(study(StudyRows.seed()));
    for (String way :
        List.of("http:", "https:", "src=", "url(", "@import", "<link", "fetch(", "//www")) {
      assertFalse(page.contains(way), way);
    }
  }

  @Test
  void tablesHoldEveryFigureOfEveryLanguage() throws Exception {
    long seed = StudyRows.seed();
    PageReader page = new PageReader(render(study(seed)));
    List<Element> tables = page.elements("table", PageReader.ofClass("languages"));
    assertEquals(6, tables.size()); // those that the rows have figures of
    Set<String> cells = new HashSet<>();
    for (Element row : PageReader.within(tables.getFirst(), "tr")) {
      List<Element> figures = PageReader.within(row, "td");
      if (!figures.isEmpty()) {
        String code = PageReader.text(PageReader.within(row, "code").getFirst());
        for (int i = 0; i < TOKENIZERS.size(); i++) {
          cells.add(code + " " + TOKENIZERS.get(i) + " " + PageReader.text(figures.get(i + 1)));
        }
      }
    }
    for (ResultRow row : study(seed)) {
      if (row.metric().equals("premium") && row.kind().equals("existing")) {
        String cell =
            row.language()
                + " "
                + row.tokenizer()
                + String.format(Locale.ROOT, " %.2f", row.value());
        assertTrue(cells.remove(cell), cell);
      }
    }
    assertEquals(Set.of(), cells);
  }

  @Test
  void rankedListsGoFromTheGreatestPremiumToTheLeast() throws Exception {
    long seed = StudyRows.seed();
    PageReader page = new PageReader(render(study(seed)));
    List<Element> panels =
        page.elements("section", e -> TOKENIZERS.contains(e.getAttribute("data-name")));
    assertEquals(TOKENIZERS.size(), panels.size());
    for (Element panel : panels) {
      List<String> expected =
          study(seed).stream()
              .filter(row -> row.tokenizer().equals(panel.getAttribute("data-name")))
              .filter(row -> row.metric().equals("premium"))
              .sorted(Comparator.comparingDouble(ResultRow::value).reversed())
              .map(row -> row.language() + " " + Numbers.times(row.value()))
              .toList();
      List<String> shown = new ArrayList<>();
      for (Element line : PageReader.within(panel, "li")) {
        Element name = PageReader.within(line, "span").getFirst();
        String title = name.getAttribute("title");
        String code = title.substring(title.lastIndexOf(' ') + 1);
        shown.add(code + " " + PageReader.text(PageReader.within(line, "b").getFirst()));
      }
      assertEquals(expected, shown);
    }
  }

  @Test
  void languagesStandInTheTableByName() throws Exception {
    PageReader page = new PageReader(render(study(StudyRows.seed())));
    Element table = page.elements("table", PageReader.ofClass("languages")).getFirst();
    List<String> names = new ArrayList<>();
    for (Element head : PageReader.within(table, "th")) {
      if (head.getAttribute("scope").equals("row")) {
        names.add(head.getFirstChild().getTextContent().strip());
      }
    }
    assertEquals(LANGUAGES.size(), names.size());
    assertEquals(names.stream().sorted().toList(), names);
  }

  @Test
  void hostileNamesStayText() throws Exception {
    String hostile = "</title><script>alert('1')</script>\"' onload=\"x\u0000\u202E\uD800&amp;";
    List<ResultRow> rows = new ArrayList<>();
    for (String language : List.of("eng_Latn", "deu_Latn", hostile)) {
      for (String tokenizer : List.of("plain", hostile)) {
        StudyRows.measure(rows, tokenizer, "existing", "", 0, 10, language, 1.5);
      }
      StudyRows.measure(rows, "bpe-" + language, hostile, language, 100, 90, language, 1.5);
    }
    ReportContext context =
        new ReportContext(
            hostile,
            "eng_Latn",
            List.of(new CorpusNote(StudyRows.CORPUS, hostile, hostile)),
            List.of(new ProvenanceEntry(hostile, hostile, hostile)));
    String page = HtmlReport.render(rows, context);
    assertEquals(1, Pattern.compile("<script").matcher(page).results().count());
    assertFalse(page.contains("\u202E"));
    assertFalse(page.contains("\u0000"));
    List<Element> titles = new PageReader(page).elements("title", e -> true);
    assertTrue(
        titles.getFirst().getTextContent().startsWith("</title><script>alert('1')</script>"));
    assertTrue(new PageReader(page).elements("*", e -> e.hasAttribute("onload")).isEmpty());
  }

  @Test
  void sameRowsGiveTheSameBytesInAnyLocale(@TempDir Path folder) throws Exception {
    long seed = StudyRows.seed();
    Locale before = Locale.getDefault();
    HtmlReport.write(folder.resolve("a.html"), study(seed), StudyRows.CONTEXT);
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      HtmlReport.write(folder.resolve("b.html"), study(seed), StudyRows.CONTEXT);
    } finally {
      Locale.setDefault(before);
    }
    assertEquals(-1, Files.mismatch(folder.resolve("a.html"), folder.resolve("b.html")));
  }

  @Test
  void twoHundredLanguagesByEightTokenizersStayUnderFiveMegabytes() {
    List<String> languages = StudyRows.languages(200);
    assertEquals(200, languages.size());
    List<String> tokenizers = Stream.of("abcdefgh".split("")).map(c -> c + "_tokenizer").toList();
    List<ResultRow> rows = StudyRows.existing(languages, tokenizers, StudyRows.seed());
    int bytes = render(rows).getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes < 5_000_000, bytes + " bytes");
  }

  static Stream<Arguments> oddStudies() {
    List<ResultRow> full = study(11);
    List<ResultRow> broken = new ArrayList<>(full);
    StudyRows.measure(broken, "odd", "existing", "", 0, 0, "deu_Latn", Double.NaN);
    StudyRows.measure(broken, "odd", "existing", "", 0, 0, "fra_Latn", 0);
    StudyRows.measure(broken, "odd", "existing", "", 0, 0, "ita_Latn", Double.POSITIVE_INFINITY);
    return Stream.of(
        Arguments.of("no rows", List.of()),
        Arguments.of("one row", List.of(StudyRows.premium("a", "eng_Latn", 1))),
        Arguments.of("one language", StudyRows.existing(List.of("eng_Latn"), TOKENIZERS, 1)),
        Arguments.of("two languages", StudyRows.existing(StudyRows.languages(2), TOKENIZERS, 1)),
        Arguments.of("one tokenizer", StudyRows.existing(LANGUAGES, List.of("alone"), 1)),
        Arguments.of("trained only", StudyRows.trained(LANGUAGES, List.of(1000, 2000), 1)),
        Arguments.of("one vocabulary size", StudyRows.trained(LANGUAGES, List.of(1000), 1)),
        Arguments.of(
            "no reference",
            full.stream().filter(row -> !row.language().equals("eng_Latn")).toList()),
        Arguments.of(
            "no premiums", full.stream().filter(row -> !row.metric().equals("premium")).toList()),
        Arguments.of(
            "premiums only", full.stream().filter(row -> row.metric().equals("premium")).toList()),
        Arguments.of(
            "all languages alike",
            LANGUAGES.stream().map(code -> StudyRows.premium("even", code, 1)).toList()),
        Arguments.of("figures that are none", broken));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddStudies")
  void oddStudiesGiveAWholePage(String name, List<ResultRow> rows) throws Exception {
    String page = render(rows);
    new PageReader(page);
    assertFalse(Pattern.compile("NaN[^(]|Infinity").matcher(withoutScript(page)).find(), name);
    assertTrue(page.contains("A study"));
    for (ResultRow row : rows) {
      if (!row.language().isEmpty()) {
        assertTrue(page.contains("<code>" + row.language() + "</code>"), row.toString());
      }
    }
  }

  private static String withoutScript(String page) {
    return page.substring(0, page.indexOf("<script"));
  }

  @Test
  void everyCorpusHasAChapterUnderItsLabel() throws Exception {
    List<ResultRow> rows = new ArrayList<>(StudyRows.existing(LANGUAGES, TOKENIZERS, 3));
    for (ResultRow row : StudyRows.existing(LANGUAGES, TOKENIZERS, 4)) {
      rows.add(
          new ResultRow(
              row.tokenizer(),
              row.kind(),
              "",
              "",
              "",
              0,
              0,
              row.vocabulary(),
              0,
              "second",
              row.language(),
              row.metric(),
              row.unit(),
              row.value(),
              row.items()));
    }
    PageReader page = new PageReader(render(rows));
    List<String> labels =
        page.elements("p", PageReader.ofClass("corpus")).stream().map(PageReader::text).toList();
    assertEquals(2, labels.size());
    assertTrue(
        labels.get(0).startsWith("Measured on Made-up figures: drawn at random, not measured."));
    assertTrue(labels.get(1).startsWith("Measured on second."));
    for (Element figure : page.elements("figure", e -> true)) {
      Element caption = PageReader.within(figure, "figcaption").getFirst();
      assertTrue(PageReader.text(caption).matches("(Made-up figures|second) · 400 aligned items"));
    }
  }

  @Test
  void provenanceKeepsGroupsAndOrder() throws Exception {
    PageReader page = new PageReader(render(List.of()));
    Element section =
        page.elements("section", e -> e.getAttribute("id").equals("provenance")).getFirst();
    assertEquals(
        List.of("Study", "Software"),
        PageReader.within(section, "h3").stream().map(PageReader::text).toList());
    assertEquals(
        List.of("7", "test"),
        PageReader.within(section, "dd").stream().map(PageReader::text).toList());
  }

  private static Finding finding(
      Question question,
      String test,
      String family,
      String against,
      String predictor,
      double value,
      double holm,
      double effect,
      double rSquared) {
    return new Finding(
        StudyRows.CORPUS,
        question,
        test,
        family,
        against,
        predictor,
        "tokens",
        "t",
        value,
        58,
        Double.NaN,
        holm / 10,
        holm,
        holm,
        effect,
        rSquared,
        rSquared,
        LANGUAGES);
  }

  @Test
  void testsAreTablesInWhichBoldHoldsAfterCorrection() throws Exception {
    List<Finding> findings =
        List.of(
            finding(Question.SIZE, "paired_t", "large", "small", "", -12.345, 1e-9, -678.9, 0),
            finding(Question.SIZE, "variance_ratio", "large", "small", "", 0.5, 0.06, 0, 0),
            finding(Question.PREDICTOR, "ols", "small", "", "white_space_share", 2, 0.5, -1, 0.25),
            finding(Question.PREDICTOR, "ols", "small", "", "byte_premium", 2, 0.01, 3, 0.5),
            finding(Question.PREDICTOR, "ols", "large", "", "byte_premium", 2, 0.01, 3, 0.125));
    PageReader page = new PageReader(render(study(StudyRows.seed()), findings));
    String tex = LatexTests.render(findings, text -> text.replace("_", "\\_"));
    assertEquals(2, tex.split("begin\\{longtable\\}", -1).length - 1);
    assertTrue(tex.contains("  small & 60 & $-$0.250 & \\textbf{+0.500} \\\\\n"), tex);
    assertTrue(tex.contains("  large & 60 & -- & \\textbf{+0.125} \\\\\n"), tex);
    assertTrue(
        tex.contains(
            "  large & small & 60 & \\textbf{$-$679} & \\textbf{$-$12.35} & \\textbf{$<$0.001}"
                + " & 0.500 & 0.060 \\\\\n"),
        tex);
    List<Element> tables = page.elements("table", PageReader.ofClass("tests"));
    assertEquals(2, tables.size());
    assertEquals(
        List.of("60", "−0.250", "+0.500", "60", "–", "+0.125"), cells(tables.get(0), "td"));
    assertEquals(List.of("+0.500", "+0.125"), cells(tables.get(0), "b"));
    assertEquals(
        List.of("small", "60", "-679", "-12.35", "<0.001", "0.500", "0.060"),
        cells(tables.get(1), "td"));
    assertEquals(List.of("-679", "-12.35", "<0.001"), cells(tables.get(1), "b"));
  }

  @Test
  void testsOfAnotherCorpusAreNotShown() throws Exception {
    Finding other =
        finding(Question.PREDICTOR, "ols", "small", "", "byte_premium", 2, 0.01, 3, 0.5);
    List<ResultRow> rows = study(StudyRows.seed());
    assertEquals(1, testTables(rows, other));
    assertEquals(0, testTables(rows, ofCorpus(other, "another")));
  }

  private static Finding ofCorpus(Finding f, String corpus) {
    return new Finding(
        corpus,
        f.question(),
        f.test(),
        f.family(),
        f.against(),
        f.predictor(),
        f.response(),
        f.statistic(),
        f.value(),
        f.df(),
        f.denominatorDf(),
        f.p(),
        f.pHolm(),
        f.pBonferroni(),
        f.effect(),
        f.rSquared(),
        f.adjustedRSquared(),
        f.languages());
  }

  private static int testTables(List<ResultRow> rows, Finding finding) throws Exception {
    return new PageReader(render(rows, List.of(finding)))
        .elements("table", PageReader.ofClass("tests"))
        .size();
  }

  private static String render(List<ResultRow> rows, List<Finding> findings) {
    return HtmlReport.render(
        new ReportData(rows, findings, Map.of(), List.of()), StudyRows.CONTEXT);
  }

  @Test
  void aHundredLanguagesUnderHundredsOfTokenizersStayBelowFiveMegabytes() {
    List<String> languages = StudyRows.languages(100);
    List<Integer> sizes = List.of(1024, 2048, 4096, 8192, 16384);
    List<ResultRow> rows = new ArrayList<>();
    List<Example> examples = new ArrayList<>();
    for (int kind = 0; kind < 30; kind++) {
      String name = "bpe" + kind + "-cl100k-";
      for (ResultRow row : StudyRows.trained(languages, sizes, kind)) {
        String tokenizer = row.tokenizer().replace("bpe-cl100k-", name);
        StudyRows.add(
            rows,
            tokenizer,
            "bpe" + kind,
            row.trainedOn(),
            row.requestedVocabulary(),
            row.vocabulary(),
            row.language(),
            row.metric(),
            row.value(),
            row.items());
        if (row.metric().equals("tokens")) {
          List<Integer> ends = IntStream.rangeClosed(1, 40).map(i -> 3 * i).boxed().toList();
          examples.add(
              new Example(
                  row.corpus(),
                  row.language(),
                  tokenizer,
                  "x".repeat(120),
                  new Segmentation(0, ends)));
        }
      }
    }
    String page =
        HtmlReport.render(new ReportData(rows, List.of(), Map.of(), examples), StudyRows.CONTEXT);
    int bytes = page.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes < 5_000_000, bytes + " bytes");
    assertTrue(bytes > 1_000_000, bytes + " bytes: the page lacks most of it");
  }

  @Test
  void aPageForEachLanguageShowsAnItemInTokens() throws Exception {
    Random random = new Random(StudyRows.seed());
    List<ResultRow> rows = study(StudyRows.seed());
    Map<String, Example> wanted = new HashMap<>();
    List<Example> examples = new ArrayList<>();
    for (ResultRow row : rows) {
      if (row.metric().equals("tokens") && row.kind().equals("existing")) {
        String text = random.nextBoolean() ? "a <b> & \"c\" 漢字" : "سلام دنیا " + random.nextInt();
        List<Integer> ends = new ArrayList<>();
        int end = 0;
        while (end < text.length()) {
          end = Math.min(text.length(), end + random.nextInt(4));
          ends.add(end);
        }
        Example example =
            new Example(
                row.corpus(), row.language(), row.tokenizer(), text, new Segmentation(0, ends));
        examples.add(example);
        wanted.put(row.language() + " " + row.tokenizer(), example);
      }
    }
    PageReader page =
        new PageReader(
            HtmlReport.render(
                new ReportData(rows, List.of(), Map.of(), examples), StudyRows.CONTEXT));
    List<Element> pages = page.elements("details", PageReader.ofClass("one-language"));
    assertEquals(LANGUAGES.size(), pages.size());
    for (Element one : pages) {
      String code = PageReader.text(PageReader.within(one, "code").getFirst());
      List<Element> cuts =
          PageReader.within(one, "p").stream().filter(PageReader.ofClass("cut")).toList();
      assertEquals(TOKENIZERS.size(), cuts.size());
      for (int t = 0; t < cuts.size(); t++) {
        Example example = wanted.get(code + " " + TOKENIZERS.get(t));
        assertEquals(example.text(), cuts.get(t).getTextContent());
        int tokens = 0;
        for (Element piece : PageReader.within(cuts.get(t), "i")) {
          String shared = piece.getAttribute("data-n");
          tokens += shared.isEmpty() ? 1 : Integer.parseInt(shared);
        }
        assertEquals(example.segmentation().ends().size(), tokens, example.toString());
        assertEquals("auto", cuts.get(t).getAttribute("dir"));
      }
    }
    List<Element> links = page.elements("a", a -> a.getAttribute("href").startsWith("#c1-"));
    assertTrue(links.size() > LANGUAGES.size());
    for (Element link : links) {
      String id = link.getAttribute("href").substring(1);
      assertEquals(1, page.elements("*", e -> e.getAttribute("id").equals(id)).size(), id);
    }
  }

  private static List<String> cells(Element table, String tag) {
    List<String> texts = new ArrayList<>();
    var found = table.getElementsByTagName(tag);
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }
}
