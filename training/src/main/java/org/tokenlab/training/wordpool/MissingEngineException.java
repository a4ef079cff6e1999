package org.tokenlab.training.wordpool;

/// The neural engine, or its native library, is not there. The message names what to add.
public final class MissingEngineException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  MissingEngineException(String reason, Throwable cause) {
    super(
        "training a neural model needs DJL with its PyTorch engine, and "
            + reason
            + ". Add to the class path, from Maven Central: ai.djl:api:0.36.0,"
            + " ai.djl.pytorch:pytorch-engine:0.36.0, ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 and"
            + " ai.djl.pytorch:pytorch-native-cpu:2.7.1:linux-x86_64 (osx-aarch64, win-x86_64; for a"
            + " GPU pytorch-native-cu128); ./tokenlab fetches them when it trains such a model",
        cause);
  }
}
