package org.tokenlab.tokenizers.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.io.ModelFormat;
import org.tokenlab.tokenizers.peers.Conversions.Verdict;
import org.tokenlab.tokenizers.peers.TextSource.OwnTokens;
import org.tokenlab.tokenizers.peers.TextSource.Unit;

/// Compares a saved file with the peer of the original: as we load it, and as the peer loads it
/// that reads its format.
final class RoundTripCheck implements Conversions.Check {
  private final Judge original;
  private final Path logs;

  // Every question to the original's peer, with its answers.
  private final Map<Request, List<byte[]>> wanted = new LinkedHashMap<>();

  /// Asks the original's peer.
  ///
  /// @param logs gets what other peers say about errors
  RoundTripCheck(Judge original, List<Unit> units, List<Question> questions, Path logs) {
    this.original = original;
    this.logs = logs;
    for (Question question : questions) {
      if (question.suits(original.vocabulary())) {
        for (Unit unit : units) {
          for (Request request : Requests.of(question, unit, OwnTokens.NONE, Optional.empty())) {
            wanted.put(request, original.ask(request).join());
          }
        }
      }
    }
  }

  @Override
  public Verdict of(SavedFile saved, List<ModelFormat> passed) throws IOException {
    Optional<JudgedVocabulary> reader = saved.judged();
    // A format through which a file went holds what its peer answers, and no more.
    List<String> peers =
        Stream.concat(passed.stream(), Stream.of(saved.format()))
            .flatMap(format -> SavedFile.peer(format).stream())
            .toList();
    List<Request> requests =
        wanted.keySet().stream()
            .filter(request -> peers.stream().allMatch(request.question()::suits))
            .toList();
    // What the answer holds beside ids is the original's peer's own.
    String peer = original.vocabulary().peer();
    Optional<String> difference =
        difference(requests, "ours", request -> request.answers(saved.tokenizer(), peer));
    if (difference.isEmpty() && reader.isPresent()) {
      try (Judge judge = new Judge(reader.get(), logs)) {
        difference = difference(requests, judge.vocabulary().recipe(), ask(judge));
      }
    }
    return difference
        .map(words -> new Verdict(false, words))
        .orElseGet(() -> new Verdict(true, compared(requests, reader)));
  }

  private static Function<Request, List<byte[]>> ask(Judge judge) {
    return request -> judge.ask(request).join();
  }

  private Optional<String> difference(
      List<Request> requests, String who, Function<Request, List<byte[]>> answers) {
    for (Request request : requests) {
      List<byte[]> expected = wanted.get(request);
      List<byte[]> found = answers.apply(request);
      if (found.size() != expected.size()) {
        throw new IllegalStateException(
            who + ": " + found.size() + " answers to " + expected.size() + " texts");
      }
      List<Integer> differing = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        if (!Arrays.equals(found.get(i), expected.get(i))) {
          differing.add(i);
        }
      }
      if (!differing.isEmpty()) {
        Request one =
            new Shrinker(ask(original), answers)
                .shrink(request.with(List.of(request.inputs().get(differing.getFirst()))));
        return Optional.of(
            String.format(
                Locale.ROOT,
                "%s: %d of %d texts; %s%n      %s %s%n      %s %s",
                request.question().id(),
                differing.size(),
                found.size(),
                Escaped.input(one.inputs().getFirst(), one.question()),
                original.vocabulary().peer(),
                OwnAnswer.shown(original.ask(one).join().getFirst(), one.question()),
                who,
                OwnAnswer.shown(answers.apply(one).getFirst(), one.question())));
      }
    }
    return Optional.empty();
  }

  private static String compared(List<Request> requests, Optional<JudgedVocabulary> reader) {
    long texts =
        requests.stream()
            .filter(request -> request.question() == requests.getFirst().question())
            .mapToLong(request -> request.inputs().size())
            .sum();
    String questions =
        requests.stream()
            .map(request -> request.question().id())
            .distinct()
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%,d texts in ours%s: %s",
        texts,
        reader.map(vocabulary -> " and " + vocabulary.peer()).orElse(""),
        questions);
  }
}
