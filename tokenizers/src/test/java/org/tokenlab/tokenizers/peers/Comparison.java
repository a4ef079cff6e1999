package org.tokenlab.tokenizers.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.peers.TextSource.Unit;

/// One vocabulary, one source, one question: how many texts there are, and where we differ from the
/// peer.
final class Comparison {
  private static final int EXAMPLES = 5;
  private static final int GIVE_UP = 2_000; // differences after which the rest would say no more

  /// What a comparison found.
  ///
  /// @param inputs number of inputs
  /// @param bytes their length as the peer gets them
  /// @param differences number of inputs whose answers differ
  /// @param examples the first, shrunk, for people
  record Result(long inputs, long bytes, long differences, List<String> examples) {}

  private final Judge judge;
  private final Optional<Tokenizer> ours;
  private long inputs;
  private long bytes;
  private long differences;
  private final List<String> examples = new ArrayList<>();

  /// @param ours empty: the peer is only asked, so that its answers are remembered
  Comparison(Judge judge, Optional<Tokenizer> ours) {
    this.judge = judge;
    this.ours = ours;
  }

  Result run(TextSource source, Question question) {
    boolean random = source.name().startsWith("random") || question.id().startsWith("decode");
    TextSource.OwnTokens own = random ? judge.tokens() : TextSource.OwnTokens.NONE;
    try (Stream<Unit> units = source.units().apply(own)) {
      for (Unit unit : (Iterable<Unit>) units::iterator) {
        for (Request request : Requests.of(question, unit, own, ours)) {
          compare(unit, request);
        }
        if (differences > GIVE_UP) {
          examples.add("… stopped after " + GIVE_UP + " differences");
          break;
        }
      }
    }
    return new Result(inputs, bytes, differences, examples);
  }

  private void compare(Unit unit, Request request) {
    inputs += request.inputs().size() / request.inputsAnAnswer();
    bytes += request.records().stream().mapToLong(record -> record.length).sum();
    OptionalLong remembered = judge.remembered(request);
    if (ours.isEmpty()) {
      if (remembered.isEmpty()) {
        judge.ask(request).join();
      }
      return;
    }
    CompletableFuture<List<byte[]>> asked = remembered.isEmpty() ? judge.ask(request) : null;
    String peer = judge.vocabulary().peer();
    List<byte[]> own = request.answers(ours.get(), peer);
    if (asked == null) {
      if (AnswerCache.digest(own) == remembered.getAsLong()) {
        return;
      }
      asked = judge.ask(request);
    }
    List<byte[]> wanted = asked.join();
    if (wanted.size() != own.size()) {
      throw new IllegalStateException(
          unit.name() + ": " + own.size() + " answers of ours, " + wanted.size() + " of the peer");
    }
    for (int i = 0; i < own.size(); i++) {
      if (!Arrays.equals(own.get(i), wanted.get(i))) {
        differences++;
        if (examples.size() < EXAMPLES) {
          examples.add(example(unit, request, i, own.get(i), wanted.get(i)));
        }
      }
    }
  }

  private String example(Unit unit, Request request, int index, byte[] own, byte[] wanted) {
    int each = request.inputsAnAnswer();
    List<String> inputs = request.inputs().subList(index * each, index * each + each);
    byte[] ownAnswer = own;
    byte[] wantedAnswer = wanted;
    if (each == 1 && request.question() != Question.BATCH) {
      Request shrunk = new Shrinker(judge, ours.orElseThrow()).shrink(request.with(inputs));
      inputs = shrunk.inputs();
      ownAnswer = shrunk.answers(ours.get(), judge.vocabulary().peer()).getFirst();
      wantedAnswer = judge.ask(shrunk).join().getFirst();
    }
    String shown =
        String.join(" + ", inputs.stream().map(i -> Escaped.input(i, request.question())).toList());
    return String.format(
        "%s, input %d: %s%n      peer %s%n      ours %s%s",
        unit.name(),
        index,
        shown.length() > 2_000 ? shown.substring(0, 2_000) + " …" : shown,
        OwnAnswer.shown(wantedAnswer, request.question()),
        OwnAnswer.shown(ownAnswer, request.question()),
        each == 1 && request.question() != Question.BATCH ? "" : "\n      " + request.header());
  }
}
