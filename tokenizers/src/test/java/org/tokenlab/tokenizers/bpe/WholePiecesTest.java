package org.tokenlab.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Vocabulary;

final class WholePiecesTest {
  @Test
  void findsEachTokenOfUpToTwelveBytesAndNothingElse() {
    SplittableRandom random = TestSeed.random("whole pieces");
    List<byte[]> tokens = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (tokens.size() < 5_000) {
      byte[] token = new byte[1 + random.nextInt(15)];
      for (int i = 0; i < token.length; i++) {
        token[i] = (byte) random.nextInt(random.nextBoolean() ? 3 : 256); // zeros among them
      }
      if (seen.add(Arrays.toString(token))) {
        tokens.add(token);
      }
    }
    Vocabulary vocabulary = Vocabulary.of(tokens.toArray(byte[][]::new));
    WholePieces table = WholePieces.of(vocabulary, id -> id % 7 != 0);
    for (int id = 0; id < tokens.size(); id++) {
      byte[] token = tokens.get(id);
      boolean in = token.length <= WholePieces.LONGEST && id % 7 != 0;
      assertEquals(in ? id : -1, find(table, token), TestSeed::replayLine);
      byte[] other = token.clone();
      other[random.nextInt(other.length)]++;
      int wanted = seen.contains(Arrays.toString(other)) ? vocabulary.id(other) : -1;
      boolean otherIn = other.length <= WholePieces.LONGEST && wanted % 7 != 0;
      assertEquals(otherIn ? wanted : -1, find(table, other), TestSeed::replayLine);
    }
  }

  private static int find(WholePieces table, byte[] piece) {
    long low = PieceChunk.bytes(piece, 0, piece.length);
    long high = piece.length <= 8 ? 0 : PieceChunk.bytes(piece, 8, piece.length);
    high |= (long) piece.length << 56;
    return table.id((int) (PieceChunk.hash(low, high) >>> table.shift()), low, high);
  }

  @Test
  void anEncoderThatHasTheTableGivesTheSameIds() {
    SplittableRandom random = TestSeed.random("encoder of whole pieces");
    for (int round = 0; round < 20; round++) {
      BpeModel model = BpeModelTest.grownModel(random);
      BpeEncoder caching = model.newEncoder(new WordCache(1 << 12));
      BpeEncoder plain = model.newEncoder(null);
      for (int text = 0; text < 30; text++) { // the table comes after some of these
        int[] ends = new int[700];
        // Words of one token mostly, or hardly ever: with the table and without.
        byte[] utf8 = pieces(random, ends, text % 3 == 0 ? 15 : 2);
        assertArrayEquals(ids(caching, utf8, ends), ids(plain, utf8, ends), TestSeed::replayLine);
      }
    }
  }

  private static byte[] pieces(SplittableRandom random, int[] ends, int longest) {
    byte[] utf8 = new byte[ends.length * longest];
    int at = 0;
    for (int i = 0; i < ends.length; i++) {
      int length = 1 + random.nextInt(longest);
      for (int k = 0; k < length; k++) {
        utf8[at++] = (byte) ('a' + random.nextInt(3));
      }
      ends[i] = at;
    }
    return Arrays.copyOf(utf8, at);
  }

  private static int[] ids(BpeEncoder encoder, byte[] utf8, int[] ends) {
    IntSink ids = new IntSink(8);
    encoder.encode(utf8, 0, ends, ends.length, ids);
    return ids.toArray();
  }
}
