package org.tokenlab.tokenizers.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.peers.TextSource.OwnTokens;

/// A vocabulary's peer, started when it is first needed, with its remembered digests.
///
/// Not thread-safe.
final class Judge implements AutoCloseable {
  private final JudgedVocabulary vocabulary;
  private final Path log;
  private final AnswerCache cache;
  private @Nullable PeerProcess process;
  private @Nullable OwnTokens tokens;

  Judge(JudgedVocabulary vocabulary, Path cacheFolder) throws IOException {
    this.vocabulary = vocabulary;
    log = cacheFolder.resolve(vocabulary.name() + ".log");
    cache = new AnswerCache(cacheFolder.resolve(vocabulary.name() + ".txt"));
  }

  JudgedVocabulary vocabulary() {
    return vocabulary;
  }

  /// Starts a request; the answer is taken with `join`.
  java.util.concurrent.CompletableFuture<List<byte[]>> ask(Request request) {
    return process()
        .ask(request.header(), request.records())
        .thenApply(answer -> {
          List<byte[]> answers = OwnAnswer.cut(answer, request.question());
          cache.put(AnswerCache.key(request), AnswerCache.digest(answers));
          return answers;
        });
  }

  /// The digest of the answer, if it is remembered.
  OptionalLong remembered(Request request) {
    return cache.get(AnswerCache.key(request));
  }

  /// What random texts may hold of the vocabulary.
  OwnTokens tokens() {
    if (tokens == null) {
      tokens =
          new OwnTokens(
              OwnAnswer.strings(process().ask("op=tokens", List.of()).join()),
              OwnAnswer.strings(process().ask("op=added", List.of()).join()));
    }
    return tokens;
  }

  private PeerProcess process() {
    if (process == null) {
      try {
        process = new PeerProcess(vocabulary, log);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return process;
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
