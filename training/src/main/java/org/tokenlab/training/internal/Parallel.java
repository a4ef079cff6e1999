package org.tokenlab.training.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Runs numbered tasks on several threads, each of which takes the next one that nobody has.
///
/// Which thread runs which task is left to chance; whoever uses this makes sure that it doesn't
/// show in the result.
public final class Parallel {
  private Parallel() {}

  /// Runs one task.
  ///
  /// @param <W> what a thread keeps from task to task
  @FunctionalInterface
  public interface Task<W> {
    /// Runs the task with this number, on a thread that owns `worker` until the end.
    void run(W worker, int number);
  }

  /// Runs the tasks 0 to `tasks` − 1 and waits for their end.
  ///
  /// @param threads how many threads, the calling one included; at least 1
  /// @param newWorker makes what one thread keeps
  /// @return the workers; their number and order tell nothing
  /// @throws RuntimeException what a task threw; the other threads stop after their present task
  public static <W> List<W> run(int tasks, int threads, Supplier<W> newWorker, Task<W> task) {
    AtomicInteger next = new AtomicInteger();
    int others = Math.min(threads, tasks) - 1;
    if (others <= 0) {
      return List.of(work(tasks, next, newWorker.get(), task));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(others)) {
      List<Future<W>> futures = new ArrayList<>();
      for (int i = 0; i < others; i++) {
        W worker = newWorker.get();
        futures.add(pool.submit(() -> work(tasks, next, worker, task)));
      }
      List<W> workers = new ArrayList<>();
      workers.add(work(tasks, next, newWorker.get(), task));
      for (Future<W> future : futures) {
        workers.add(future.get());
      }
      return workers;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      next.set(tasks);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    }
  }

  private static <W> W work(int tasks, AtomicInteger next, W worker, Task<W> task) {
    boolean whole = false;
    try {
      for (int number = next.getAndIncrement();
          number < tasks && number >= 0;
          number = next.getAndIncrement()) {
        task.run(worker, number);
      }
      whole = true;
      return worker;
    } finally {
      if (!whole) {
        next.set(tasks); // the result is lost; the other threads need not go on
      }
    }
  }
}
