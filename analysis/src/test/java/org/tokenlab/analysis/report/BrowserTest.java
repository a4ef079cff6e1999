package org.tokenlab.analysis.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.analysis.study.ResultRow;

/// The page's script in a real browser; skipped where there is no Chromium on the PATH.
class BrowserTest {
  /// Notes every error, uses the page like a reader, and leaves what it saw in the document.
  private static final String READER =
      """
      <script>
      window.addEventListener('load', () => {
        const seen = [];
        const table = document.querySelector('table.languages');
        const head = [...table.querySelectorAll('thead th')][2];
        head.querySelector('button').click();
        seen.push(head.getAttribute('aria-sort'));
        const figures = [...table.tBodies[0].rows].map((row) => row.cells[2].textContent);
        seen.push(figures.join(' '));
        const search = document.querySelector('input[type=search]');
        search.value = 'ENG_latn';
        search.dispatchEvent(new Event('input'));
        seen.push([...table.tBodies[0].rows].filter((row) => !row.hidden).length);
        const tabs = [...document.querySelectorAll('.switch')[0].querySelectorAll('.tabs button')];
        tabs[1].click();
        seen.push([...document.querySelectorAll('.switch')[0].querySelectorAll('.panel')]
          .map((panel) => panel.hidden ? 'hidden' : 'shown').join(' '));
        document.querySelector('button.key').click();
        seen.push(document.body.dataset.only);
        const svg = document.querySelector('.panel:not([hidden]) svg');
        svg.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
        seen.push(document.querySelector('.tip').textContent);
        seen.push(document.documentElement.scrollWidth <= innerWidth ? 'fits' : 'too wide');
        const pre = document.createElement('pre');
        pre.id = 'seen';
        pre.textContent = [...errors, ...seen].join('|');
        document.body.append(pre);
      });
      </script>
      """;

  private static final String ERRORS =
      "<script>const errors = []; window.onerror = (message) => errors.push('ERROR ' + message);"
          + "</script>";

  @Test
  void sortsSearchesSwitchesAndShowsTipsWithoutAnError(@TempDir Path folder) throws Exception {
    List<String> languages = StudyRows.languages(50);
    List<ResultRow> rows = StudyRows.existing(languages, List.of("first", "second"), 5);
    String page = HtmlReport.render(rows, StudyRows.CONTEXT);
    String watched =
        page.replace("<head>", "<head>" + ERRORS).replace("</body>", READER + "</body>");
    Path file = Files.writeString(folder.resolve("report.html"), watched);

    Matcher seen =
        Pattern.compile("<pre id=\"seen\">(.*?)</pre>", Pattern.DOTALL).matcher(dump(file, folder));
    assertTrue(seen.find(), "the page's script did not come to its end");
    List<String> parts = List.of(seen.group(1).split("\\|", -1));
    String sorted =
        rows.stream()
            .filter(row -> row.tokenizer().equals("first") && row.metric().equals("premium"))
            .map(ResultRow::value)
            .sorted((a, b) -> Double.compare(b, a))
            .map(value -> Numbers.fixed(value, 2))
            .reduce((a, b) -> a + " " + b)
            .orElseThrow();
    assertEquals(List.of("descending", sorted, "1", "hidden shown", "latin"), parts.subList(0, 5));
    assertTrue(parts.get(5).matches(".+: \\d.*×"), parts.get(5));
    assertEquals("fits", parts.get(6));
  }

  private static String dump(Path page, Path folder) throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "skipped: no chromium or google-chrome on the PATH");
    Path out = folder.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                chromium.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=5000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    assertTrue(ended, "the browser did not come to an end within 120 s");
    assumeTrue(process.exitValue() == 0, "skipped: the browser does not start on this machine");
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  private static Optional<Path> chromium() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name ->
            Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
