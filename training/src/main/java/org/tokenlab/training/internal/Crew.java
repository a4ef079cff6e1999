package org.tokenlab.training.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Threads that stand by to take part in what their owner does, thousands of times a second.
///
/// A job is a few numbered tasks, and whoever is free takes the next one, the owner first. If the
/// others are slow to come, because the processor has something else to do, the owner does all of
/// them and has lost nothing. Where little is to do at a time, that beats [Parallel], which starts
/// its threads anew.
///
/// For one owner; not to be used by several threads.
public final class Crew implements AutoCloseable {
  // About as long as it takes to wake a thread: worth waiting for the next job.
  private static final int SPINS = 1000;

  private final int others;
  private final Thread[] threads;
  private volatile @Nullable Job job;
  private volatile boolean closed;

  /// A crew of so many, the owner included. The others start when there is first something to do
  /// for them.
  public Crew(int size) {
    others = size - 1;
    threads = new Thread[others];
  }

  /// How many there are, the owner included.
  public int size() {
    return others + 1;
  }

  /// Does the tasks 0 to `tasks` − 1, and waits for their end.
  ///
  /// @throws RuntimeException what a task threw
  public void run(int tasks, IntConsumer task) {
    Job mine = new Job(tasks, task);
    job = mine;
    for (int i = 0; i < Math.min(others, tasks - 1); i++) {
      if (threads[i] == null) {
        threads[i] = Thread.ofPlatform().daemon().name("tokenlab-crew-" + i).start(this::standBy);
      } else {
        LockSupport.unpark(threads[i]);
      }
    }
    mine.work();
    mine.await();
  }

  private void standBy() {
    Job done = null;
    int spins = 0;
    while (!closed) {
      Job next = job;
      if (next != null && next != done) {
        next.work();
        done = next;
        spins = 0;
      } else if (spins++ < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
        spins = 0;
      }
    }
  }

  /// Sends the others home.
  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }

  private static final class Job {
    private final int tasks;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile @Nullable Throwable failure;

    Job(int tasks, IntConsumer task) {
      this.tasks = tasks;
      this.task = task;
    }

    void work() {
      for (int number = next.getAndIncrement(); number < tasks; number = next.getAndIncrement()) {
        try {
          task.accept(number);
        } catch (RuntimeException | Error e) {
          failure = e;
        } finally {
          done.getAndIncrement();
        }
      }
    }

    void await() {
      for (int spins = 0; done.get() < tasks; spins++) {
        if (spins < 10 * SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.parkNanos(10_000);
        }
      }
      switch (failure) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case null, default -> {}
      }
    }
  }
}
