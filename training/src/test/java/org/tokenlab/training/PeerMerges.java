package org.tokenlab.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// Our merges by a peer's rules, as `src/test/python/peer_merges.py` prints the peer's own.
final class PeerMerges {
  static final List<String> PEERS =
      List.of("rustbpe", "minbpe", "subword-nmt", "youtokentome", "youtokentome-0.99");

  private PeerMerges() {}

  static List<String> of(String peer, int size, String text) {
    List<String> lines = Arrays.asList(text.split("\n", -1));
    return switch (peer) {
      case "rustbpe" -> tokens(bytes(TieOrder.BEST, size, text));
      case "minbpe" -> {
        BpeTraining training = bytes(TieOrder.MINBPE, size, text);
        yield pairs(training.merges(), training.model().vocabulary());
      }
      case "subword-nmt" -> {
        CharacterBpeTraining training =
            CharacterBpeTrainer.ofMerges(CharacterBpeRules.SUBWORD_NMT, size)
                .build()
                .train(lines.iterator());
        yield pairs(training.merges(), training.model().vocabulary());
      }
      case "youtokentome", "youtokentome-0.99" -> {
        CharacterBpeTraining training =
            CharacterBpeTrainer.builder(CharacterBpeRules.YOUTOKENTOME, size)
                .characterCoverage(peer.endsWith("0.99") ? 0.99 : 1)
                .build()
                .train(lines.iterator());
        yield pairs(training.merges(), training.model().vocabulary());
      }
      default -> throw new AssertionError(peer);
    };
  }

  private static BpeTraining bytes(TieOrder ties, int size, String text) {
    // rustbpe's own pattern takes up to three digits as cl100k's does, and minbpe's is cl100k's.
    return BpeTrainer.builder(size)
        .pattern(SplitPattern.CL100K)
        .tieOrder(ties)
        .build()
        .train(List.of(text).iterator());
  }

  private static List<String> tokens(BpeTraining training) {
    List<String> tokens = new ArrayList<>();
    for (int id = 256; id < training.vocabularySize(); id++) {
      tokens.add(hex(training.model().vocabulary().bytes(id)));
    }
    return tokens;
  }

  private static List<String> pairs(Merges merges, Vocabulary vocabulary) {
    List<String> pairs = new ArrayList<>();
    for (int rank = 0; rank < merges.size(); rank++) {
      pairs.add(
          hex(vocabulary.bytes(merges.left(rank)))
              + " "
              + hex(vocabulary.bytes(merges.right(rank))));
    }
    return pairs;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
