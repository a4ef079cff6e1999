package org.tokenlab.tokenizers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.tokenlab.tokenizers.io.ModelFormat;
import org.tokenlab.tokenizers.io.NamedTokenizers;
import org.tokenlab.tokenizers.io.TokenizerFiles;

/// Where tokenizers come from: a name, or a file.
public final class Tokenizers {
  private Tokenizers() {}

  /// The tokenizer of this name: one of [#names].
  ///
  /// The OpenAI vocabularies are taken from jtokkit's jar if it is on the class path, else from the
  /// cache folder (`-Dorg.tokenlab.cache`, the environment variable `TOKENLAB_CACHE`, or
  /// `~/.cache/tokenlab`), else they are downloaded there; whichever way, the bytes must have the
  /// pinned SHA-256. Each is built once per process and shared.
  ///
  /// @throws UnknownTokenizerException if there is no such name
  /// @throws java.io.UncheckedIOException if the vocabulary can't be had; the message says from
  ///   where it was sought
  public static Tokenizer named(String name) {
    return NamedTokenizers.get(name);
  }

  /// All names that [#named] knows.
  public static List<String> names() {
    return NamedTokenizers.names();
  }

  /// Reads a model file; its format is told from its name, else from its content. In a folder the
  /// first of `wordpool.json` (a word-pooled model), `tokenizer.json`, `tokenizer.model`,
  /// `spiece.model`, `sentencepiece.bpe.model`, `vocab.json` (with `merges.txt`), `encoder.json`
  /// (with `vocab.bpe`) and `vocab.txt` is read.
  ///
  /// @throws ModelFileException if the file is damaged, or holds something that Tokenlab can't run
  ///   exactly
  public static Tokenizer load(Path file) throws IOException {
    return TokenizerFiles.load(file);
  }

  /// Reads a model from a stream, to its end; does not close it.
  ///
  /// @param name the tokenizer's name from now on, and in messages
  /// @throws ModelFileException if the model is damaged, holds something that Tokenlab can't run
  ///   exactly, or is of a format that needs a second file
  public static Tokenizer load(InputStream in, ModelFormat format, String name) throws IOException {
    return TokenizerFiles.load(in, format, name);
  }

  /// Writes a model file, in the format that the name's ending asks for: `.json`, `.tiktoken`,
  /// `.model`, `vocab.json` (with `merges.txt`), `vocab.txt`, `.tokenlab`, `.boundless.json`,
  /// `.boundless.model` or `.equalinfo`. The file appears whole or not at all.
  ///
  /// @throws IllegalArgumentException if the format can't hold the tokenizer; the message says why
  public static void save(Tokenizer tokenizer, Path file) throws IOException {
    TokenizerFiles.save(tokenizer, file);
  }

  /// Writes a model file in a given format, whatever its name. The file appears whole or not at
  /// all.
  ///
  /// @throws IllegalArgumentException if the format can't hold the tokenizer; the message says why
  public static void save(Tokenizer tokenizer, Path file, ModelFormat format) throws IOException {
    TokenizerFiles.save(tokenizer, file, format);
  }
}
