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

/// BoundlessBPE training in two phases as its definition reads, over strings of bytes (as Latin-1):
/// words and sequences of words are lists of tokens, pairs are counted anew for each merge.
final class NaiveBoundlessBpe {
  record Merge(String left, String right, long count, boolean joins) {}

  final List<Merge> merges = new ArrayList<>();
  private final List<List<String>> words = new ArrayList<>();
  private final List<List<String>> sequences = new ArrayList<>();

  /// @param pattern in Java's syntax
  NaiveBoundlessBpe(List<List<String>> texts, Pattern pattern, int size, long minFrequency) {
    Set<String> tokens = new HashSet<>();
    for (List<String> text : texts) {
      for (String word : text) {
        List<String> bytes = new ArrayList<>();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
          bytes.add(String.valueOf((char) (b & 0xFF)));
        }
        words.add(bytes);
      }
    }
    List<Merge> inside = new ArrayList<>();
    for (int room = size - 243; room > 0; room--) {
      Merge best = best(words, false);
      if (best == null || best.count() < minFrequency) {
        break;
      }
      inside.add(best);
      tokens.add(best.left() + best.right());
      apply(words, best);
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
    Set<List<String>> passedOver = new HashSet<>();
    for (int next = 0; merges.size() < size - 243; ) {
      Merge joins = best(sequences, true, passedOver);
      boolean none = joins == null || joins.count() < minFrequency;
      if (next < inside.size() && (none || joins.count() <= inside.get(next).count())) {
        merges.add(inside.get(next++));
      } else if (none) {
        break;
      } else if (!tokens.add(joins.left() + joins.right())) {
        passedOver.add(List.of(joins.left(), joins.right()));
      } else {
        merges.add(joins);
        apply(sequences, joins);
      }
    }
  }

  private static Merge best(List<List<String>> corpus, boolean joins) {
    return best(corpus, joins, Set.of());
  }

  private static Merge best(
      List<List<String>> corpus, boolean joins, Set<List<String>> passedOver) {
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
        .map(e -> new Merge(e.getKey().get(0), e.getKey().get(1), e.getValue(), joins))
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
