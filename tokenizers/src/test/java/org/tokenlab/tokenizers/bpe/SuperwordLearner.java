package org.tokenlab.tokenizers.bpe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.tokenlab.tokenizers.Vocabulary;

/// Learns merges as the definition says it, on a text without pieces: the most frequent pair, of
/// equal ones any. Tokens then begin and end anywhere in words and between.
public final class SuperwordLearner {
  private SuperwordLearner() {}

  /// A model by HF's rule of at most so many merges.
  ///
  /// @param skipped how many pairs of 8 are left out at random, so that merges come in an order
  ///   that frequency would not give
  public static BpeModel learn(
      String text, int merges, int skipped, SplittableRandom random, boolean wholePieceFirst) {
    List<byte[]> tokens = BpeModelTest.singleBytes();
    List<Integer> ids = new ArrayList<>();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      ids.add(b & 0xFF);
    }
    List<Integer> triples = new ArrayList<>();
    Set<List<Byte>> spelled = new HashSet<>();
    Set<Long> left = new HashSet<>();
    while (triples.size() < 3 * merges) {
      Map<Long, Integer> counts = new HashMap<>();
      for (int i = 0; i + 1 < ids.size(); i++) {
        counts.merge((long) ids.get(i) << 32 | ids.get(i + 1), 1, Integer::sum);
      }
      counts.keySet().removeAll(left);
      if (counts.isEmpty()) {
        break;
      }
      long best =
          counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
      byte[] both = NaiveBpe.concatenation(tokens.get((int) (best >>> 32)), tokens.get((int) best));
      List<Byte> spelling = new ArrayList<>();
      for (byte b : both) {
        spelling.add(b);
      }
      if (random.nextInt(8) < skipped || !spelled.add(spelling)) {
        left.add(best);
        continue;
      }
      triples.addAll(List.of((int) (best >>> 32), (int) best, tokens.size()));
      ids = merged(ids, (int) (best >>> 32), (int) best, tokens.size());
      tokens.add(both);
    }
    return BpeModel.ofMerges(
        Vocabulary.of(tokens.toArray(byte[][]::new)),
        Merges.of(triples.stream().mapToInt(Integer::intValue).toArray()),
        wholePieceFirst);
  }

  private static List<Integer> merged(List<Integer> ids, int left, int right, int token) {
    List<Integer> result = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      if (i + 1 < ids.size() && ids.get(i) == left && ids.get(i + 1) == right) {
        result.add(token);
        i++;
      } else {
        result.add(ids.get(i));
      }
    }
    return result;
  }
}
