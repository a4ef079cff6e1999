package org.tokenlab.analysis.measure;

import java.util.OptionalDouble;
import org.tokenlab.analysis.stats.Resamples;

/// What figures depend on beside corpus and tokenizers.
///
/// @param resamples of the corpus's items
/// @param level of the intervals
/// @param alpha order of Rényi's entropy
/// @param window tokens of a context window
/// @param price of a million tokens, in any currency; empty for no costs
public record MeasureSettings(
    Resamples resamples, double level, double alpha, long window, OptionalDouble price) {}
