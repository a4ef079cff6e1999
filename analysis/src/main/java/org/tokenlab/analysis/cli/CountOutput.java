package org.tokenlab.analysis.cli;

import java.util.List;
import java.util.Locale;
import org.tokenlab.tokenizers.TextUnit;

/// Counts as the text that `count` prints.
final class CountOutput {
  private static final String[] COLUMNS = {
    "file", "tokenizer", "units", "tokens", "utf8_bytes", "utf16_units", "code_points", "graphemes"
  };

  private CountOutput() {}

  /// Tab-separated values with a header.
  static String tsv(List<TokenizerChoice> tokenizers, List<TokenCounter.FileCounts> files) {
    StringBuilder text = new StringBuilder(Separated.tsv((Object[]) COLUMNS));
    for (TokenCounter.FileCounts file : files) {
      for (int t = 0; t < tokenizers.size(); t++) {
        text.append(
            Separated.tsv(
                file.name(),
                tokenizers.get(t).given(),
                file.units(),
                file.tokens(t),
                file.length(TextUnit.UTF8_BYTES),
                file.length(TextUnit.UTF16_UNITS),
                file.length(TextUnit.CODE_POINTS),
                file.length(TextUnit.GRAPHEMES)));
      }
    }
    return text.toString();
  }

  /// An array of objects, one a row, with the same names.
  static String json(List<TokenizerChoice> tokenizers, List<TokenCounter.FileCounts> files) {
    return Json.text(json -> {
      json.writeStartArray();
      for (TokenCounter.FileCounts file : files) {
        for (int t = 0; t < tokenizers.size(); t++) {
          json.writeStartObject();
          json.writeStringProperty(COLUMNS[0], file.name());
          json.writeStringProperty(COLUMNS[1], tokenizers.get(t).given());
          json.writeNumberProperty(COLUMNS[2], file.units());
          json.writeNumberProperty(COLUMNS[3], file.tokens(t));
          for (TextUnit unit : TextUnit.values()) {
            json.writeNumberProperty(unit.name().toLowerCase(Locale.ROOT), file.length(unit));
          }
          json.writeEndObject();
        }
      }
      json.writeEndArray();
    });
  }
}
