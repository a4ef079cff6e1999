package org.tokenlab.tokenizers.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.normalize.Lowercase;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.superword.BoundlessBpeModel;
import org.tokenlab.tokenizers.superword.PeerTrained;

/// Both forms of a BoundlessBPE model: what is written is read again as the same, damage is named.
final class BoundlessFilesTest {
  private static final List<String> MODELS = List.of("plain", "parts", "script", "word");

  @TempDir private Path folder = Path.of("");

  private static String ids(Tokenizer tokenizer, String text) {
    try {
      return Arrays.toString(tokenizer.encodeOrdinary(text));
    } catch (IllegalStateException e) {
      return "left over";
    }
  }

  @Test
  void bothFormsHoldAModelWhole() throws IOException {
    SplittableRandom random = TestSeed.random("boundless files");
    for (String name : MODELS) {
      Tokenizer original = PeerTrained.model(name);
      Path ours = folder.resolve(name + ".boundless.json");
      Path theirs = folder.resolve(name + ".boundless.model");
      Tokenizers.save(original, ours);
      Tokenizers.save(Tokenizers.load(ours), theirs);
      Tokenizer back = Tokenizers.load(theirs);
      assertEquals(name, back.name());
      assertEquals(original.addedTokens().all(), back.addedTokens().all());
      assertArrayEquals(Files.readAllBytes(ours), BoundlessFile.write(Tokenizers.load(ours)));
      assertArrayEquals(Files.readAllBytes(ours), BoundlessFile.write(back));
      assertArrayEquals(Files.readAllBytes(theirs), FastBoundlessFile.write(back));
      for (int i = 0; i < 300; i++) {
        String text = RandomText.next(random, 20);
        assertEquals(ids(original, text), ids(back, text), TestSeed::replayLine);
      }
    }
  }

  @Test
  void theFormIsToldFromTheContent() throws IOException {
    Tokenizer original = PeerTrained.model("plain");
    Path model = folder.resolve("final.model"); // as the peer names its files
    Files.write(model, FastBoundlessFile.write(original));
    assertTrue(Tokenizers.load(model).model() instanceof BoundlessBpeModel);
    Path json = folder.resolve("tokenizer.json");
    Files.write(json, BoundlessFile.write(original));
    assertTrue(Tokenizers.load(json).model() instanceof BoundlessBpeModel);
  }

  @Test
  void ourFormHoldsTheOtherParts() throws IOException {
    BoundlessBpeModel model = (BoundlessBpeModel) PeerTrained.model("word").model();
    AddedToken word = new AddedToken("[w]", 5000, true, false, true, false, false);
    Tokenizer tokenizer =
        Tokenizer.builder("parts", model)
            .normalizer(new Lowercase())
            .addedTokens(AddedTokens.of(List.of(word)))
            .build();
    Path file = folder.resolve("x.boundless.json");
    Tokenizers.save(tokenizer, file);
    Tokenizer back = Tokenizers.load(file);
    assertEquals(new Lowercase(), back.normalizer());
    assertEquals(List.of(word), back.addedTokens().all());
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Tokenizers.save(back, folder.resolve("x.boundless.model")));
    assertEquals("a BoundlessBPE v2 file can't hold x: it normalizes text", e.getMessage());
  }

  @Test
  void otherFormatsSayWhyTheyCantHoldIt() throws IOException {
    Tokenizer tokenizer = PeerTrained.model("plain");
    for (String[] refused :
        new String[][] {
          {"x.json", "HF has no model that merges whole words"},
          {"x.tiktoken", "ranks say nothing of words"},
          {"x.tokenlab", "it holds byte-level BPE, and this is BoundlessBpeModel"},
          {"x.model", "it does not run by SentencePiece's rule"},
          {"vocab.json", "can't hold plain: it has no list of merges"},
          {"vocab.txt", "can't hold"},
        }) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> Tokenizers.save(tokenizer, folder.resolve(refused[0])));
      assertTrue(e.getMessage().contains(refused[1]), e::getMessage);
    }
    Tokenizer bytes = Tokenizers.named("bytes");
    assertThrows(IllegalArgumentException.class, () -> BoundlessFile.write(bytes));
    assertThrows(IllegalArgumentException.class, () -> FastBoundlessFile.write(bytes));
  }

  @Test
  void wordsThatNoExpressionFindsAreRefused() throws IOException {
    BoundlessBpeModel model = (BoundlessBpeModel) PeerTrained.model("plain").model();
    BoundlessBpeModel whole =
        BoundlessBpeModel.of(
            model.vocabulary(), model.wordSteps(), model.supermerges(), PreTokenizer.none());
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> BoundlessFile.write(Tokenizer.builder("x", whole).build()));
    assertTrue(e.getMessage().contains("its words are not the matches"), e::getMessage);
    BoundlessBpeModel scanned =
        BoundlessBpeModel.of(
            model.vocabulary(),
            model.wordSteps(),
            model.supermerges(),
            SplitPattern.O200K.preTokenizer());
    BoundlessFile.write(Tokenizer.builder("x", scanned).build());
  }

  @Test
  void damageIsNamedWithItsPlace() throws IOException {
    String file = text(FastBoundlessFile.write(PeerTrained.model("parts")));
    refuses(file.replace("v2", "v3"), "line 1, byte 0: expected \"BoundlessBPE v2 \"");
    refuses(
        file.replace("vocabulary", "vocabular"),
        "line 2, byte 26: expected \"vocabulary\"; found: vocabular");
    refuses(file.replace("\n5 ą 0 0", "\n6 ą 0 0"), "expected the id 5; found: 6 ą 0 0");
    refuses(file.replace("\n5 ą 0 0", "\n5 € 0 0"), "a token in GPT-2's alphabet instead of \"€\"");
    refuses(file.replace("\n5 ą 0 0", "\n5 ą 0"), "expected 4 fields: id, token, count and 0 or 1");
    refuses(file.replace("\n5 ą 0 0", "\n5 Ą 0 0"), "the vocabulary up to here: tokens 4 and 5");
    refuses(file.replace("\nmerges\n", "\nmerges\n99999999"), "the number of merges, at most");
    refuses(file.replace("\nwords\n{", "\nwords\n{x"), "not JSON at byte");
    refuses(file.replace("\\\\p{N}", "\\\\p{Nn}"), "line ");
    refuses(file.substring(0, file.length() - 12), "found the end of the file");
    refuses(file + "x", "expected the end of the file; found: x");
    String json = text(BoundlessFile.write(PeerTrained.model("parts")));
    refusesOurs(json.replace("\"version\":1", "\"version\":2"), "version, byte ");
    refusesOurs(json.replace("\"steps\":[", "\"steps\":[[\"a\"],"), "steps[0], byte ");
    refusesOurs(json.replace("\"steps\":", "\"step\":"), "expected one of [format, version");
    refusesOurs(
        json.replace("\"supermerges\":[", "\"supermerges\":[[\"~~\",\"~~\"],"),
        "supermerges[0], byte ");
    refusesOurs(json.replace("\"superwords\":[", "\"superwords\":[9999999,"), "superwords[0]");
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private static void refuses(String file, String message) {
    refuses(file, ModelFormat.FAST_BOUNDLESS, message);
  }

  private static void refusesOurs(String file, String message) {
    refuses(file, ModelFormat.BOUNDLESS, message);
  }

  private static void refuses(String file, ModelFormat format, String message) {
    ModelFileException e =
        assertThrows(
            ModelFileException.class,
            () ->
                Tokenizers.load(
                    new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), format, "x"));
    assertTrue(e.getMessage().startsWith("x: "), e::getMessage);
    assertTrue(e.getMessage().contains(message), e::getMessage);
  }

  @Test
  void anyDamageIsRefusedOrGivesATokenizer() throws IOException {
    SplittableRandom random = TestSeed.random("damaged boundless");
    Tokenizer original = PeerTrained.model("script");
    byte[][] files = {FastBoundlessFile.write(original), BoundlessFile.write(original)};
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = files[i % 2].clone();
      int at = random.nextInt(damaged.length);
      damaged[at] = (byte) (random.nextBoolean() ? random.nextInt(32, 127) : random.nextInt(256));
      if (random.nextInt(4) == 0) {
        damaged = Arrays.copyOf(damaged, at);
      }
      byte[] content = damaged;
      try {
        ids(
            Tokenizers.load(
                new ByteArrayInputStream(content),
                i % 2 == 0 ? ModelFormat.FAST_BOUNDLESS : ModelFormat.BOUNDLESS,
                "x"),
            "the of, 中国 1234");
      } catch (ModelFileException e) {
        assertTrue(e.getMessage().startsWith("x: "), e::getMessage);
        refused++;
      }
    }
    assertTrue(refused > 100, "refused " + refused);
  }
}
