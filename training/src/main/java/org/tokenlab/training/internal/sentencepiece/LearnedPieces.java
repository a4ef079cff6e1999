package org.tokenlab.training.internal.sentencepiece;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongComparator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.merge.MergeLog;
import org.tokenlab.training.internal.merge.MergeLoop;
import org.tokenlab.training.internal.merge.MergeRules;
import org.tokenlab.training.internal.merge.Symbols;

/// The pieces that merging makes of words, in their order, and how often the pair of each stood
/// when it was merged. Immutable.
///
/// **When nothing is left to merge** and pieces are still wanted, SentencePiece goes on with pairs
/// that stood at some time and do no more: they are in its queue with count 0, in the order of all
/// pairs with one count. So do we. The most that it counts as standing is short-lived: a pair that
/// comes up and goes away in one and the same merge.
public final class LearnedPieces {
  private final List<String> texts;
  private final long[] counts;
  private final long[] uses; // of characters, in the alphabet's order, and then of pieces

  private LearnedPieces(List<String> texts, long[] counts, long[] uses) {
    this.texts = texts;
    this.counts = counts;
    this.uses = uses;
  }

  /// Learns `wanted` pieces, or as many as there are.
  public static LearnedPieces of(
      WordCounts words,
      Alphabet alphabet,
      PieceRules rules,
      int wanted,
      int threads,
      PacedListener listener) {
    MergeLog log = log(alphabet);
    MergeRules merging = rules(alphabet, rules, log);
    long[] alone = new long[alphabet.size()];
    Symbols symbols = lay(words, alphabet, alone);
    int size = alphabet.size() + wanted;
    MergeLoop.ofFrequent(symbols, log, size, merging, threads, listener).run();
    List<String> texts = new ArrayList<>();
    for (int id = alphabet.size(); id < log.tokenCount(); id++) {
      texts.add(new String(log.token(id), StandardCharsets.UTF_8));
    }
    long[] counts = new long[texts.size()];
    for (int rank = 0; rank < counts.length; rank++) {
      counts[rank] = log.pairCount(rank);
    }
    if (texts.size() < wanted) {
      addPast(words, alphabet, rules, wanted, texts);
    }
    long[] uses =
        Arrays.copyOf(symbols.tokenCounts(log.tokenCount()), alphabet.size() + texts.size());
    for (int i = 0; i < alone.length; i++) {
      uses[i] += alone[i];
    }
    return new LearnedPieces(List.copyOf(texts), counts, uses);
  }

  private static MergeLog log(Alphabet alphabet) {
    List<byte[]> characters = new ArrayList<>();
    for (int i = 0; i < alphabet.size(); i++) {
      characters.add(Character.toString(alphabet.character(i)).getBytes(StandardCharsets.UTF_8));
    }
    return new MergeLog(characters, "", 0);
  }

  private static MergeRules rules(Alphabet alphabet, PieceRules rules, MergeLog log) {
    PieceShapes shapes = new PieceShapes(rules);
    for (int i = 0; i < alphabet.size(); i++) {
      shapes.add(alphabet.character(i));
    }
    return new MergeRules(1, rules.maxLength(), shapes, new PieceOrder(log), false);
  }

  /// The words as characters. A word ends at a character outside the alphabet, which merges with
  /// nothing.
  ///
  /// @param alone how often each character stands where it has no neighbour, to be added to
  private static Symbols lay(WordCounts words, Alphabet alphabet, long[] alone) {
    Int2IntOpenHashMap ids = new Int2IntOpenHashMap();
    ids.defaultReturnValue(-1);
    for (int i = 0; i < alphabet.size(); i++) {
      ids.put(alphabet.character(i), i);
    }
    long[] most = {1};
    words.forEach((utf8, from, to, count) -> {
      for (int at = from; at < to; at++) {
        most[0] += (utf8[at] & 0xC0) != 0x80 ? 1 : 0;
      }
      most[0]++;
    });
    Symbols.Layout layout = new Symbols.Layout(most[0]);
    words.forEach((utf8, from, to, count) -> {
      int[] places = layout.places();
      int end = layout.position();
      for (int at = from; at < to; at += Utf8.sequenceLength(utf8[at] & 0xFF)) {
        int id = ids.get(Utf8.codePointAt(utf8, at, to));
        if (id >= 0) {
          places[end++] = id;
        } else {
          end(layout, end, count, alone);
          end = layout.position();
        }
      }
      end(layout, end, count, alone);
    });
    return layout.symbols(alphabet.size());
  }

  private static void end(Symbols.Layout layout, int end, long count, long[] alone) {
    if (end == layout.position() + 1) {
      alone[layout.places()[end - 1]] += count;
    }
    layout.end(end, count);
  }

  /// Adds pieces of pairs that stand nowhere any more. The words are merged once more for it, with
  /// all pairs kept: little work, since there are few where this happens.
  private static void addPast(
      WordCounts words, Alphabet alphabet, PieceRules rules, int wanted, List<String> texts) {
    MergeLog log = log(alphabet);
    MergeRules merging = rules(alphabet, rules, log);
    MergeLoop loop =
        MergeLoop.of(
            lay(words, alphabet, new long[alphabet.size()]),
            log,
            alphabet.size() + wanted,
            merging,
            /* threads= */ 1,
            new PacedListener(TrainingListener.NONE));
    loop.run();
    LongArrayList pairs = new LongArrayList();
    loop.forEachPairEver(pairs::add);
    PieceOrder order = new PieceOrder(log);
    pairs.sort((LongComparator) order::compare);
    Set<String> known = new HashSet<>(texts);
    for (int i = 0; i < pairs.size() && texts.size() < wanted; i++) {
      long pair = pairs.getLong(i);
      String text =
          new String(log.token((int) (pair >>> 32)), StandardCharsets.UTF_8)
              + new String(log.token((int) pair), StandardCharsets.UTF_8);
      if (known.add(text)) {
        texts.add(text);
      }
    }
  }

  /// Number of pieces.
  public int size() {
    return texts.size();
  }

  /// The first pieces.
  public List<String> texts(int count) {
    return texts.subList(0, count);
  }

  /// How often the pair stood that makes piece `rank`; 0 if it stood nowhere any more.
  public long count(int rank) {
    return rank < counts.length ? counts[rank] : 0;
  }

  /// How often character `i` of the alphabet stands by itself when all pieces are merged.
  public long characterUses(int i) {
    return uses[i];
  }

  /// How often piece `rank` stands when all pieces are merged.
  public long uses(int rank) {
    return uses[uses.length - texts.size() + rank];
  }
}
