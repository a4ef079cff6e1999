package org.tokenlab.training.superword;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// BoundlessBPE training in two phases as its definition reads, over strings of bytes (as Latin-1):
/// words and sequences of words are lists of tokens, pairs are counted anew for each merge.
final class NaiveBoundlessBpe {
  /// A merge, or the deletion of a token.
  ///
  /// @param parts two, or what the deleted token falls into
  record Step(BoundlessStep.Kind kind, List<String> parts, long count) {
    String token() {
      return String.join("", parts);
    }
  }

  private record Merge(String left, String right, long count) {}

  final List<Step> steps = new ArrayList<>();
  private final List<List<String>> words = new ArrayList<>();
  private final List<List<String>> sequences = new ArrayList<>();
  private final List<Step> inside = new ArrayList<>();
  private final Set<String> tokens = new HashSet<>(); // but bytes
  private final Map<String, List<String>> firstParts = new HashMap<>();
  private final @Nullable TokenDeletion deletion;

  /// @param pattern in Java's syntax
  NaiveBoundlessBpe(
      List<List<String>> texts,
      Pattern pattern,
      int size,
      long minFrequency,
      @Nullable TokenDeletion deletion) {
    this.deletion = deletion;
    for (List<String> text : texts) {
      for (String word : text) {
        List<String> bytes = new ArrayList<>();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
          bytes.add(String.valueOf((char) (b & 0xFF)));
        }
        words.add(bytes);
      }
    }
    while (tokens.size() < size - 243) {
      Merge best = best(words, Set.of());
      if (best == null || best.count() < minFrequency) {
        break;
      }
      mergeInside(best);
    }
    int w = 0;
    for (List<String> text : texts) {
      List<String> sequence = new ArrayList<>();
      for (String word : text) {
        List<String> encoded = words.get(w++);
        if (encoded.size() == 1 && pattern.matcher(word).find()) {
          sequence.add(encoded.get(0));
        } else {
          sequences.add(sequence);
          sequence = new ArrayList<>();
        }
      }
      sequences.add(sequence);
    }
    join(size, minFrequency);
  }

  private void mergeInside(Merge best) {
    boolean left = isToBeDeleted(best.left(), best.count());
    boolean right = isToBeDeleted(best.right(), best.count());
    List<String> parts = List.of(best.left(), best.right());
    Step merge = new Step(BoundlessStep.Kind.MERGE, parts, best.count());
    firstParts.putIfAbsent(merge.token(), parts);
    inside.add(merge);
    tokens.add(merge.token());
    apply(words, best);
    if (left) {
      delete(best.left());
    }
    if (right) {
      delete(best.right());
    }
  }

  private boolean isToBeDeleted(String token, long count) {
    return deletion != null
        && token.length() > 1
        && (double) count / standing(token) >= deletion.threshold();
  }

  private long standing(String token) {
    return words.stream().flatMap(List::stream).filter(token::equals).count();
  }

  private void delete(String token) {
    List<String> parts =
        deletion.into() == TokenDeletion.Into.BYTES
            ? List.of(token.split(""))
            : firstParts.get(token);
    inside.add(new Step(BoundlessStep.Kind.DELETION, parts, standing(token)));
    tokens.remove(token);
    words.replaceAll(word ->
        new ArrayList<>(
            word.stream().flatMap(t -> t.equals(token) ? parts.stream() : Stream.of(t)).toList()));
    for (String part : parts) {
      if (part.length() > 1 && !tokens.contains(part)) {
        delete(part);
      }
    }
  }

  private void join(int size, long minFrequency) {
    Set<String> known = new HashSet<>(firstParts.keySet());
    Set<String> there = new HashSet<>(); // tokens but bytes, of both kinds
    Set<List<String>> passedOver = new HashSet<>();
    int next = 0;
    while (there.size() < size - 243) {
      Merge joins = best(sequences, passedOver);
      boolean none = joins == null || joins.count() < minFrequency;
      if (!none && known.contains(joins.left() + joins.right())) {
        passedOver.add(List.of(joins.left(), joins.right()));
      } else if (next < inside.size()
          && (none
              || joins.count() <= inside.get(next).count()
              || !isThere(there, joins.left())
              || !isThere(there, joins.right()))) {
        do {
          Step step = inside.get(next++);
          steps.add(step);
          if (step.kind() == BoundlessStep.Kind.DELETION) {
            there.remove(step.token());
          } else {
            there.add(step.token());
          }
        } while (next < inside.size() && inside.get(next).kind() == BoundlessStep.Kind.DELETION);
      } else if (none) {
        break;
      } else {
        steps.add(
            new Step(
                BoundlessStep.Kind.SUPERMERGE,
                List.of(joins.left(), joins.right()),
                joins.count()));
        there.add(joins.left() + joins.right());
        known.add(joins.left() + joins.right());
        apply(sequences, joins);
      }
    }
  }

  private static boolean isThere(Set<String> there, String token) {
    return token.length() == 1 || there.contains(token);
  }

  private static @Nullable Merge best(List<List<String>> corpus, Set<List<String>> passedOver) {
    Map<List<String>, Long> counts = new HashMap<>();
    for (List<String> tokens : corpus) {
      boolean taken = false; // by the same pair of equals, one place to the left
      for (int i = 0; i + 1 < tokens.size(); i++) {
        List<String> pair = List.of(tokens.get(i), tokens.get(i + 1));
        boolean overlaps =
            taken && pair.get(0).equals(pair.get(1)) && tokens.get(i - 1).equals(pair.get(0));
        taken = !overlaps;
        if (!overlaps) {
          counts.merge(pair, 1L, Long::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .filter(e -> !passedOver.contains(e.getKey()))
        .min(
            Comparator.comparingLong((Map.Entry<List<String>, Long> e) -> -e.getValue())
                .thenComparing(e -> e.getKey().get(0))
                .thenComparing(e -> e.getKey().get(1)))
        .map(e -> new Merge(e.getKey().get(0), e.getKey().get(1), e.getValue()))
        .orElse(null);
  }

  private static void apply(List<List<String>> corpus, Merge merge) {
    for (List<String> tokens : corpus) {
      int kept = 0;
      for (int i = 0; i < tokens.size(); i++) {
        boolean here =
            tokens.get(i).equals(merge.left())
                && i + 1 < tokens.size()
                && tokens.get(i + 1).equals(merge.right());
        tokens.set(kept++, here ? merge.left() + merge.right() : tokens.get(i));
        i += here ? 1 : 0;
      }
      tokens.subList(kept, tokens.size()).clear();
    }
  }
}
