package org.tokenlab.training.wordpool;

import org.tokenlab.tokenizers.wordpool.ModelCost;

/// A model of a [ModelComparison], trained and measured.
///
/// @param model its name: `word-pooled bytes`, `bpe 2000`
/// @param seed of its training
/// @param evaluation on the test text
/// @param run its training
/// @param weights number of its weights
/// @param cost of a forward pass over the test text
/// @param words of the test text
/// @param trainSeconds processor time of training, one thread
/// @param scoreSeconds processor time of the plain-Java forward pass over the test text, one thread
public record ComparedModel(
    String model,
    long seed,
    WordEvaluation evaluation,
    NeuralRun run,
    long weights,
    ModelCost cost,
    int words,
    double trainSeconds,
    double scoreSeconds) {}
