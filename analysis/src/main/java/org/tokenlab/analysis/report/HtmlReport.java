package org.tokenlab.analysis.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tokenlab.analysis.study.ResultRow;

/// The report of a study as one HTML page that needs nothing else: no network, no fonts, no other
/// file.
///
/// It shows what the rows hold and says so in words; whatever rows lack (a metric, a reference
/// language, trained tokenizers) is left out. Rows may come in any number, none included. The size
/// is about 60 bytes a table cell plus 100 bytes a dot: 200 languages by 8 tokenizers are near 1.5
/// MB.
///
/// Thread-safe; the page depends on its arguments only.
public final class HtmlReport {
  private HtmlReport() {}

  /// The page of rows alone.
  ///
  /// @param rows in an order that doesn't change from run to run: tokenizers appear in it
  public static String render(List<ResultRow> rows, ReportContext context) {
    return render(ReportData.of(rows), context);
  }

  /// The page.
  public static String render(ReportData data, ReportContext context) {
    return new ReportPage(context, ChapterReader.read(context, data.rows()), data).render();
  }

  /// Writes the page of rows as UTF-8. Not atomic: an interrupted call may leave part of a file.
  ///
  /// @throws IOException if the file can't be written
  public static void write(Path file, List<ResultRow> rows, ReportContext context)
      throws IOException {
    Files.writeString(file, render(rows, context), StandardCharsets.UTF_8);
  }
}
