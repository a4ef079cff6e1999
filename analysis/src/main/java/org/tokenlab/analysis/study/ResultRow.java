package org.tokenlab.analysis.study;

/// One figure of a study: a row of its long, tidy table. Columns appear in `results.csv` in this
/// order.
///
/// @param tokenizer its name within the study: `cl100k_base`, `bpe-cl100k-deu_Latn-8192`
/// @param kind `existing`, `baseline`, or the algorithm it was trained with: `bpe`, `unigram`,
///   `superbpe-0.9`, `boundlessbpe`
/// @param trainedOn the language and script of its training text, as `deu_Latn`; empty unless
///   trained
/// @param pattern the splitting pattern, as `cl100k`; empty where there is none
/// @param data which part of the training text was asked for: `all`, `1000000B` for so many UTF-8
///   bytes, `1000000B-scaled` for so many times the language's byte premium, `1000000B-r2` for the
///   second sample of that size; empty unless trained
/// @param requestedVocabulary the vocabulary size asked for; 0 unless trained
/// @param tokenTarget the corpus token count that the size was chosen for, by a power law through
///   the other sizes; 0 for none
/// @param vocabulary the actual number of tokens; 0 where there is no finite vocabulary
/// @param trainingBytes UTF-8 bytes of training text; 0 unless trained
/// @param corpus the evaluation corpus
/// @param language the language and script of the evaluated text; empty for figures over all
///   languages
/// @param metric `tokens`, `premium`, `utf8_bytes_per_token`, `utf16_units_per_token`,
///   `code_points_per_token`, `graphemes_per_token`, `gini`; or another that the manifest asks for,
///   as `fertility`, `renyi_efficiency`, `data_similarity`
/// @param unit what `value` is counted in: `tokens`, `ratio`, `utf8_bytes`, …
/// @param value the figure
/// @param low lower end of its bootstrap interval; NaN where it has none
/// @param high upper end of its bootstrap interval; NaN where it has none
/// @param items how many aligned items of text it rests on
public record ResultRow(
    String tokenizer,
    String kind,
    String trainedOn,
    String pattern,
    String data,
    int requestedVocabulary,
    int tokenTarget,
    int vocabulary,
    long trainingBytes,
    String corpus,
    String language,
    String metric,
    String unit,
    double value,
    double low,
    double high,
    int items) {
  /// A figure without an interval.
  public ResultRow(
      String tokenizer,
      String kind,
      String trainedOn,
      String pattern,
      String data,
      int requestedVocabulary,
      int tokenTarget,
      int vocabulary,
      long trainingBytes,
      String corpus,
      String language,
      String metric,
      String unit,
      double value,
      int items) {
    this(
        tokenizer,
        kind,
        trainedOn,
        pattern,
        data,
        requestedVocabulary,
        tokenTarget,
        vocabulary,
        trainingBytes,
        corpus,
        language,
        metric,
        unit,
        value,
        Double.NaN,
        Double.NaN,
        items);
  }
}
