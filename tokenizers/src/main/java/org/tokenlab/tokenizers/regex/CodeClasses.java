package org.tokenlab.tokenizers.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tokenlab.tokenizers.Utf8;

/// The code points in as few classes as some sets leave: two that no set tells apart are in one.
///
/// A look-up takes constant time. Immutable.
final class CodeClasses {
  private static final int BLOCK_BITS = 7;
  private static final int BLOCK = 1 << BLOCK_BITS;

  /// Class of each ASCII character.
  final int[] ascii = new int[128];

  private final short[] blockOf = new short[0x110000 >> BLOCK_BITS];
  private final short[] classes;
  private final List<Integer> members = new ArrayList<>();

  CodeClasses(List<CodeSet> sets) {
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0));
    for (CodeSet set : sets) {
      for (int bound : set.bounds()) {
        cuts.add(bound);
      }
    }
    Map<BitSet, Short> known = new HashMap<>();
    short[] classOf = new short[0x110000];
    List<Integer> starts = List.copyOf(cuts);
    for (int i = 0; i < starts.size() && starts.get(i) < 0x110000; i++) {
      int start = starts.get(i);
      int end = i + 1 < starts.size() ? starts.get(i + 1) : 0x110000;
      BitSet signature = new BitSet();
      for (int s = 0; s < sets.size(); s++) {
        signature.set(s, sets.get(s).contains(start));
      }
      Short kind = known.get(signature);
      if (kind == null) {
        kind = (short) known.size();
        known.put(signature, kind);
        members.add(start);
      }
      Arrays.fill(classOf, start, end, kind);
    }
    for (int c = 0; c < 128; c++) {
      ascii[c] = classOf[c];
    }
    // Equal blocks are stored once.
    Map<Integer, List<Integer>> byHash = new HashMap<>();
    short[] distinct = new short[classOf.length];
    int count = 0;
    for (int block = 0; block < blockOf.length; block++) {
      int from = block << BLOCK_BITS;
      int hash = 1;
      for (int i = from; i < from + BLOCK; i++) {
        hash = 31 * hash + classOf[i];
      }
      int found = -1;
      List<Integer> candidates = byHash.computeIfAbsent(hash, _ -> new ArrayList<>());
      for (int candidate : candidates) {
        int at = candidate * BLOCK;
        if (Arrays.equals(distinct, at, at + BLOCK, classOf, from, from + BLOCK)) {
          found = candidate;
        }
      }
      if (found < 0) {
        found = count++;
        System.arraycopy(classOf, from, distinct, found * BLOCK, BLOCK);
        candidates.add(found);
      }
      blockOf[block] = (short) found;
    }
    classes = Arrays.copyOf(distinct, count * BLOCK);
  }

  /// Number of classes; they are numbered from 0.
  int count() {
    return members.size();
  }

  /// A code point of the class.
  int member(int kind) {
    return members.get(kind);
  }

  int of(int codePoint) {
    return classes[(blockOf[codePoint >> BLOCK_BITS] << BLOCK_BITS) | (codePoint & (BLOCK - 1))];
  }

  /// The class of the character at byte `i`.
  int at(byte[] utf8, int i, int to) {
    byte b = utf8[i];
    return b >= 0 ? ascii[b] : of(Utf8.codePointAt(utf8, i, to));
  }
}
