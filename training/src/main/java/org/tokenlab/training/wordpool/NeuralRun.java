package org.tokenlab.training.wordpool;

import org.tokenlab.tokenizers.wordpool.Tensors;

/// What came out of a training run.
///
/// @param tensors the weights that were best on the held-out text
/// @param steps steps done
/// @param bestStep after how many the weights were as given
/// @param bitsPerByte of the held-out text with them
/// @param seconds wall time of the run, of its last part if it was resumed
/// @param trainedBytes bytes of text that the steps of the run saw, each time they did
public record NeuralRun(
    Tensors tensors,
    int steps,
    int bestStep,
    double bitsPerByte,
    double seconds,
    long trainedBytes) {}
