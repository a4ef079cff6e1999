package org.tokenlab.tokenizers.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.TokenSink;
import org.tokenlab.tokenizers.pretokenize.PrependScheme;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Decoders that get one token after the other hand on the same list as those that get all at once.
final class DecoderStreamTest {
  private static final List<String> PARTS =
      List.of(
          "a",
          "b",
          "ab",
          " ",
          "  ",
          "▁",
          "##",
          "</w>",
          "",
          "<pad>",
          "|",
          "l",
          "ll",
          ".",
          " n't",
          "é",
          "<0x61>",
          "<0xC3>",
          "<0xA9>",
          "<0xFF>",
          "Ã",
          "©",
          "ð",
          "í",
          "ł",
          "\uD83D\uDE42",
          "\uD83D\uDE43");

  private static final List<Decoder> DECODERS =
      List.of(
          new BpeDecoder("</w>"),
          new BpeDecoder("l"),
          new BpeDecoder(""),
          new ByteFallback(),
          new ByteLevelDecoder(true, true, true),
          new CtcDecoder("<pad>", "|", true),
          new CtcDecoder("l", "", false),
          new Fuse(),
          new JoinWithSpaces(),
          new MetaspaceDecoder('▁', PrependScheme.ALWAYS, true),
          new MetaspaceDecoder(0x1F642, PrependScheme.NEVER, true),
          new ReplaceDecoder(new TextPattern.Literal("lll"), "-"),
          new ReplaceDecoder(new TextPattern.Literal("▁"), " "),
          new ReplaceDecoder(new TextPattern.Literal("aba"), "ab"),
          new ReplaceDecoder(new TextPattern.Literal(""), "+"),
          new ReplaceDecoder(new TextPattern.Regex("^ | +$", Dialect.ONIGURUMA), ""),
          new StripDecoder(' ', 1, 0),
          new StripDecoder('l', 2, 3),
          new StripDecoder(0x1F642, 0, 1),
          new WordPieceDecoder("##", true),
          new WordPieceDecoder("", false),
          tokens -> tokens.reversed());

  @Test
  void aStreamGivesWhatTheWholeGives() {
    SplittableRandom random = TestSeed.random("decoder streams");
    for (int round = 0; round < 20_000; round++) {
      Decoder decoder = decoder(random);
      List<String> tokens = tokens(random);
      Collected all = new Collected();
      TokenSink sink = decoder.streamTo(all);
      tokens.forEach(sink::token);
      sink.finish();
      assertEquals(
          decoder.decode(tokens),
          all.tokens,
          () -> decoder + " of " + tokens + "; " + TestSeed.replayLine());
    }
  }

  @Test
  void whatIsCertainDoesNotWait() {
    Collected all = new Collected();
    Decoder llama =
        new DecoderSequence(
            List.of(
                new ReplaceDecoder(new TextPattern.Literal("▁"), " "),
                new ByteFallback(),
                new Fuse(),
                new StripDecoder(' ', 1, 0)));
    TokenSink sink = llama.streamTo(all);
    sink.token("▁a");
    assertEquals("a", all.current.toString());
    sink.token("<0xC3>");
    assertEquals("a", all.current.toString());
    sink.token("<0xA9>");
    sink.token("▁b");
    assertEquals("aé b", all.current.toString());
  }

  private static Decoder decoder(SplittableRandom random) {
    List<Decoder> steps = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      steps.add(DECODERS.get(random.nextInt(DECODERS.size())));
    }
    return steps.size() == 1 ? steps.getFirst() : new DecoderSequence(steps);
  }

  private static List<String> tokens(SplittableRandom random) {
    int kinds = 1 + random.nextInt(PARTS.size()); // few kinds: the same comes often
    List<String> tokens = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      StringBuilder token = new StringBuilder();
      for (int k = random.nextInt(4); k > 0; k--) {
        token.append(PARTS.get((PARTS.size() - 1 - random.nextInt(kinds))));
      }
      tokens.add(random.nextBoolean() ? token.toString() : PARTS.get(random.nextInt(PARTS.size())));
    }
    return tokens;
  }

  private static final class Collected implements TokenSink {
    private final List<String> tokens = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();

    @Override
    public void part(String part) {
      current.append(part);
    }

    @Override
    public void end() {
      tokens.add(current.toString());
      current.setLength(0);
    }

    @Override
    public void finish() {
      assertEquals("", current.toString());
    }
  }
}
