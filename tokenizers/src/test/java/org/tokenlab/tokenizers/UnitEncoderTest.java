package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.normalize.BertNormalizer;
import org.tokenlab.tokenizers.normalize.Lowercase;
import org.tokenlab.tokenizers.normalize.UnicodeForm;
import org.tokenlab.tokenizers.pretokenize.BertPreTokenizer;
import org.tokenlab.tokenizers.pretokenize.ByteLevel;
import org.tokenlab.tokenizers.pretokenize.Digits;
import org.tokenlab.tokenizers.pretokenize.Metaspace;
import org.tokenlab.tokenizers.pretokenize.PreTokenizerSequence;
import org.tokenlab.tokenizers.pretokenize.PrependScheme;
import org.tokenlab.tokenizers.pretokenize.Punctuation;
import org.tokenlab.tokenizers.pretokenize.SplitBehavior;
import org.tokenlab.tokenizers.pretokenize.UnicodeScripts;
import org.tokenlab.tokenizers.pretokenize.Whitespace;
import org.tokenlab.tokenizers.pretokenize.WhitespaceSplit;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.tokenizers.unigram.UnigramModel;
import org.tokenlab.tokenizers.wordpiece.WordPieceModel;

/// Texts encoded by units have the ids of texts encoded as a whole.
final class UnitEncoderTest {
  private static final List<String> PARTS =
      List.of(
          "a", "b", "aa", " ", " ", "  ", "▁", "ab", "é", "中", "文", "🙂", "\n", "x", "q", "<d>",
          "1", "23", ".", "; ", "A", "É", "e\u0301", "\u0323", "\u302E", "한", "が", "กำ", "İ", "ſ",
          "\u200B", "\u0000");

  @Test
  void everyTextHasTheIdsOfTheWhole() {
    SplittableRandom random = TestSeed.random("unit texts");
    int cut = 0;
    for (int round = 0; round < 80; round++) {
      Tokenizer tokenizer = tokenizer(random);
      Workspaces workspaces = new Workspaces(tokenizer);
      for (int i = 0; i < 25; i++) {
        String text = text(random, i < 22 ? 40 : 3_000);
        cut += workspaces.compare(text);
      }
    }
    assertTrue(cut > 10_000, "too few cuts to mean anything: " + cut);
  }

  /// Scores this great make the running sum start anew every few hundred characters.
  @Test
  void sumsThatStartAnewAreSeen() {
    SplittableRandom random = TestSeed.random("unit sums");
    for (int round = 0; round < 25; round++) {
      Tokenizer tokenizer = sentencePiece(random, SentencePieceModel.Kind.UNIGRAM, 300);
      Workspaces workspaces = new Workspaces(tokenizer);
      for (int i = 0; i < 6; i++) {
        workspaces.compare(text(random, 4_000));
      }
    }
  }

  @Test
  void cutsAreThoseOfTheRule() {
    SplittableRandom random = TestSeed.random("unit cuts");
    for (int round = 0; round < 60; round++) {
      CutRule rule = tokenizer(random).sumKeepingCutRule();
      UnitCuts cuts = new UnitCuts(rule);
      for (int i = 0; i < 40; i++) {
        byte[] utf8 = ("x" + text(random, 200)).getBytes(StandardCharsets.UTF_8);
        int from = random.nextInt(2);
        int[] ends = new int[1 + random.nextInt(i % 2 == 0 ? 5 : 300)];
        List<Integer> got = new ArrayList<>();
        for (int at = from; at < utf8.length; ) {
          int found = cuts.split(utf8, at, utf8.length, ends);
          assertTrue(found > 0 && found <= ends.length, TestSeed::replayLine);
          for (int k = 0; k < found; k++) {
            got.add(ends[k]);
          }
          at = ends[found - 1];
        }
        List<Integer> wanted = new ArrayList<>();
        for (int at = from; at < utf8.length; ) {
          at = rule.first(utf8, at, utf8.length);
          boolean isCut = at < utf8.length;
          int left = isCut ? utf8[at - 1] : -1;
          boolean joinsNext =
              left >= 0
                  && rule.isDropped(left)
                  && !rule.isDropped(Utf8.codePointAt(utf8, at, utf8.length));
          if (!joinsNext) {
            wanted.add(at);
          }
        }
        assertEquals(wanted, got, TestSeed::replayLine);
      }
    }
  }

  /// One tokenizer's ways to the ids.
  private static final class Workspaces {
    final Workspace whole;
    final List<Workspace> byUnits = new ArrayList<>();
    final UnitCuts cuts;
    final Pipeline pipeline;

    Workspaces(Tokenizer tokenizer) {
      pipeline =
          new Pipeline(
              tokenizer.addedTokens(),
              tokenizer.normalizer(),
              tokenizer.preTokenizer(),
              tokenizer.model());
      whole = new Workspace(pipeline, tokenizer.model().newEncoder());
      for (UnitCache cache :
          new @Nullable UnitCache[] {null, new UnitCache(1 << 9), new UnitCache(1 << 14)}) {
        byUnits.add(
            new Workspace(
                pipeline,
                UnitEncoder.of(
                    pipeline, tokenizer.cutRule(), tokenizer.sumKeepingCutRule(), cache)));
      }
      cuts = new UnitCuts(tokenizer.sumKeepingCutRule());
    }

    /// Compares them on a text, and returns how many units it has.
    int compare(String text) {
      int[] wanted = ids(whole, text);
      for (Workspace workspace : byUnits) {
        for (int again = 0; again < 2; again++) {
          assertArrayEquals(
              wanted,
              ids(workspace, text),
              () ->
                  TestSeed.replayLine()
                      + byUnits.indexOf(workspace)
                      + pipeline.normalizer()
                      + Arrays.toString(Arrays.copyOf(wanted, 40)));
        }
      }
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      return utf8.length == 0 ? 0 : cuts.split(utf8, 0, utf8.length, new int[5_000]);
    }

    private static int[] ids(Workspace workspace, String text) {
      workspace.forget();
      workspace.load(text);
      workspace.encode(EncodeOptions.SpecialSet.NOTHING);
      return workspace.ids();
    }
  }

  private static String text(SplittableRandom random, int most) {
    StringBuilder text = new StringBuilder();
    int parts = 1 + random.nextInt(PARTS.size());
    for (int length = random.nextInt(most); length > 0; length--) {
      text.append(PARTS.get(random.nextInt(parts)));
    }
    return text.toString();
  }

  private static Tokenizer tokenizer(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> sentencePiece(random, SentencePieceModel.Kind.UNIGRAM, 8);
      case 1 -> sentencePiece(random, SentencePieceModel.Kind.BPE, 8);
      case 2 -> wordPiece(random);
      default -> unigram(random);
    };
  }

  private static Tokenizer sentencePiece(
      SplittableRandom random, SentencePieceModel.Kind kind, double range) {
    Map<String, PieceType> types = new LinkedHashMap<>(Map.of("<unk>", PieceType.UNKNOWN));
    types.put("<d>", random.nextBoolean() ? PieceType.USER_DEFINED : PieceType.CONTROL);
    if (random.nextBoolean()) {
      for (int b = 0; b < 256; b++) {
        types.put(String.format("<0x%02X>", b), PieceType.BYTE);
      }
    }
    for (String piece : randomPieces(random)) {
      boolean unused = random.nextInt(20) == 0;
      types.putIfAbsent(piece, unused ? PieceType.UNUSED : PieceType.NORMAL);
    }
    types.putIfAbsent("▁", PieceType.NORMAL); // never left without a normal piece
    List<String> texts = new ArrayList<>(types.keySet());
    SentencePieces pieces =
        SentencePieces.of(
            texts.toArray(String[]::new),
            scores(random, texts.size(), range),
            types.values().toArray(PieceType[]::new));
    boolean suffix = random.nextInt(8) == 0;
    List<String> userDefined = types.get("<d>") == PieceType.CONTROL ? List.of() : List.of("<d>");
    SentencePieceNormalizer normalizer =
        new SentencePieceNormalizer(
            "random",
            Optional.empty(),
            random.nextInt(4) > 0,
            random.nextBoolean(),
            random.nextInt(4) > 0,
            suffix,
            userDefined);
    return Tokenizer.builder("random", SentencePieceModel.of(kind, pieces, suffix))
        .normalizer(normalizer)
        .build();
  }

  private static Tokenizer unigram(SplittableRandom random) {
    List<String> pieces = new ArrayList<>(List.of("<unk>"));
    randomPieces(random).stream().filter(piece -> !piece.equals("<d>")).forEach(pieces::add);
    float[] floats = scores(random, pieces.size(), 8);
    double[] scores = new double[floats.length];
    Arrays.setAll(scores, i -> floats[i]);
    UnigramModel model =
        UnigramModel.of(pieces.toArray(String[]::new), scores, OptionalInt.of(0), false);
    List<PrependScheme> schemes = List.of(PrependScheme.values());
    PrependScheme scheme = schemes.get(random.nextInt(schemes.size()));
    List<PreTokenizer> parts = new ArrayList<>();
    parts.add(new Metaspace('▁', scheme, random.nextBoolean()));
    // Behind another pre-tokenizer each of its pieces gets a ▁ in front.
    List<PreTokenizer> others =
        List.of(
            new Digits(true),
            new Digits(false),
            new UnicodeScripts(),
            new WhitespaceSplit(),
            new Punctuation(SplitBehavior.ISOLATED),
            new ByteLevel(true, random.nextBoolean(), true));
    for (int i = random.nextInt(3); i > 0; i--) {
      parts.add(random.nextInt(parts.size() + 1), others.get(random.nextInt(others.size())));
    }
    return Tokenizer.builder("random", model)
        .normalizer(random.nextBoolean() ? new Lowercase() : Normalizer.none())
        .preTokenizer(parts.size() == 1 ? parts.getFirst() : new PreTokenizerSequence(parts))
        .build();
  }

  /// Normalizers and pre-tokenizers that leave no trace of where bytes came from.
  private static Tokenizer wordPiece(SplittableRandom random) {
    List<String> pieces = new ArrayList<>(List.of("[UNK]", "<d>"));
    for (String piece : randomPieces(random)) {
      pieces.add(random.nextBoolean() ? piece : "##" + piece);
    }
    Vocabulary vocabulary =
        Vocabulary.of(
            pieces.stream()
                .distinct()
                .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    List<Normalizer> normalizers =
        List.of(
            Normalizer.none(),
            random.nextBoolean() ? UnicodeForm.NFC : UnicodeForm.NFKD,
            new BertNormalizer(
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean() ? Optional.empty() : Optional.of(random.nextBoolean()),
                random.nextBoolean()));
    List<PreTokenizer> preTokenizers =
        List.of(
            new BertPreTokenizer(),
            new WhitespaceSplit(),
            new Whitespace(),
            new Punctuation(SplitBehavior.REMOVED),
            new Digits(true));
    List<AddedToken> added = new ArrayList<>();
    if (random.nextBoolean()) {
      added.add(
          new AddedToken(
              "<d>",
              1,
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean()));
    }
    return Tokenizer.builder("random", new WordPieceModel(vocabulary, "[UNK]", "##", 12))
        .normalizer(normalizers.get(random.nextInt(normalizers.size())))
        .preTokenizer(preTokenizers.get(random.nextInt(preTokenizers.size())))
        .addedTokens(AddedTokens.of(added))
        .build();
  }

  private static List<String> randomPieces(SplittableRandom random) {
    List<String> pieces = new ArrayList<>();
    for (int i = random.nextInt(60); i >= 0; i--) {
      String piece = text(random, 4).replace(" ", "▁").replace("<d>", "a").replace("\0", "a");
      if (!piece.isEmpty() && !pieces.contains(piece)) {
        pieces.add(piece);
      }
    }
    return pieces;
  }

  /// Scores that often tie, or nearly so.
  private static float[] scores(SplittableRandom random, int size, double range) {
    float[] scores = new float[size];
    int kind = random.nextInt(3);
    for (int i = 0; i < size; i++) {
      double score = -range * random.nextDouble();
      scores[i] =
          (float) (kind == 0 ? score : kind == 1 ? Math.rint(score) : Math.rint(score * 4) / 64);
    }
    return scores;
  }
}
