package org.tokenlab.jmh;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.bpe.BpeModel;

/// A model file to a tokenizer that is ready, in milliseconds a load: ours from three formats,
/// jtokkit from its jar, and HF tokenizers through DJL from the same `tokenizer.json`.
///
/// The files are written to a temporary folder from the vocabulary in jtokkit's jar, and have been
/// read just before: no disk is waited for. What is timed is a warm JVM. For the first load of a
/// JVM, classes and compiler included, add `-wi 0 -i 1 -f 10`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 20)
@Fork(value = 1, jvmArgsAppend = "-Dai.djl.offline=true") // DJL's library is in its jar
public class LoadBenchmark {
  private static final String TEXT =
      "Hello, world! Größe 你好 Привет\n\n  int fooBar = 12345; // 🙂 don't";

  /// Whose vocabulary: a name that both sides know.
  @Param({"cl100k_base", "o200k_base"})
  public String tokenizer = "cl100k_base";

  private Path folder = Path.of("");
  private Path tiktoken = Path.of("");
  private Path json = Path.of("");
  private Path compiled = Path.of("");
  private @Nullable HuggingFaceTokenizer toClose;

  /// Writes the files, and compares the ids that come of each.
  ///
  /// @throws IllegalStateException if two ways to load don't give the same ids
  @Setup
  public void write() throws IOException {
    folder = Files.createTempDirectory("load");
    Tokenizer named = Tokenizers.named(tokenizer);
    json = folder.resolve("tokenizer.json");
    Tokenizers.save(named, json);
    compiled = folder.resolve("model.tokenlab");
    Tokenizers.save(named, compiled);
    // As it is published: without the file beside it that tells how text is split.
    Path withPattern = folder.resolve("with-pattern.tiktoken");
    Tokenizers.save(named, withPattern);
    tiktoken = Files.move(withPattern, folder.resolve(tokenizer + ".tiktoken"));
    ids().forEach((from, ids) -> requireSame(named.encodeOrdinary(TEXT), ids, from));
  }

  /// The ids of a text, by what was loaded.
  Map<String, int[]> ids() throws IOException {
    long[] theirs = djlTokenizerJson().encode(TEXT, false, false).getIds();
    closeNative();
    return Map.of(
        "a .tiktoken file", tokenlabTiktoken().encodeOrdinary(TEXT),
        "tokenizer.json", tokenlabTokenizerJson().encodeOrdinary(TEXT),
        "a compiled file", tokenlabCompiled().encodeOrdinary(TEXT),
        "jtokkit", jtokkit().encodeOrdinary(TEXT).toArray(),
        "DJL", Arrays.stream(theirs).mapToInt(Math::toIntExact).toArray());
  }

  private static void requireSame(int[] wanted, int[] found, String from) {
    if (!Arrays.equals(wanted, found)) {
      throw new IllegalStateException(
          "loaded from %s: expected the ids %s; found %s"
              .formatted(from, Arrays.toString(wanted), Arrays.toString(found)));
    }
  }

  /// Tokenlab from ranks as OpenAI publishes them: the pairs that merge are computed in the
  /// background.
  @Benchmark
  public Tokenizer tokenlabTiktoken() throws IOException {
    return Tokenizers.load(tiktoken);
  }

  /// As [#tokenlabTiktoken], and waits for the tables that make it fast.
  @Benchmark
  public BpeModel.Tables tokenlabTiktokenAtFullSpeed() throws IOException {
    return ((BpeModel) Tokenizers.load(tiktoken).model()).tables();
  }

  /// Tokenlab from a `tokenizer.json`.
  @Benchmark
  public Tokenizer tokenlabTokenizerJson() throws IOException {
    return Tokenizers.load(json);
  }

  /// Tokenlab from its compiled form, through a memory map.
  @Benchmark
  public Tokenizer tokenlabCompiled() throws IOException {
    return Tokenizers.load(compiled);
  }

  /// jtokkit from its own jar: ranks as in a `.tiktoken` file, which it unpacks first.
  @Benchmark
  public Encoding jtokkit() {
    return Encodings.newLazyEncodingRegistry().getEncoding(tokenizer).orElseThrow();
  }

  /// HF tokenizers through DJL, from the same `tokenizer.json`.
  @Benchmark
  public HuggingFaceTokenizer djlTokenizerJson() throws IOException {
    HuggingFaceTokenizer loaded = HuggingFaceTokenizer.newInstance(json);
    toClose = loaded;
    return loaded;
  }

  /// Frees what is not Java's, outside of the time taken.
  @TearDown(Level.Iteration)
  public void closeNative() {
    if (toClose != null) {
      toClose.close();
      toClose = null;
    }
  }

  /// Deletes the files.
  @TearDown
  public void delete() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innermostFirst) {
        Files.delete(file);
      }
    }
  }
}
