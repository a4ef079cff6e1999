package org.tokenlab.training.internal.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tokenlab.training.TestSeed;

class PieceShapesTest {
  // Scripts with low and high numbers, marks that inherit one, digits, signs of all scripts.
  private static final int[] CHARACTERS = "▁▁▁a1٣３,ཀѦ漢あカー\u0301\u0345б".codePoints().toArray();

  @Test
  void whatMayBeJoinedIsWhatMayBeAPiece() {
    Random random = TestSeed.random("whatMayBeJoinedIsWhatMayBeAPiece");
    int allowed = 0;
    int refused = 0;
    for (int round = 0; round < 400; round++) {
      PieceRules rules =
          new PieceRules(
              100,
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextInt(4) == 0,
              new SpaceRules(random.nextBoolean(), random.nextBoolean(), random.nextBoolean()));
      PieceShapes shapes = new PieceShapes(rules);
      List<String> pieces = new ArrayList<>();
      for (int c : CHARACTERS) {
        shapes.add(c);
        pieces.add(Character.toString(c));
      }
      for (int merge = 0; merge < 200; merge++) {
        int left = random.nextInt(pieces.size());
        int right = random.nextInt(pieces.size());
        byte[] both = (pieces.get(left) + pieces.get(right)).getBytes(StandardCharsets.UTF_8);
        if (both.length > 100) {
          continue;
        }
        boolean allows = shapes.allows(left, right);
        assertEquals(
            rules.allow(both, 0, both.length),
            allows,
            () -> rules + ": " + pieces.get(left) + " | " + pieces.get(right));
        if (allows) {
          shapes.learned(left, right, pieces.size());
          pieces.add(new String(both, StandardCharsets.UTF_8));
          allowed++;
        } else {
          refused++;
        }
      }
    }
    assertTrue(allowed > 2000 && refused > 2000, allowed + " allowed, " + refused + " refused");
  }
}
