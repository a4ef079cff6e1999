package org.tokenlab.training;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// Our merges by a peer's rules, as `src/test/python/peer_merges.py` prints the peer's own.
final class PeerMerges {
  static final List<String> WITH_GOLDENS =
      List.of("rustbpe", "minbpe", "subword-nmt", "youtokentome", "youtokentome-0.99");

  private PeerMerges() {}

  static List<String> of(String peer, int size, String text) {
    List<String> lines = Arrays.asList(text.split("\n", -1));
    return switch (peer) {
      case "rustbpe" -> tokens(bytes(TieOrder.BEST, size, text));
      case "hf" -> {
        BpeTraining training =
            BpeTrainer.builder(size)
                .pattern(SplitPattern.GPT2)
                .tieOrder(TieOrder.HF)
                .build()
                .train(lines.iterator());
        yield pairs(training.merges(), training.model().vocabulary());
      }
      case "hf-wordpiece" -> wordPiece(size, lines);
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

  /// With `##a` and the like as special tokens behind the usual ones, as the peer is given them.
  private static List<String> wordPiece(int size, List<String> lines) {
    WordPieceTrainer.Builder builder = WordPieceTrainer.builder(size);
    List<String> special = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    strings(builder.specialTokens(special).build().train(lines.iterator()).model().vocabulary())
        .stream()
        .filter(token -> token.startsWith("##") && token.codePointCount(2, token.length()) == 1)
        .sorted(Comparator.comparingInt(token -> token.codePointAt(2)))
        .forEach(special::add);
    return strings(
            builder.specialTokens(special).build().train(lines.iterator()).model().vocabulary())
        .stream()
        .map(token -> hex(token.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static List<String> strings(Vocabulary vocabulary) {
    return IntStream.range(0, vocabulary.idLimit())
        .mapToObj(id -> new String(vocabulary.bytes(id), StandardCharsets.UTF_8))
        .toList();
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
