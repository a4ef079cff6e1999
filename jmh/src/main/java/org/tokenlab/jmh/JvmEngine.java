package org.tokenlab.jmh;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.sentencepiece.SpTokenizer;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.bpe.BpeModel;

/// Instances of one engine in this JVM, each with caches of its own.
interface JvmEngine {
  /// All engines in the JVM, ours first: without and with the Vector API.
  List<String> NAMES =
      List.of("tokenlab-scalar", "tokenlab-vector", "jtokkit", "djl", "djl-sentencepiece");

  /// One instance. Thread-safe.
  ///
  /// @param counter tokens of a text without making ids, where the engine can
  /// @param call what is called, for the table
  /// @param remembers whether it keeps anything from word to word
  record Instance(
      Encoder encoder, @Nullable ToIntFunction<String> counter, String call, boolean remembers) {}

  /// Special tokens in the text are ordinary text, where the engine can be told so.
  interface Encoder {
    int[] encode(String text);
  }

  /// A fresh instance, or nothing if the engine doesn't run the vocabulary.
  Optional<Instance> load(String vocabulary, Path folder) throws IOException;

  static JvmEngine named(String name) {
    return switch (name) {
      case "tokenlab-scalar", "tokenlab-vector" -> JvmEngine::tokenlab;
      case "jtokkit" -> JvmEngine::jtokkit;
      case "djl" -> JvmEngine::djl;
      case "djl-sentencepiece" -> JvmEngine::djlSentencePiece;
      default ->
          throw new IllegalArgumentException("no engine \"" + name + "\"; there are " + NAMES);
    };
  }

  private static Optional<Instance> tokenlab(String vocabulary, Path folder) throws IOException {
    Tokenizer tokenizer = Tokenizers.load(PeerModels.ours(vocabulary, folder));
    if (tokenizer.model() instanceof BpeModel model) {
      model.tables(); // waits for what is made in the background: it counts as loading
    }
    return Optional.of(
        new Instance(
            tokenizer::encodeOrdinary,
            tokenizer::count,
            "encodeOrdinary(String)",
            true)); // words, or units of a text
  }

  private static Optional<Instance> jtokkit(String vocabulary, Path folder) {
    if (EncodingType.fromName(vocabulary).isEmpty()) {
      return Optional.empty();
    }
    var encoding = Encodings.newLazyEncodingRegistry().getEncoding(vocabulary).orElseThrow();
    return Optional.of(
        new Instance(
            text -> encoding.encodeOrdinary(text).toArray(),
            encoding::countTokensOrdinary,
            version(Encodings.class) + "encodeOrdinary",
            false));
  }

  private static Optional<Instance> djl(String vocabulary, Path folder) throws IOException {
    Path file = folder.resolve(vocabulary + ".json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    HuggingFaceTokenizer tokenizer =
        HuggingFaceTokenizer.newInstance(
            file, Map.of("addSpecialTokens", "false", "truncation", "false"));
    return Optional.of(
        new Instance(
            text -> ints(tokenizer.encode(text, false, false).getIds()),
            null,
            version(HuggingFaceTokenizer.class) + "encode, getIds",
            !vocabulary.equals("bert")));
  }

  private static Optional<Instance> djlSentencePiece(String vocabulary, Path folder)
      throws IOException {
    Path file = folder.resolve(vocabulary + ".model");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    SpTokenizer tokenizer = new SpTokenizer(file);
    return Optional.of(
        new Instance(
            text -> Objects.requireNonNull(tokenizer.getProcessor().encode(text)),
            null,
            version(SpTokenizer.class) + "getProcessor().encode",
            false));
  }

  /// The name of the jar that a peer's class is from, which tells its version.
  private static String version(Class<?> peer) {
    Path jar = Path.of(URI.create(peer.getProtectionDomain().getCodeSource().getLocation() + ""));
    return String.valueOf(jar.getFileName()).replaceAll(".*-(\\d.*)\\.jar", "$1") + " ";
  }

  private static int[] ints(long[] ids) {
    int[] narrow = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      narrow[i] = (int) ids[i];
    }
    return narrow;
  }
}
