package org.tokenlab.analysis.concurrent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Work on several threads whose results come back in the order of the work.
///
/// The caller's thread reads and writes; the others compute. At most two pieces of work a thread
/// are under way, so memory stays constant however long the input is.
public final class InOrder {
  private InOrder() {}

  /// Where work comes from.
  public interface Source<A> {
    /// The next piece of work, or null after the last one.
    @Nullable A next() throws IOException;
  }

  /// Where results go.
  public interface Sink<B> {
    /// Takes the result of the oldest piece of work that is not taken yet.
    void accept(B result) throws IOException;
  }

  /// Runs `work` on all that `source` gives.
  ///
  /// The first exception, of any side, ends it: no further work is begun, and it is thrown on as it
  /// was.
  ///
  /// @param threads at least 1
  /// @throws IOException from source or sink, or wrapped in an `UncheckedIOException` from the
  ///   work; also if the caller's thread is interrupted
  public static <A, B> void run(Source<A> source, Function<A, B> work, Sink<B> sink, int threads)
      throws IOException {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("tokenlab-", 1).daemon().factory());
    try {
      Queue<Future<B>> underWay = new ArrayDeque<>();
      for (A next = source.next(); next != null; next = source.next()) {
        A piece = next;
        underWay.add(pool.submit(() -> work.apply(piece)));
        if (underWay.size() >= 2 * threads) {
          sink.accept(result(underWay.remove()));
        }
      }
      while (!underWay.isEmpty()) {
        sink.accept(result(underWay.remove()));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static <B> B result(Future<B> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case UncheckedIOException cause -> throw cause.getCause();
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case Throwable cause -> throw new IllegalStateException(cause);
        case null -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
