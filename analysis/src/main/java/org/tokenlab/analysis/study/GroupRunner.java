package org.tokenlab.analysis.study;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.tokenlab.analysis.study.StudyOutcome.Failure;

/// Runs groups on several threads. Each writes its own results to the store; in which order they
/// finish makes no difference to anything.
final class GroupRunner {
  private final ResultStore store;
  private final StudyListener listener;

  GroupRunner(ResultStore store, StudyListener listener) {
    this.store = store;
    this.listener = listener;
  }

  private record Done(CellGroup group, @org.jspecify.annotations.Nullable Failure failure) {}

  /// @param groups what is left to do
  /// @param done cells that are done already
  /// @param cells of the whole study
  /// @return the groups that failed, in the order given
  /// @throws StudyException if the store can't be written; then no further group is started
  List<Failure> run(List<CellGroup> groups, int threads, int done, int cells)
      throws StudyException {
    ExecutorService pool =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("study-", 0).factory());
    try {
      CompletionService<Done> finished = new ExecutorCompletionService<>(pool);
      groups.forEach(group -> finished.submit(() -> run(group)));
      List<Failure> failures = new ArrayList<>();
      int sum = done;
      for (int i = 0; i < groups.size(); i++) {
        Done one = finished.take().get();
        sum += one.group().cells();
        if (one.failure() != null) {
          failures.add(one.failure());
          listener.note(one.failure().group() + " failed: " + one.failure().reason());
        }
        listener.progress(one.group().title(), sum, cells);
      }
      List<String> order = groups.stream().map(CellGroup::title).toList();
      failures.sort(java.util.Comparator.comparingInt(failure -> order.indexOf(failure.group())));
      return failures;
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StudyException("interrupted; run the study again with the same --out to go on", e);
    } finally {
      stop(pool);
    }
  }

  private Done run(CellGroup group) throws StudyException {
    CellGroup.Results results;
    try {
      results = group.work().run(store);
    } catch (StudyException e) {
      throw e;
    } catch (Exception e) {
      String message = e.getMessage();
      String reason = message == null || e instanceof NullPointerException ? e.toString() : message;
      store.writeFailure(group.key(), reason);
      return new Done(group, new Failure(group.title(), reason));
    }
    store.write(group.key(), results);
    return new Done(group, null);
  }

  private static StudyException unwrapped(ExecutionException e) {
    return switch (e.getCause()) {
      case StudyException study -> study;
      case Error error -> throw error;
      case null, default -> throw new IllegalStateException("a group of cells broke", e);
    };
  }

  /// Waits for groups that are under way, so that none writes after the lock on the folder is gone.
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      pool.awaitTermination(1, TimeUnit.DAYS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
