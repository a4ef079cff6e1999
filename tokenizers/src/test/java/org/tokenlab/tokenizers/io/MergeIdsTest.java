package org.tokenlab.tokenizers.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.bpe.Merges;

/// Merges looked up in batches and stretches, against one after the other in a map.
final class MergeIdsTest {
  @Test
  void idsAndTheFirstWrongMergeAreAsWhenReadOneByOne() {
    SplittableRandom random = TestSeed.random("MergeIds");
    int refused = 0;
    for (int round = 0; round < 60; round++) {
      boolean lines = random.nextBoolean();
      String prefix = random.nextInt(3) == 0 ? "#" : "";
      int size = round % 10 == 0 ? 40_000 + random.nextInt(3_000) : random.nextInt(1_500);
      int wrong = random.nextInt(3);
      List<String[]> merges = new ArrayList<>();
      Map<String, Integer> idOf = new HashMap<>();
      TextList tokens = new TextList(16);
      for (int i = 0; i < size; i++) {
        String left = token(random, "");
        String right = token(random, prefix);
        for (String token : List.of(left, right, left + right.substring(prefix.length()))) {
          if (idOf.putIfAbsent(token, idOf.size()) == null) {
            tokens.add(token);
          }
        }
        merges.add(new String[] {left, right});
      }
      for (; wrong > 0 && size > 0; wrong--) {
        merges.get(random.nextInt(size))[random.nextInt(2)] =
            List.of("?", "", "a b", "\u00E9").get(random.nextInt(4));
      }
      if (lines && size > 0) {
        merges.get(random.nextInt(size))[0] = "#version: 0.2";
      }
      TextList texts = new TextList(16);
      for (String[] merge : merges) {
        if (lines) {
          texts.add(merge[0] + " " + merge[1]);
        } else {
          texts.add(merge[0]);
          texts.add(merge[1]);
        }
      }
      int[] ids = new int[tokens.size()];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = i;
      }
      String wanted = oneByOne(merges, lines, prefix, idOf);
      String found;
      try {
        VocabularyTexts vocabulary = new VocabularyTexts(tokens, ids, "v");
        found = show(MergeIds.of(texts, lines, prefix, vocabulary, "f"));
      } catch (ModelFileException e) {
        found = e.getMessage();
      }
      refused += wanted.startsWith("f") ? 1 : 0;
      assertEquals(wanted, found, TestSeed::replayLine);
    }
    assertTrue(refused > 5 && refused < 55, "one-sided: " + refused);
  }

  private static String oneByOne(
      List<String[]> merges, boolean lines, String prefix, Map<String, Integer> idOf) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < merges.size(); i++) {
      String left = merges.get(i)[0];
      String right = merges.get(i)[1];
      int entry = lines ? i : 2 * i;
      if (lines) {
        String line = left + " " + right;
        if (line.startsWith("#version")) {
          continue;
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 2) {
          return "f[" + i + "]: expected two tokens with one space between; found \"" + line + "\"";
        }
      }
      for (String token : List.of(left, right)) {
        if (!idOf.containsKey(token)) {
          return missing(entry, token);
        }
      }
      if (right.length() < prefix.length()) {
        return "f[" + entry + "]: expected a right token that begins with \"" + prefix + "\"";
      }
      String both = left + right.substring(prefix.length());
      if (!idOf.containsKey(both)) {
        return missing(entry, both);
      }
      all.append(idOf.get(left)).append(' ').append(idOf.get(right)).append(' ');
      all.append(idOf.get(both)).append('\n');
    }
    return all.toString();
  }

  private static String missing(int entry, String token) {
    return "f: merge "
        + entry
        + " names the token \""
        + token
        + "\", which is not in the vocabulary";
  }

  private static String show(Merges merges) {
    StringBuilder all = new StringBuilder();
    for (int rank = 0; rank < merges.size(); rank++) {
      all.append(merges.left(rank)).append(' ').append(merges.right(rank)).append(' ');
      all.append(merges.merged(rank)).append('\n');
    }
    return all.toString();
  }

  private static String token(SplittableRandom random, String prefix) {
    StringBuilder token = new StringBuilder(prefix);
    for (int i = random.nextInt(12); i >= 0; i--) {
      token.appendCodePoint("abcde\u0120\u4E2D".codePointAt(random.nextInt(7)));
    }
    return token.toString();
  }
}
