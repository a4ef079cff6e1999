package org.tokenlab.analysis.cli;

import org.tokenlab.analysis.stats.Resamples;

/// What the figures of `measure` depend on beside corpus and tokenizers.
///
/// @param resamples of the corpus's items
/// @param level of the intervals
/// @param alpha order of Rényi's entropy
/// @param window tokens of a context window
record MeasureSettings(Resamples resamples, double level, double alpha, long window) {}
