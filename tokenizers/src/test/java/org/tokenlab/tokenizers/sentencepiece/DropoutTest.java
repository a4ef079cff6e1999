package org.tokenlab.tokenizers.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.GoldenFile;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Sampling;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.TokenizerModel.PieceEncoder;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.CharacterBpeModel;
import org.tokenlab.tokenizers.bpe.Merges;

/// BPE-dropout against the shares that the peers gave, written by
/// `src/test/python/dropout_golden.py`. Our draws come from a fixed seed, so nothing here is left
/// to chance.
final class DropoutTest {
  private static final int DRAWS = 100_000;

  @Test
  void segmentationsAreAsFrequentAsThePeers() {
    int lines = 0;
    for (String[] fields : GoldenFile.lines(TokenizerModel.class, "dropout.tsv")) {
      for (TokenizerModel model : models(fields)) {
        checkShares(model, fields, GoldenFile.line(fields));
      }
      lines++;
    }
    assertTrue(lines >= 12, "the golden file is whole");
  }

  private static void checkShares(TokenizerModel model, String[] fields, String line) {
    Sampling dropout = new Sampling.Dropout(Double.parseDouble(fields[1]));
    PieceEncoder sampler = model.newSampler(dropout, new SplittableRandom(20261126));
    byte[] utf8 = fields[3].getBytes(StandardCharsets.UTF_8);
    IntSink ids = new IntSink(8);
    Map<List<Integer>, Integer> drawn = new HashMap<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      ids.clear();
      sampler.encode(utf8, 0, utf8.length, ids);
      drawn.merge(Arrays.stream(ids.toArray()).boxed().toList(), 1, Integer::sum);
    }
    Map<String, Integer> counts = new HashMap<>();
    drawn.forEach((key, count) -> counts.put(parts(model, key), count));
    double seen = 0;
    for (int i = 4; i < fields.length; i++) {
      String[] wanted = fields[i].split("=", -1);
      double share = counts.getOrDefault(wanted[0], 0) / (double) DRAWS;
      // Five standard errors of the difference of two shares of so many draws are 0.0091 at most.
      assertEquals(Double.parseDouble(wanted[1]), share, 0.0091, wanted[0] + " in " + line);
      seen += share;
    }
    assertEquals(1, seen, 0.001, line);
  }

  private static List<TokenizerModel> models(String[] fields) {
    List<String> tokens = new ArrayList<>();
    if (fields[0].equals("sentencepiece")) {
      tokens.add("<unk>");
      tokens.addAll(List.of(fields[2].split(" ", -1)));
      float[] scores = new float[tokens.size()];
      PieceType[] types = new PieceType[tokens.size()];
      for (int i = 0; i < types.length; i++) {
        scores[i] = -i;
        types[i] = i == 0 ? PieceType.UNKNOWN : PieceType.NORMAL;
      }
      SentencePieces pieces = SentencePieces.of(tokens.toArray(String[]::new), scores, types);
      return List.of(SentencePieceModel.of(SentencePieceModel.Kind.BPE, pieces, false));
    }
    byte[][] bytes = new byte[256 + fields[2].length()][0];
    IntStream.range(0, 256).forEach(b -> bytes[b] = new byte[] {(byte) b});
    Map<String, Integer> ids = new HashMap<>();
    IntStream.range(0, 128).forEach(b -> ids.put(Character.toString(b), b));
    List<Integer> triples = new ArrayList<>();
    for (String merge : fields[2].split(" ", -1)) {
      String[] sides = merge.split("[+]", -1);
      int merged = ids.computeIfAbsent(sides[0] + sides[1], text -> 256 + triples.size());
      bytes[merged] = (sides[0] + sides[1]).getBytes(StandardCharsets.UTF_8);
      triples.addAll(List.of(ids.get(sides[0]), ids.get(sides[1]), merged));
    }
    Merges merges = Merges.of(triples.stream().mapToInt(Integer::intValue).toArray());
    BpeModel byteLevel = BpeModel.ofMerges(Vocabulary.of(bytes), merges);
    byte[][] characters = bytes.clone();
    Arrays.fill(characters, 128, 256, new byte[0]); // no UTF-8 of their own
    return List.of(
        byteLevel,
        CharacterBpeModel.of(
            Vocabulary.of(characters),
            merges,
            new CharacterBpeModel.Options(null, "", "", false, false, true, 0)));
  }

  private static String parts(TokenizerModel model, PieceEncoder encoder, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    IntSink ids = new IntSink(8);
    encoder.encode(utf8, 0, utf8.length, ids);
    return parts(model, Arrays.stream(ids.toArray()).boxed().toList());
  }

  private static String parts(TokenizerModel model, List<Integer> ids) {
    return String.join("|", ids.stream().map(model::tokenText).toList());
  }

  @Test
  void probabilityZeroGivesTheIdsAndOneGivesSymbols() {
    for (String peer : List.of("hf", "sentencepiece")) {
      boolean hf = peer.equals("hf");
      String[] fields = {peer, "", hf ? "a+b ab+ab b+a" : "ab abab ba a b", "babababa"};
      for (TokenizerModel model : models(fields)) {
        SplittableRandom random = new SplittableRandom(1);
        String plain = parts(model, model.newEncoder(), fields[3]);
        PieceEncoder never = model.newSampler(new Sampling.Dropout(0), random);
        assertEquals(plain, parts(model, never, fields[3]));
        PieceEncoder always = model.newSampler(new Sampling.Dropout(1), random);
        assertEquals("b|a|b|a|b|a|b|a", parts(model, always, fields[3]));
        Sampling other = new Sampling.Regularisation(1, 0);
        assertThrows(UnsupportedOperationException.class, () -> model.newSampler(other, random));
      }
    }
  }
}
