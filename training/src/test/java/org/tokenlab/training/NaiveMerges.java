package org.tokenlab.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Learns merges as peers' rules read, over symbols of any kind, with no structure kept from one
/// merge to the next: count all pairs, take the best, merge it everywhere from left to right.
public final class NaiveMerges {
  /// A pair as it stands: how often, and which it is in the order of first places.
  public record Pair(int left, int right, long count, int place) {}

  /// A merge that was made.
  public record Merge(int left, int right, long count) {}

  public final List<Merge> merges = new ArrayList<>();
  public final List<byte[]> tokens;
  public final List<List<Integer>> spelled = new ArrayList<>(); // each token in first symbols
  private final List<List<Integer>> words = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();

  /// Starts from these symbols.
  public NaiveMerges(List<byte[]> symbols) {
    tokens = new ArrayList<>(symbols);
    for (int id = 0; id < symbols.size(); id++) {
      spelled.add(List.of(id));
    }
  }

  public void add(List<Integer> word, long count) {
    words.add(new ArrayList<>(word));
    counts.add(count);
  }

  /// Which pairs may merge.
  public interface Rule {
    boolean allows(byte[] left, byte[] right);
  }

  /// Learns until there are `wanted` tokens, or no pair stands `minFrequency` times.
  ///
  /// @param apart whether `aaa` holds `aa` once
  /// @param ties of pairs with one count, the first one
  public void learn(
      int wanted, long minFrequency, boolean apart, Rule rule, Comparator<Pair> ties) {
    while (tokens.size() < wanted) {
      Pair best = best(apart, rule, ties).orElse(null);
      if (best == null || best.count < minFrequency) {
        return;
      }
      merge(best);
      merges.add(new Merge(best.left, best.right, best.count));
    }
  }

  /// The pair that comes first.
  public Optional<Pair> best(boolean apart, Rule rule, Comparator<Pair> ties) {
    return pairs(apart).stream()
        .filter(p -> rule.allows(tokens.get(p.left), tokens.get(p.right)))
        .min(Comparator.comparingLong((Pair p) -> -p.count).thenComparing(ties));
  }

  /// Makes a token of a pair, wherever it stands.
  public void merge(Pair pair) {
    byte[] left = tokens.get(pair.left);
    byte[] right = tokens.get(pair.right);
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    for (List<Integer> word : words) {
      merge(word, pair, tokens.size());
    }
    tokens.add(both);
    List<Integer> spelling = new ArrayList<>(spelled.get(pair.left));
    spelling.addAll(spelled.get(pair.right));
    spelled.add(spelling);
  }

  /// Number of tokens of all words, each as often as it occurs.
  public long length() {
    long length = 0;
    for (int w = 0; w < words.size(); w++) {
      length += counts.get(w) * words.get(w).size();
    }
    return length;
  }

  private List<Pair> pairs(boolean apart) {
    Map<List<Integer>, Long> found = new LinkedHashMap<>();
    for (int w = 0; w < words.size(); w++) {
      List<Integer> word = words.get(w);
      int free = 0; // of the pair of equals that is being counted
      for (int i = 0; i + 1 < word.size(); i++) {
        boolean equal = word.get(i).equals(word.get(i + 1));
        boolean counts = !apart || !equal || i >= free;
        if (counts) {
          free = equal ? i + 2 : free;
        }
        found.merge(
            List.of(word.get(i), word.get(i + 1)), counts ? this.counts.get(w) : 0L, Long::sum);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    found.forEach(
        (pair, count) -> pairs.add(new Pair(pair.get(0), pair.get(1), count, pairs.size())));
    return pairs;
  }

  private static void merge(List<Integer> word, Pair pair, int merged) {
    for (int i = 0; i + 1 < word.size(); i++) {
      if (word.get(i) == pair.left && word.get(i + 1) == pair.right) {
        word.set(i, merged);
        word.subList(i + 1, i + 2).clear();
      }
    }
  }
}
