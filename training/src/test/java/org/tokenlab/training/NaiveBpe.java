package org.tokenlab.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// BPE training as its definition reads, with no structure kept from one merge to the next: count
/// all pairs of the encoded corpus, take the best, encode the whole corpus anew with one merge
/// more.
final class NaiveBpe {
  record Merge(int left, int right, int merged, long count) {}

  final List<Merge> merges = new ArrayList<>();
  final List<byte[]> tokens = new ArrayList<>();
  private final List<byte[]> words = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();

  NaiveBpe(WordCounts corpus, BpeTrainer trainer) {
    for (byte b : trainer.tieOrder().bytesById()) {
      tokens.add(new byte[] {b});
    }
    for (int w = 0; w < corpus.size(); w++) {
      words.add(corpus.word(w));
      counts.add(corpus.count(w));
    }
    while (tokens.size() < trainer.vocabularySize()) {
      Map<List<Integer>, Long> pairs = countPairs(trainer.maxTokenLength());
      var best =
          pairs.entrySet().stream()
              .min(
                  Comparator.comparingLong((Map.Entry<List<Integer>, Long> e) -> -e.getValue())
                      .thenComparingInt(e -> e.getKey().get(0))
                      .thenComparingInt(e -> e.getKey().get(1)));
      if (best.isEmpty() || best.get().getValue() < trainer.minFrequency()) {
        break;
      }
      int left = best.get().getKey().get(0);
      int right = best.get().getKey().get(1);
      merges.add(new Merge(left, right, idOf(join(left, right)), best.get().getValue()));
    }
  }

  private Map<List<Integer>, Long> countPairs(int maxTokenLength) {
    Map<List<Integer>, Long> pairs = new HashMap<>();
    for (int w = 0; w < words.size(); w++) {
      List<Integer> ids = encode(words.get(w));
      for (int i = 0; i + 1 < ids.size(); i++) {
        if (join(ids.get(i), ids.get(i + 1)).length <= maxTokenLength) {
          pairs.merge(List.of(ids.get(i), ids.get(i + 1)), counts.get(w), Long::sum);
        }
      }
    }
    return pairs;
  }

  /// The ids of a word: the pair of lowest rank merges, the leftmost of those, until none does.
  List<Integer> encode(byte[] word) {
    List<Integer> ids = new ArrayList<>();
    for (byte b : word) {
      ids.add(idOf(new byte[] {b}));
    }
    while (true) {
      int bestRank = Integer.MAX_VALUE;
      int at = -1;
      for (int i = 0; i + 1 < ids.size(); i++) {
        int rank = rank(ids.get(i), ids.get(i + 1));
        if (rank < bestRank) {
          bestRank = rank;
          at = i;
        }
      }
      if (at < 0) {
        return ids;
      }
      ids.set(at, merges.get(bestRank).merged());
      ids.subList(at + 1, at + 2).clear();
    }
  }

  private int rank(int left, int right) {
    for (int rank = 0; rank < merges.size(); rank++) {
      if (merges.get(rank).left() == left && merges.get(rank).right() == right) {
        return rank;
      }
    }
    return Integer.MAX_VALUE;
  }

  private byte[] join(int left, int right) {
    byte[] l = tokens.get(left);
    byte[] r = tokens.get(right);
    byte[] both = Arrays.copyOf(l, l.length + r.length);
    System.arraycopy(r, 0, both, l.length, r.length);
    return both;
  }

  /// The id of the token with these bytes, which becomes one if it is none.
  private int idOf(byte[] bytes) {
    for (int id = 0; id < tokens.size(); id++) {
      if (Arrays.equals(tokens.get(id), bytes)) {
        return id;
      }
    }
    tokens.add(bytes);
    return tokens.size() - 1;
  }

  /// Number of tokens of the corpus with all merges.
  long corpusTokens() {
    long sum = 0;
    for (int w = 0; w < words.size(); w++) {
      sum += counts.get(w) * encode(words.get(w)).size();
    }
    return sum;
  }
}
