package org.tokenlab.tokenizers.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.io.ModelFormat;
import org.tokenlab.tokenizers.normalize.BertNormalizer;

/// A model file that we wrote, in a folder of its own with what belongs to it.
///
/// @param format the format that it was asked for in
/// @param path the file that is loaded
/// @param files all files that were written, in the order of their names
/// @param tokenizer what it holds when it is loaded again
record SavedFile(ModelFormat format, Path path, List<Path> files, Tokenizer tokenizer) {

  /// Saves and loads.
  ///
  /// @param folder where no file is yet
  /// @throws IllegalArgumentException if the format can't hold the tokenizer
  static SavedFile write(Tokenizer tokenizer, ModelFormat format, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path path =
        folder.resolve(
            switch (format) {
              case JSON -> "tokenizer.json";
              case VOCAB_AND_MERGES -> "vocab.json";
              case WORDPIECE -> "vocab.txt";
              case TIKTOKEN, SENTENCEPIECE, CLIP, COMPILED, BOUNDLESS, FAST_BOUNDLESS, EQUAL_INFO ->
                  "saved" + format.ending();
            });
    Tokenizers.save(tokenizer, path, format);
    try (Stream<Path> files = Files.list(folder)) {
      return new SavedFile(format, path, files.sorted().toList(), Tokenizers.load(path));
    }
  }

  /// The format and the SHA-256 of all files.
  String digest() throws IOException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        sha.update(Files.readAllBytes(file));
      }
      return format + " " + HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /// The peer that reads this format; empty for our own. Bare vocabularies don't say how text is
  /// split and normalized: the peer is told what we told from them.
  Optional<JudgedVocabulary> judged() {
    return recipe()
        .map(recipe ->
            JudgedVocabulary.ofFiles(
                format.id(),
                recipe,
                format == ModelFormat.VOCAB_AND_MERGES ? both() : List.of(path)));
  }

  private List<Path> both() {
    return List.of(path, path.resolveSibling("merges.txt"));
  }

  /// The peer that reads a format; empty for our own.
  static Optional<String> peer(ModelFormat format) {
    return switch (format) {
      case JSON, VOCAB_AND_MERGES, WORDPIECE, CLIP -> Optional.of("hf");
      case TIKTOKEN -> Optional.of("tiktoken");
      case SENTENCEPIECE -> Optional.of("sentencepiece");
      case COMPILED, BOUNDLESS, FAST_BOUNDLESS, EQUAL_INFO -> Optional.empty();
    };
  }

  private Optional<String> recipe() {
    return switch (format) {
      case JSON -> Optional.of("hf:json");
      case TIKTOKEN -> Optional.of("tiktoken:sidecar");
      case SENTENCEPIECE -> Optional.of("sentencepiece");
      case VOCAB_AND_MERGES ->
          Optional.of(tokenizer.model() instanceof BpeModel ? "hf:gpt2" : "hf:gpt1");
      case WORDPIECE ->
          Optional.of(
              tokenizer.normalizer() instanceof BertNormalizer bert && bert.lowercase()
                  ? "hf:bert-uncased"
                  : "hf:bert-cased");
      case CLIP, COMPILED, BOUNDLESS, FAST_BOUNDLESS, EQUAL_INFO -> Optional.empty();
    };
  }
}
