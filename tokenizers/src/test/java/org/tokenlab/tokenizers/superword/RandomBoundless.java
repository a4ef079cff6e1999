package org.tokenlab.tokenizers.superword;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeSteps;
import org.tokenlab.tokenizers.bpe.Merges;

/// A BoundlessBPE model over the letters a, b, c and the space with contradictory steps and
/// supermerges: in any order, repeated, tokens made in many ways, deleted and made again. Nothing
/// that is left is out of the vocabulary.
///
/// @param regex finds its words
record RandomBoundless(
    List<String[]> steps, List<String[]> supermerges, List<String> tokens, String regex) {
  private static final String[] REGEXES = {
    "[a-c]+| ", " ?[a-c]+| ", "[ab]{1,2}|[^ab]", "a(?=b)|[abc]+|\\s", "[a-c]| ", "[ab]+| +"
  };

  /// @param trained whether every part is made before it is used, as in trained models
  static RandomBoundless next(SplittableRandom random, boolean trained) {
    Set<String> known = new LinkedHashSet<>(List.of("a", "b", "c", " "));
    List<String[]> steps = new ArrayList<>();
    for (int i = random.nextInt(16); i > 0; i--) {
      String left = any(random, known);
      String right = any(random, known);
      if (left.length() + right.length() > 6 || (trained && known.contains(left + right))) {
        continue;
      }
      steps.add(new String[] {left, right});
      known.add(left + right);
      if (!trained && random.nextInt(4) == 0) {
        steps.add(
            random.nextBoolean()
                ? bytes(left + right)
                : new String[] {left + right, "", left, right});
      }
      if (!trained && random.nextInt(6) == 0) {
        steps.add(steps.get(random.nextInt(steps.size())));
      }
    }
    List<String[]> supermerges = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      String left = any(random, known);
      String right = any(random, known);
      if (left.length() + right.length() <= 12 && !(trained && known.contains(left + right))) {
        supermerges.add(new String[] {left, right});
        known.add(left + right);
      }
    }
    if (!trained && random.nextInt(3) == 0) {
      Collections.shuffle(steps, new Random(random.nextLong()));
      Collections.shuffle(supermerges, new Random(random.nextLong()));
    }
    List<String> tokens = new ArrayList<>(known);
    return new RandomBoundless(steps, supermerges, tokens, REGEXES[random.nextInt(REGEXES.length)]);
  }

  private static String[] bytes(String token) {
    List<String> step = new ArrayList<>(List.of(token, ""));
    token.chars().forEach(c -> step.add(Character.toString(c)));
    return step.toArray(String[]::new);
  }

  private static String any(SplittableRandom random, Set<String> known) {
    return List.copyOf(known).get(random.nextInt(known.size()));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  Vocabulary vocabulary() {
    List<byte[]> all = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      all.add(new byte[] {(byte) b});
    }
    tokens.stream().filter(token -> token.length() > 1).forEach(token -> all.add(utf8(token)));
    return Vocabulary.of(all.toArray(byte[][]::new));
  }

  BoundlessBpeModel model() {
    Vocabulary vocabulary = vocabulary();
    BpeSteps.Builder ours = BpeSteps.builder();
    for (String[] step : steps) {
      if (!step[1].isEmpty()) {
        ours.merge(utf8(step[0]), utf8(step[1]));
      } else if (step.length == 4) {
        ours.delete(utf8(step[0]), utf8(step[2]), utf8(step[3]));
      } else {
        ours.deleteToBytes(utf8(step[0]));
      }
    }
    int[] triples = new int[3 * supermerges.size()];
    for (int i = 0; i < supermerges.size(); i++) {
      String[] pair = supermerges.get(i);
      triples[3 * i] = vocabulary.id(utf8(pair[0]));
      triples[3 * i + 1] = vocabulary.id(utf8(pair[1]));
      triples[3 * i + 2] = vocabulary.id(utf8(pair[0] + pair[1]));
    }
    return BoundlessBpeModel.of(
        vocabulary,
        ours.build(),
        Merges.of(triples),
        WordSplitter.of(regex),
        superwords(vocabulary));
  }

  private BitSet superwords(Vocabulary vocabulary) {
    BitSet superwords = new BitSet();
    supermerges.forEach(pair -> superwords.set(vocabulary.id(utf8(pair[0] + pair[1]))));
    steps.stream()
        .filter(step -> !step[1].isEmpty())
        .forEach(step -> superwords.clear(vocabulary.id(utf8(step[0] + step[1]))));
    for (int b = 0; b < 256; b++) {
      superwords.clear(b);
    }
    return superwords;
  }

  /// The same by definition, tokens that are found whole included.
  NaiveBoundless naive() {
    NaiveBoundless merging = new NaiveBoundless(steps, supermerges, Set.of());
    Vocabulary vocabulary = vocabulary();
    BitSet superwords = superwords(vocabulary);
    Set<String> whole = new HashSet<>();
    for (String token : tokens) {
      if (!superwords.get(vocabulary.id(utf8(token))) && merging.tokens(words(token)).size() == 1) {
        whole.add(token);
      }
    }
    return new NaiveBoundless(steps, supermerges, whole);
  }

  /// The words of a text.
  List<String> words(String text) {
    return java.util.regex.Pattern.compile(regex)
        .matcher(text)
        .results()
        .map(java.util.regex.MatchResult::group)
        .toList();
  }

  static String text(SplittableRandom random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append("abc abab".charAt(random.nextInt(8)));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(regex);
    steps.forEach(step -> text.append(' ').append(List.of(step)));
    supermerges.forEach(pair -> text.append(" super").append(List.of(pair)));
    return text.toString();
  }
}
