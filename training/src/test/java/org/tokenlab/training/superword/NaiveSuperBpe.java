package org.tokenlab.training.superword;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tokenlab.tokenizers.Splitter;

/// SuperBPE training as its definition reads: texts are lists of symbols, all pairs are counted
/// anew for each merge, and each merge is done in all lists.
///
/// Two pairs that spell the same token make one, by the original's rule; [#repeated] says whether
/// that ever came up.
final class NaiveSuperBpe {
  record Merge(int left, int right, int merged, long count) {}

  record Rules(int maxWords, boolean colonRule, boolean onlySeen, long minFrequency) {}

  final List<Merge> merges = new ArrayList<>();
  final List<byte[]> tokens = new ArrayList<>();
  int transitionSize;
  boolean repeated;
  private final Map<String, Integer> ids = new HashMap<>();
  private List<List<Integer>> corpus = new ArrayList<>();

  NaiveSuperBpe(List<String> texts, byte[] bytesById, SuperBpeTrainer trainer) {
    this(
        texts,
        bytesById,
        trainer.words(),
        trainer.runPreTokenizer().splitter().orElseThrow(),
        trainer.transitionSize(),
        trainer.vocabularySize(),
        new Rules(
            trainer.maxWords(),
            trainer.colonRule(),
            trainer.onlySeenTokens(),
            trainer.minFrequency()));
  }

  NaiveSuperBpe(
      List<String> texts,
      byte[] bytesById,
      Splitter words,
      Splitter runs,
      int transitionSize,
      int vocabularySize,
      Rules rules) {
    addBytes(bytesById);
    corpus = pieces(texts, words);
    learn(transitionSize, rules.minFrequency(), new Rules(Integer.MAX_VALUE, false, false, 1));
    List<Merge> first = List.copyOf(merges);
    List<byte[]> firstTokens = List.copyOf(tokens);

    merges.clear();
    tokens.clear();
    ids.clear();
    addBytes(bytesById);
    corpus = pieces(texts, runs);
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int id = 0; id < 256; id++) {
      numbers.put(id, id);
    }
    Set<List<Integer>> seen = new HashSet<>(count().keySet());
    for (Merge merge : first) {
      List<Integer> pair = Arrays.asList(numbers.get(merge.left()), numbers.get(merge.right()));
      if (rules.onlySeen() && !seen.contains(pair)) {
        continue;
      }
      int merged = idOf(firstTokens.get(merge.merged()));
      numbers.put(merge.merged(), merged);
      merges.add(new Merge(pair.get(0), pair.get(1), merged, merge.count()));
      apply(pair.get(0), pair.get(1), merged);
      seen.addAll(count().keySet());
    }
    this.transitionSize = tokens.size();
    learn(vocabularySize, rules.minFrequency(), rules);
  }

  private void addBytes(byte[] bytesById) {
    for (byte b : bytesById) {
      idOf(new byte[] {b});
    }
  }

  private List<List<Integer>> pieces(List<String> texts, Splitter splitter) {
    List<List<Integer>> pieces = new ArrayList<>();
    for (String text : texts) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      int[] ends = new int[utf8.length + 1];
      int at = 0;
      while (at < utf8.length) {
        int count = splitter.split(utf8, at, utf8.length, ends);
        for (int i = 0; i < count; i++) {
          List<Integer> piece = new ArrayList<>();
          for (; at < ends[i]; at++) {
            piece.add(idOf(new byte[] {utf8[at]}));
          }
          pieces.add(piece);
        }
      }
    }
    return pieces;
  }

  private void learn(int size, long minFrequency, Rules rules) {
    while (tokens.size() < size) {
      var best =
          count().entrySet().stream()
              .filter(e -> allows(join(e.getKey().get(0), e.getKey().get(1)), rules))
              .min(
                  Comparator.comparingLong((Map.Entry<List<Integer>, Long> e) -> -e.getValue())
                      .thenComparingInt(e -> e.getKey().get(0))
                      .thenComparingInt(e -> e.getKey().get(1)));
      if (best.isEmpty() || best.get().getValue() < minFrequency) {
        return;
      }
      int left = best.get().getKey().get(0);
      int right = best.get().getKey().get(1);
      int before = tokens.size();
      int merged = idOf(join(left, right));
      repeated |= merged < before;
      merges.add(new Merge(left, right, merged, best.get().getValue()));
      apply(left, right, merged);
    }
  }

  private static boolean allows(byte[] token, Rules rules) {
    String text = new String(token, StandardCharsets.ISO_8859_1);
    long words = Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).count();
    return words <= rules.maxWords() && !(rules.colonRule() && text.contains(": "));
  }

  private Map<List<Integer>, Long> count() {
    Map<List<Integer>, Long> counts = new HashMap<>();
    for (List<Integer> piece : corpus) {
      for (int i = 0; i + 1 < piece.size(); i++) {
        counts.merge(List.of(piece.get(i), piece.get(i + 1)), 1L, Long::sum);
      }
    }
    return counts;
  }

  private void apply(int left, int right, int merged) {
    for (List<Integer> piece : corpus) {
      int kept = 0;
      for (int i = 0; i < piece.size(); i++) {
        boolean here = piece.get(i) == left && i + 1 < piece.size() && piece.get(i + 1) == right;
        piece.set(kept++, here ? Integer.valueOf(merged) : piece.get(i));
        i += here ? 1 : 0;
      }
      piece.subList(kept, piece.size()).clear();
    }
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
    Integer id = ids.putIfAbsent(new String(bytes, StandardCharsets.ISO_8859_1), tokens.size());
    if (id == null) {
      tokens.add(bytes);
      return tokens.size() - 1;
    }
    return id;
  }

  /// Number of tokens of the corpus as it stands.
  long corpusTokens() {
    return corpus.stream().mapToLong(List::size).sum();
  }
}
