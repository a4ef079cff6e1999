package org.tokenlab.training.unigram;

import java.util.ArrayList;
import java.util.List;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.Parallel;

/// All ways to segment each of many words into pieces, in blocks of words.
///
/// A word's lattice has a place before each of its code points, and an edge for each piece that
/// starts there. Edges are found once; pieces only ever disappear, so that afterwards edges are
/// dropped and never looked for again. Blocks are cut by the words alone, so that what is summed by
/// block does not depend on the number of threads.
final class Lattices {
  // Code points a block; some 10 edges a code point at the start, so a block is a few hundred
  // kilobytes: small enough to spread over threads, large enough that nobody waits.
  private static final int BLOCK_PLACES = 1 << 14;

  private final List<LatticeBlock> blocks;
  private final int threads;

  private Lattices(List<LatticeBlock> blocks, int threads) {
    this.blocks = blocks;
    this.threads = threads;
  }

  /// The lattices of `words`.
  static Lattices of(WordCounts words, PieceTrie trie, int threads) {
    Cutter cutter = new Cutter();
    words.forEach(cutter::add);
    return cutter.lattices(trie, threads);
  }

  /// The lattices of the pieces themselves, each of weight 1.
  static Lattices of(PieceList pieces, PieceTrie trie, int threads) {
    Cutter cutter = new Cutter();
    for (int i = 0; i < pieces.size(); i++) {
      cutter.add(pieces.arena(), pieces.start(i), pieces.start(i + 1), 1);
    }
    return cutter.lattices(trie, threads);
  }

  List<LatticeBlock> blocks() {
    return blocks;
  }

  /// Drops the edges of pieces that are no more; where no piece of one code point is left, an edge
  /// for the unknown comes in.
  void retain(boolean[] alive) {
    Parallel.run(
        blocks.size(), threads, () -> alive, (pieces, block) -> blocks.get(block).retain(pieces));
  }

  /// Cuts words into blocks.
  private static final class Cutter {
    private final List<LatticeBlock> blocks = new ArrayList<>();
    private LatticeBlock.Builder builder = new LatticeBlock.Builder(0);
    private int words;

    void add(byte[] utf8, int from, int to, long weight) {
      builder.add(utf8, from, to, weight);
      words++;
      if (builder.places() >= BLOCK_PLACES) {
        blocks.add(builder.build());
        builder = new LatticeBlock.Builder(words);
      }
    }

    Lattices lattices(PieceTrie trie, int threads) {
      if (builder.places() > 0) {
        blocks.add(builder.build());
      }
      Parallel.run(
          blocks.size(), threads, () -> trie, (pieces, block) -> blocks.get(block).fill(pieces));
      return new Lattices(blocks, threads);
    }
  }
}
