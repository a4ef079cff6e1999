package org.tokenlab.analysis.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tokenlab.analysis.measure.Measure;
import org.tokenlab.analysis.measure.MeasureGroup;
import org.tokenlab.analysis.measure.OwnMeasures;
import org.tokenlab.analysis.measure.Segmentation;
import org.tokenlab.analysis.metrics.DataSimilarity;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.metrics.RenyiEntropy;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.tokenizers.Tokenizer;

/// What a study asks of every cell beside the tokens of each item.
///
/// @param groups measures of the evaluation text
/// @param dataSimilarity whether the training text is encoded, too, to see what both have
record CellMeasures(Set<MeasureGroup> groups, boolean dataSimilarity) {
  static final String DATA_SIMILARITY = "data_similarity";

  /// The ids that manifests may list.
  static List<String> ids() {
    List<String> ids = new ArrayList<>();
    Arrays.stream(MeasureGroup.values()).map(MeasureGroup::id).forEach(ids::add);
    ids.add(DATA_SIMILARITY);
    return ids;
  }

  /// @param ids of [#ids()]
  static CellMeasures of(Collection<String> ids) {
    Set<MeasureGroup> groups = EnumSet.noneOf(MeasureGroup.class);
    ids.forEach(id -> MeasureGroup.byId(id).ifPresent(groups::add));
    return new CellMeasures(groups, ids.contains(DATA_SIMILARITY));
  }

  /// A tokenizer that was not trained in the study, on one language.
  CellFigures measure(EvaluationSet set, LanguageScript language, Tokenizer tokenizer) {
    OwnMeasures.Result own =
        groups.isEmpty()
            ? new OwnMeasures.Result(set.count(tokenizer, language), List.of())
            : OwnMeasures.of(tokenizer, set.corpus(), language, groups, RenyiEntropy.PAPER_ALPHA);
    return new CellFigures(own.counts(), own.measures(), example(set, language, tokenizer));
  }

  /// A tokenizer that was trained in the study, on one language.
  ///
  /// @param seen ids in its training text, where they are asked for
  CellFigures measure(
      EvaluationSet set, LanguageScript language, Tokenizer tokenizer, Optional<BitSet> seen) {
    CellFigures figures = measure(set, language, tokenizer);
    if (seen.isEmpty()) {
      return figures;
    }
    BitSet evaluated = idsIn(set.texts(language).iterator(), tokenizer);
    List<Measure> measures = new ArrayList<>(figures.measures());
    measures.add(
        Measure.of(
            language.toString(),
            tokenizer.name(),
            DATA_SIMILARITY,
            "share",
            DataSimilarity.of(seen.get(), evaluated, tokenizer.vocabulary().size())));
    return new CellFigures(figures.counts(), measures, figures.example());
  }

  /// The ids that occur in texts.
  static BitSet idsIn(Iterator<String> texts, Tokenizer tokenizer) {
    BitSet ids = new BitSet();
    while (texts.hasNext()) {
      for (int id : tokenizer.encodeOrdinary(texts.next())) {
        ids.set(id);
      }
    }
    return ids;
  }

  private static Optional<Segmentation> example(
      EvaluationSet set, LanguageScript language, Tokenizer tokenizer) {
    String text = set.example() < 0 ? null : set.corpus().item(language, set.example());
    return text == null || tokenizer.vocabulary().size() == 0
        ? Optional.empty()
        : Optional.of(Segmentation.of(tokenizer, set.example(), text));
  }

  /// What a finished cell knows.
  ///
  /// @param counts tokens of every aligned item
  /// @param measures what else was asked for, in a fixed order
  /// @param example how one item is cut; empty where the language lacks it, and for baselines
  record CellFigures(ItemCounts counts, List<Measure> measures, Optional<Segmentation> example) {
    CellFigures {
      measures = List.copyOf(measures);
    }

    /// Counts alone.
    static CellFigures of(ItemCounts counts) {
      return new CellFigures(counts, List.of(), Optional.empty());
    }
  }
}
