package org.tokenlab.training.superword;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// Real text in scripts with and without spaces: the beginning of FLORES-200 where the reference
/// data is there, and a few invented sentences, some of them repeated, where it is not asked for.
final class SuperwordTexts {
  static final List<String> LANGUAGES =
      List.of(
          "eng_Latn",
          "rus_Cyrl",
          "ell_Grek",
          "arb_Arab",
          "heb_Hebr",
          "hin_Deva",
          "tha_Thai",
          "kor_Hang",
          "jpn_Jpan",
          "zho_Hans");

  private static final Map<String, String> INVENTED =
      Map.of(
          "Latn", "The keeper of the lamps is one of the last of the keepers. It's 12:30: the end.",
          "Cyrl", "Смотритель маяка считает лампы, и смотритель маяка не спит. 2024 год.",
          "Deva", "दीपक का रखवाला दीपक गिनता है, और दीपक का रखवाला सोता नहीं। १२३",
          "Thai", "ผู้ดูแลประภาคารนับตะเกียง ผู้ดูแลประภาคารไม่หลับ",
          "Hans", "灯塔的看守人数着灯，灯塔的看守人不睡觉。",
          "Arab", "حارس المنارة يعد المصابيح، وحارس المنارة لا ينام.");

  private SuperwordTexts() {}

  /// The invented text of a script, each sentence with a few variations.
  static List<String> invented(String script) {
    String text = INVENTED.get(script);
    String start = text.substring(0, text.length() / 2);
    return List.of(text, text, start + text, text + "\n", "\n" + start, start + " " + start);
  }

  static Iterable<String> scripts() {
    return INVENTED.keySet();
  }

  /// The golden corpus of the trainers, a text in many scripts.
  static List<String> inventedLines() throws IOException {
    try (InputStream in =
        SuperwordTexts.class.getResourceAsStream("/org/tokenlab/training/invented-text.txt")) {
      return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?<=\n)"));
    }
  }

  /// The first lines of FLORES-200's development set; skips the test where it is absent.
  static List<String> flores(String language, int lines) throws IOException {
    String property = System.getProperty("tokenlab.data");
    String variable = System.getenv("TOKENLAB_DATA");
    Path folder =
        property != null
            ? Path.of(property)
            : variable != null
                ? Path.of(variable)
                : Path.of(System.getProperty("user.home"), ".cache", "tokenlab", "data");
    Path file = folder.resolve("flores200/dev/" + language + ".dev");
    if (!Files.exists(file)) {
      String line = "skipped: there is no reference data at " + file;
      System.out.println(line); // Maven counts what is skipped, but does not say why
      Assumptions.abort(line);
    }
    return Files.readAllLines(file).subList(0, lines);
  }
}
