package org.tokenlab.jmh;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

/// What one text of a kind that is hard on tokenizers costs, in milliseconds, at a length and at
/// twice that. [DoublingPlot] has all lengths, quicker and rougher.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PathologicalBenchmark {
  /// What the text is made of.
  @Param public PathologicalInput input = PathologicalInput.LETTER_A;

  /// In UTF-16 units.
  @Param({"500000", "1000000"})
  public int length = 500_000;

  /// A name that [Tokenizers#named] knows.
  @Param("cl100k_base")
  public String vocabulary = "cl100k_base";

  private String text = "";
  private @Nullable Tokenizer tokenizer;

  /// Makes the text and the tokenizer.
  @Setup
  public void make() {
    text = input.text(length);
    tokenizer = input.tokenizer(Tokenizers.named(vocabulary));
  }

  /// Encodes the text as one.
  @Benchmark
  public int @Nullable [] encode() {
    return tokenizer == null ? null : tokenizer.encodeOrdinary(text);
  }
}
