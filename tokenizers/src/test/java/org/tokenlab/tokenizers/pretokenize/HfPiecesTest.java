package org.tokenlab.tokenizers.pretokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.GoldenFile;
import org.tokenlab.tokenizers.HfGolden;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Every pre-tokenizer against what HF tokenizers 0.23.2 makes of random texts
/// (`hf_pieces_golden.py`), and against the properties that splitters and cuts promise.
final class HfPiecesTest {
  private static final String GOLDEN = "hf-0.23.2-pieces.tsv";

  @Test
  void piecesTextsAndOffsetsAreHfs() {
    for (String[] line : GoldenFile.lines(HfPiecesTest.class, GOLDEN)) {
      String text = HfGolden.unescaped(line[1]);
      assertEquals(
          Arrays.asList(line).subList(2, line.length),
          pieces(preTokenizer(line[0]), text),
          () -> line[0] + " of \"" + line[1] + "\"");
    }
  }

  @Test
  void splittersGiveTheSamePiecesInBatchesOfAnySize() {
    SplittableRandom random = TestSeed.random("splitters");
    for (String[] line : GoldenFile.lines(HfPiecesTest.class, GOLDEN)) {
      Optional<Splitter> splitter = withoutAlphabet(line[0]).splitter();
      if (splitter.isPresent()) {
        byte[] utf8 = HfGolden.unescaped(line[1]).getBytes(StandardCharsets.UTF_8);
        List<String> whole = spans(withoutAlphabet(line[0]), utf8, 0, utf8.length);
        int batch = 1 + random.nextInt(4);
        assertEquals(
            whole, batches(splitter.get(), utf8, batch), () -> line[0] + TestSeed.replayLine());
      }
    }
  }

  @Test
  void splittersSayTheSameOfCutsAsWhatTheyAreOf() {
    SplittableRandom random = TestSeed.random("answers");
    for (String name : names()) {
      PreTokenizer given = withoutAlphabet(name);
      given.splitter().ifPresent(splitter -> checkAnswers(name, given, splitter, random));
    }
  }

  private static void checkAnswers(
      String name, PreTokenizer given, Splitter splitter, SplittableRandom random) {
    int[] text = RandomText.next(random, 200).codePoints().toArray();
    for (int i = 1; i < text.length; i++) {
      int left = text[i - 1];
      int right = text[i];
      String said = "%s of U+%04X U+%04X; %s".formatted(name, left, right, TestSeed.replayLine());
      assertEquals(given.cutsBetween(left, right), splitter.cutsBetween(left, right), said);
      assertEquals(given.keepsApart(left, right), splitter.keepsApart(left, right), said);
      assertEquals(given.image(right), splitter.image(right), said);
    }
  }

  private static List<String> names() {
    return GoldenFile.lines(HfPiecesTest.class, GOLDEN).stream()
        .map(line -> line[0])
        .distinct()
        .toList();
  }

  @Test
  void whatIsOnEitherSideOfACutIsAsItWouldBeAlone() {
    SplittableRandom random = TestSeed.random("cuts");
    for (String name : names()) {
      PreTokenizer preTokenizer = withoutAlphabet(name);
      for (int n = 0; n < 200; n++) {
        byte[] utf8 = RandomText.next(random, 12).getBytes(StandardCharsets.UTF_8);
        int at = utf8.length == 0 ? 0 : random.nextInt(utf8.length);
        while (at > 0 && (utf8[at] & 0xC0) == 0x80) {
          at--;
        }
        if (at > 0) {
          checkCut(name, preTokenizer, utf8, at);
        }
      }
    }
  }

  /// Pieces of a whole are those of its first part, and what the rest adds to the character before
  /// it; where no piece ends, the two that meet are one.
  private static void checkCut(String name, PreTokenizer preTokenizer, byte[] utf8, int at) {
    int before = at - 1;
    while ((utf8[before] & 0xC0) == 0x80) {
      before--;
    }
    int left = Utf8.codePointAt(utf8, before, at);
    int right = Utf8.codePointAt(utf8, at, utf8.length);
    boolean cuts = preTokenizer.cutsBetween(left, right);
    if (!cuts && !preTokenizer.keepsApart(left, right)) {
      return;
    }
    List<String> first = spans(preTokenizer, utf8, 0, at);
    List<String> character = spans(preTokenizer, utf8, before, at);
    List<String> rest = spans(preTokenizer, utf8, before, utf8.length);
    String said =
        name
            + " of \""
            + HfGolden.escaped(new String(utf8, StandardCharsets.UTF_8))
            + "\" at "
            + at
            + "; "
            + TestSeed.replayLine();
    if (cuts) {
      List<String> joined = new ArrayList<>(first);
      joined.addAll(rest.subList(character.size(), rest.size()));
      assertEquals(joined, spans(preTokenizer, utf8, 0, utf8.length), said);
    } else {
      // One piece may hold both sides: compare the text, not where pieces end.
      String added = uncut(rest).substring(uncut(character).length());
      assertEquals(uncut(first) + added, uncut(spans(preTokenizer, utf8, 0, utf8.length)), said);
    }
  }

  private static String uncut(List<String> pieces) {
    return String.join("", pieces).replace("|", "");
  }

  /// Pieces of a text, each with a bar after it; a text that starts elsewhere than a document does
  /// is placed at its own offset.
  private static List<String> spans(PreTokenizer preTokenizer, byte[] utf8, int from, int to) {
    AlignedText text = new AlignedText();
    text.set(utf8, from, to, from);
    Pieces pieces = new Pieces(text);
    pieces.reset();
    preTokenizer.apply(pieces);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < pieces.count(); i++) {
      found.add(text(text, pieces.start(i), pieces.end(i)) + "|");
    }
    return found;
  }

  private static String text(AlignedText text, int from, int to) {
    return HfGolden.escaped(new String(text.bytes(), from, to - from, StandardCharsets.UTF_8));
  }

  /// The expressions have no automaton, but nothing in them looks back.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\X(?=ab)|\\w",
        "\\R(?!\\n\\n)|\\w+(?=ab)",
        "(\\w)\\1|a*",
        "(?=[ab]c)a|.",
        "(?>a+)(?!bb)|\\s*",
        "(?>\\s+)\\z|(?>\\s+)\\Z|(?=ab)"
      })
  void expressionsThatDontLookBackAreTakenUpAtAnyPiece(String regex) {
    TextPattern.Regex pattern = new TextPattern.Regex(regex, Dialect.ONIGURUMA);
    assertFalse(pattern.isRegular() || pattern.looksBack());
    Split split = new Split(pattern, SplitBehavior.ISOLATED, false);
    Splitter splitter = split.splitter().orElseThrow();
    SplittableRandom random = TestSeed.random("taken up" + regex);
    for (int i = 0; i < 500; i++) {
      byte[] utf8 = RandomText.next(random, 30).getBytes(StandardCharsets.UTF_8);
      assertEquals(
          spans(split, utf8, 0, utf8.length),
          batches(splitter, utf8, 1 + random.nextInt(4)),
          TestSeed::replayLine);
    }
  }

  private static List<String> batches(Splitter splitter, byte[] utf8, int batch) {
    List<String> found = new ArrayList<>();
    int[] ends = new int[batch];
    for (int at = 0; at < utf8.length; ) {
      int count = splitter.split(utf8, at, utf8.length, ends);
      if (count == 0) {
        ends = new int[ends.length + 1];
      }
      for (int i = 0; i < count; i++) {
        String piece = new String(utf8, at, ends[i] - at, StandardCharsets.UTF_8);
        found.add(HfGolden.escaped(piece) + "|");
        at = ends[i];
      }
    }
    return found;
  }

  private static List<String> pieces(PreTokenizer preTokenizer, String string) {
    byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
    AlignedText text = new AlignedText();
    text.set(utf8, 0, utf8.length, 0);
    Pieces pieces = new Pieces(text);
    pieces.reset();
    preTokenizer.apply(pieces);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < pieces.count(); i++) {
      int start = text.sourceStart(pieces.start(i));
      int end = text.sourceEnd(pieces.end(i) - 1);
      found.add(
          text(text, pieces.start(i), pieces.end(i))
              + "|"
              + TextUnit.CODE_POINTS.length(utf8, 0, start)
              + "|"
              + TextUnit.CODE_POINTS.length(utf8, 0, end));
    }
    return found;
  }

  /// What `name` stands for, ByteLevel's rewriting included.
  private static PreTokenizer preTokenizer(String name) {
    return name.contains("ByteLevel")
        ? new PreTokenizerSequence(List.of(withoutAlphabet(name), new ByteAlphabet()))
        : withoutAlphabet(name);
  }

  private static PreTokenizer withoutAlphabet(String name) {
    // A plus sign in a pattern is followed by more than a name.
    String[] parts = name.split("\\+(?=[A-Z][A-Za-z]+(?:\\||\\+|$))", -1);
    List<PreTokenizer> all = Stream.of(parts).map(HfPiecesTest::part).toList();
    return all.size() == 1 ? all.getFirst() : new PreTokenizerSequence(all);
  }

  private static PreTokenizer part(String name) {
    String[] fields = name.split("\\|", -1);
    return switch (fields[0]) {
      case "Whitespace" -> new Whitespace();
      case "WhitespaceSplit" -> new WhitespaceSplit();
      case "BertPreTokenizer" -> new BertPreTokenizer();
      case "UnicodeScripts" -> new UnicodeScripts();
      case "CharDelimiterSplit" ->
          new CharDelimiterSplit(HfGolden.unescaped(fields[1]).codePointAt(0));
      case "Digits" -> new Digits(Boolean.parseBoolean(fields[1]));
      case "FixedLength" -> new FixedLength(Integer.parseInt(fields[1]));
      case "Punctuation" -> new Punctuation(behavior(fields[1]));
      case "ByteLevel" ->
          new ByteLevel(Boolean.parseBoolean(fields[1]), true, Boolean.parseBoolean(fields[2]));
      case "Metaspace" ->
          new Metaspace(
              HfGolden.unescaped(fields[1]).codePointAt(0),
              PrependScheme.valueOf(fields[2].toUpperCase(Locale.ROOT)),
              Boolean.parseBoolean(fields[3]));
      case "Split", "Regex" -> {
        String pattern = HfGolden.unescaped(fields[1]);
        TextPattern found =
            fields[0].equals("Split")
                ? new TextPattern.Literal(pattern)
                : new TextPattern.Regex(pattern, Dialect.ONIGURUMA);
        yield new Split(found, behavior(fields[2]), Boolean.parseBoolean(fields[3]));
      }
      default -> throw new AssertionError(name);
    };
  }

  private static SplitBehavior behavior(String name) {
    return SplitBehavior.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
