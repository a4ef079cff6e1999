package org.tokenlab.analysis.report;

/// What a reader must know of an evaluation corpus to judge a figure measured on it.
///
/// @param corpus its name in the `corpus` column of the rows
/// @param label the name shown beside every figure: `Locale data (CLDR)`
/// @param description what it is, and is not, without a final full stop: `names, numbers, dates and
///   phrases from locale data, not prose`
public record CorpusNote(String corpus, String label, String description) {}
