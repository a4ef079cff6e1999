package org.tokenlab.analysis.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tokenlab.analysis.study.CellGroup.Results;
import org.tokenlab.analysis.study.CellMeasures.CellFigures;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// The groups that need no training.
final class MeasuringWork {
  private MeasuringWork() {}

  /// The lengths of all items in all units of text.
  record Lengths(EvaluationSet set) implements CellGroup.Work {
    @Override
    public Results run(ResultStore store) {
      List<Measurement> lengths = new ArrayList<>();
      for (TextUnit unit : TextUnit.values()) {
        for (LanguageScript language : set.languages()) {
          lengths.add(
              measurement(
                  unit.name().toLowerCase(Locale.ROOT),
                  Measurement.LENGTH,
                  "",
                  0,
                  set,
                  language,
                  CellFigures.of(set.length(unit, language))));
        }
      }
      return new Results(lengths, List.of());
    }
  }

  /// One tokenizer that is there already, on all languages.
  ///
  /// @param tokenizer a name, or the path of a model file
  /// @param kind as in [ResultRow]
  /// @param measures what to measure
  record Existing(EvaluationSet set, String tokenizer, String kind, CellMeasures measures)
      implements CellGroup.Work {
    @Override
    public Results run(ResultStore store) throws IOException {
      Tokenizer loaded =
          Tokenizers.names().contains(tokenizer)
              ? Tokenizers.named(tokenizer)
              : Tokenizers.load(Path.of(tokenizer));
      String pattern = SplitPattern.of(loaded.preTokenizer()).map(SplitPattern::id).orElse("");
      List<Measurement> cells = new ArrayList<>();
      for (LanguageScript language : set.languages()) {
        cells.add(
            measurement(
                tokenizer,
                kind,
                pattern,
                loaded.vocabulary().size(),
                set,
                language,
                measures.measure(set, language, loaded)));
      }
      return new Results(cells, List.of());
    }
  }

  private static Measurement measurement(
      String tokenizer,
      String kind,
      String pattern,
      int vocabulary,
      EvaluationSet set,
      LanguageScript language,
      CellFigures figures) {
    return new Measurement(
        tokenizer,
        kind,
        "",
        pattern,
        "",
        0,
        0,
        vocabulary,
        0,
        set.name(),
        language.toString(),
        figures);
  }
}
