/// Training of word-pooled language models, and of plain ones to compare them with, on DJL with its
/// PyTorch engine: an optional dependency. All that runs a trained model needs no engine and is in
/// `org.tokenlab.tokenizers.wordpool`.
///
/// [NeuralSettings] say how long and how fast; [WordPoolTrainer] and [PlainTrainer] lay a text out
/// as windows and hand a [Network], the forward pass on the engine, to one [TrainingLoop]: AdamW,
/// clipping, a schedule, checkpoints, early stop. All weights are one vector, [FlatWeights], so
/// that a step of the optimizer is a dozen operations whatever the number of tensors.
/// [WordEvaluation] compares models word by word, [ModelComparison] models of equally many weights.
/// [NeuralBytesTrainer] trains the neural predictor of Equal-Info Windows in the same loop.
///
/// Equal settings, text, device and number of threads give equal weights, and a run that was
/// interrupted and resumed gives those of one that was not. There is no dropout.
///
/// Traps. Padding comes last in every row, so that causal attention never sees it; the encoder is
/// not causal and needs its mask. An array belongs to the manager of its step and is gone after it.
/// In what gradients pass through, numbers are multiplied by [TorchLayers#scaled] and never by
/// DJL's own `mul(Number)`, whose gradient may be garbage.
@org.jspecify.annotations.NullMarked
package org.tokenlab.training.wordpool;
