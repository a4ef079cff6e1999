package org.tokenlab.tokenizers.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.tokenlab.tokenizers.Tokenizer;

/// Takes characters off an input for as long as the answers still differ.
final class Shrinker {
  private static final int TRIES = 128; // candidates a question
  private static final int ROUNDS = 200;

  private final Function<Request, List<byte[]>> one;
  private final Function<Request, List<byte[]>> other;

  /// Of two who answer.
  Shrinker(Function<Request, List<byte[]>> one, Function<Request, List<byte[]>> other) {
    this.one = one;
    this.other = other;
  }

  Shrinker(Judge judge, Tokenizer ours) {
    this(
        request -> judge.ask(request).join(),
        request -> request.answers(ours, judge.vocabulary().peer()));
  }

  /// The request about the shortest input that was found. Takes a few hundred questions at most.
  Request shrink(Request request) {
    int[] input = request.inputs().getFirst().codePoints().toArray();
    int part = Math.max(1, input.length / 2);
    for (int round = 0; round < ROUNDS; round++) {
      int[] shorter = firstThatDiffers(request, input, part);
      if (shorter != null) {
        input = shorter;
        part = Math.clamp(part, 1, Math.max(1, input.length / 2));
      } else if (part == 1) {
        break;
      } else {
        part /= 2;
      }
    }
    return request.with(List.of(string(input)));
  }

  private int @org.jspecify.annotations.Nullable [] firstThatDiffers(
      Request request, int[] input, int part) {
    List<int[]> candidates = new ArrayList<>();
    for (int from = 0; from + part <= input.length && candidates.size() < TRIES; from += part) {
      int[] shorter = new int[input.length - part];
      System.arraycopy(input, 0, shorter, 0, from);
      System.arraycopy(input, from + part, shorter, from, shorter.length - from);
      candidates.add(shorter);
    }
    if (candidates.isEmpty()) {
      return null;
    }
    Request tried = request.with(candidates.stream().map(Shrinker::string).toList());
    List<byte[]> wanted = one.apply(tried);
    List<byte[]> own = other.apply(tried);
    for (int i = 0; i < candidates.size(); i++) {
      if (!Arrays.equals(own.get(i), wanted.get(i))) {
        return candidates.get(i);
      }
    }
    return null;
  }

  private static String string(int[] codePoints) {
    return new String(codePoints, 0, codePoints.length);
  }
}
