package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import com.knuddels.jtokkit.api.IntArrayList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// Files that we save, loaded by the libraries they are made for: the same ids.
final class PeersLoadTest {
  private static final List<String> WORDS =
      List.of(
          "the",
          "The",
          "theta",
          "then",
          "don't",
          "WE'LL",
          "Straße",
          "привет",
          "приветствие",
          "中文",
          "中国人",
          "カタカナ",
          "नमस्ते",
          "สวัสดี",
          "مرحبا",
          "12345",
          "٣٤٥",
          "🙂🙂",
          "👩‍👩‍👧",
          "camelCase",
          "a/b//c",
          "--",
          "...",
          "'s",
          "e\u0301",
          "…",
          "x=1;");
  private static final List<String> SPACES =
      List.of(" ", " ", " ", "  ", "\n", "\r\n", " \n  ", "\t", "\u00A0", "");

  @TempDir private Path folder = Path.of("");

  private static String text(Random random, int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(WORDS.get(random.nextInt(WORDS.size())));
      text.append(SPACES.get(random.nextInt(SPACES.size())));
    }
    return text.toString();
  }

  private static Tokenizer trained(SplitPattern pattern) {
    Random random = TestSeed.random("peers" + pattern);
    return BpeTrainer.builder(256 + 120 + random.nextInt(200))
        .pattern(pattern)
        .build()
        .train(IntStream.range(0, 300).mapToObj(i -> text(random, 30)))
        .tokenizer("trained");
  }

  @ParameterizedTest
  @EnumSource(SplitPattern.class)
  void huggingFaceGivesTheSameIdsForTokenizerJson(SplitPattern pattern) throws IOException {
    Tokenizer ours = trained(pattern);
    Path file = folder.resolve("tokenizer.json");
    Tokenizers.save(ours, file);
    assertHuggingFaceGivesTheSameIds(ours, file, "hf" + pattern);
  }

  @ParameterizedTest
  @EnumSource(SplitPattern.class)
  void huggingFaceGivesTheSameIdsForConvertedRanks(SplitPattern pattern) throws IOException {
    Tokenizer ours = trained(pattern);
    Path ranks = folder.resolve("model.tiktoken");
    Tokenizers.save(ours, ranks);
    Path file = folder.resolve("tokenizer.json");
    Tokenizers.save(Tokenizers.load(ranks), file);
    assertHuggingFaceGivesTheSameIds(ours, file, "hf of ranks" + pattern);
  }

  private static void assertHuggingFaceGivesTheSameIds(Tokenizer ours, Path file, String salt)
      throws IOException {
    Random random = TestSeed.random(salt);
    try (HuggingFaceTokenizer theirs =
        HuggingFaceTokenizer.newInstance(file, Map.of("addSpecialTokens", "false"))) {
      for (int i = 0; i < 2_000; i++) {
        String text = text(random, random.nextInt(12));
        int[] wanted =
            Arrays.stream(theirs.encode(text).getIds()).mapToInt(Math::toIntExact).toArray();
        assertArrayEquals(wanted, ours.encodeOrdinary(text), text);
      }
    }
  }

  @Test
  void jtokkitGivesTheSameIdsForRanks() throws IOException {
    Tokenizer ours = trained(SplitPattern.GPT2);
    Path file = folder.resolve("model.tiktoken");
    Tokenizers.save(ours, file);
    Map<byte[], Integer> ranks = new TreeMap<>(Arrays::compare);
    for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
      String[] fields = line.split(" ", 2);
      ranks.put(Base64.getDecoder().decode(fields[0]), Integer.valueOf(fields[1]));
    }
    EncodingRegistry registry = Encodings.newLazyEncodingRegistry();
    registry.registerGptBytePairEncoding(
        new GptBytePairEncodingParams(
            "ours",
            Pattern.compile(SplitPattern.GPT2.regex(), Pattern.UNICODE_CHARACTER_CLASS),
            ranks,
            Map.of()));
    Encoding theirs = registry.getEncoding("ours").orElseThrow();
    Tokenizer reloaded = Tokenizers.load(file);
    Random random = TestSeed.random("jtokkit");
    for (int i = 0; i < 2_000; i++) {
      String text = text(random, random.nextInt(12));
      IntArrayList wanted = theirs.encodeOrdinary(text);
      assertArrayEquals(wanted.toArray(), reloaded.encodeOrdinary(text));
      assertEquals(wanted.size(), ours.count(text));
    }
  }
}
