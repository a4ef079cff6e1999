package org.tokenlab.analysis.measure;

import org.tokenlab.analysis.stats.Resamples;

/// What figures depend on beside corpus and tokenizers.
///
/// @param resamples of the corpus's items
/// @param level of the intervals
/// @param alpha order of Rényi's entropy
/// @param window tokens of a context window
public record MeasureSettings(Resamples resamples, double level, double alpha, long window) {}
