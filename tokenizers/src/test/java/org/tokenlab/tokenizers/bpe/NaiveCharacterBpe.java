package org.tokenlab.tokenizers.bpe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Vocabulary;

/// HF's BPE over characters as its definition says it, for models in which every character of the
/// text has a token or an unknown one: no byte fallback, nothing fused.
final class NaiveCharacterBpe {
  private NaiveCharacterBpe() {}

  static List<Integer> encode(
      Vocabulary vocabulary, Merges merges, CharacterBpeModel.Options options, String text) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      String prefix = i == 0 ? "" : options.continuingSubwordPrefix();
      int next = text.offsetByCodePoints(i, 1);
      String suffix = next == text.length() ? options.endOfWordSuffix() : "";
      int id = id(vocabulary, prefix + text.substring(i, next) + suffix);
      ids.add(id >= 0 ? id : id(vocabulary, String.valueOf(options.unknownToken())));
    }
    while (true) {
      int best = -1;
      int lowest = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < ids.size(); i++) {
        int rank = lastRank(merges, ids.get(i), ids.get(i + 1));
        if (rank < lowest) {
          lowest = rank;
          best = i;
        }
      }
      if (best < 0) {
        return ids;
      }
      ids.remove(/* index */ best + 1);
      ids.set(best, merges.merged(lowest));
    }
  }

  private static int lastRank(Merges merges, int left, int right) {
    for (int rank = merges.size() - 1; rank >= 0; rank--) {
      if (merges.left(rank) == left && merges.right(rank) == right) {
        return rank;
      }
    }
    return Integer.MAX_VALUE;
  }

  private static int id(Vocabulary vocabulary, String token) {
    return vocabulary.id(token.getBytes(StandardCharsets.UTF_8));
  }
}
