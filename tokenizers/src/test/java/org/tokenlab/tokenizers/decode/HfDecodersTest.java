package org.tokenlab.tokenizers.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.GoldenFile;
import org.tokenlab.tokenizers.HfGolden;
import org.tokenlab.tokenizers.pretokenize.PrependScheme;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Every decoder against what HF tokenizers 0.23.2 makes of random lists of tokens
/// (`hf_decoders_golden.py`).
final class HfDecodersTest {
  @Test
  void decodedTextIsHfs() {
    for (String[] line : GoldenFile.lines(HfDecodersTest.class, "hf-0.23.2-decoders.tsv")) {
      List<String> tokens =
          line[1].equals("{}")
              ? List.of()
              : Stream.of(line[1].split("\\|", -1)).map(HfGolden::unescaped).toList();
      String decoded = String.join("", decoder(line[0]).decode(tokens));
      assertEquals(line[2], HfGolden.escaped(decoded), () -> line[0] + " of " + line[1]);
    }
  }

  @Test
  void stripTakesWhatThereIsWhereHfStops() {
    Decoder strip = new StripDecoder('a', 2, 2);
    assertEquals(List.of("", "", "", "", "b"), strip.decode(List.of("", "a", "aa", "aaa", "aaba")));
    assertThrows(IllegalArgumentException.class, () -> new StripDecoder('a', -1, 0));
  }

  @Test
  void byteLevelWritesAReplacementForEachByteOfHalfASurrogate() {
    // ED A8, of which Java's own decoder makes one.
    assertEquals(
        List.of("\uFFFD\uFFFD"),
        new ByteLevelDecoder(true, true, true).decode(List.of("\u00ED", "\u00A8")));
  }

  @Test
  void withoutADecoderSpacesStandBetweenTokens() {
    assertEquals(List.of("a ##b"), new JoinWithSpaces().decode(List.of("a", "##b")));
  }

  private static Decoder decoder(String name) {
    List<Decoder> parts =
        Stream.of(name.split("\\+(?=[A-Z])", -1)).map(HfDecodersTest::part).toList();
    return parts.size() == 1 ? parts.getFirst() : new DecoderSequence(parts);
  }

  private static Decoder part(String name) {
    String[] fields = name.split("\\|", -1);
    String first = fields.length > 1 ? HfGolden.unescaped(fields[1]) : "";
    return switch (fields[0]) {
      case "Fuse" -> new Fuse();
      case "ByteFallback" -> new ByteFallback();
      case "ByteLevel" -> new ByteLevelDecoder(true, true, true);
      case "BPEDecoder" -> new BpeDecoder(first);
      case "WordPiece" -> new WordPieceDecoder(first, Boolean.parseBoolean(fields[2]));
      case "CTC" ->
          new CtcDecoder(first, HfGolden.unescaped(fields[2]), Boolean.parseBoolean(fields[3]));
      case "Metaspace" ->
          new MetaspaceDecoder(
              first.codePointAt(0),
              PrependScheme.valueOf(fields[2].toUpperCase(Locale.ROOT)),
              true);
      case "Strip" ->
          new StripDecoder(
              first.codePointAt(0), Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
      case "Replace" ->
          new ReplaceDecoder(new TextPattern.Literal(first), HfGolden.unescaped(fields[2]));
      case "ReplaceRegex" ->
          new ReplaceDecoder(
              new TextPattern.Regex(first, Dialect.ONIGURUMA), HfGolden.unescaped(fields[2]));
      default -> throw new AssertionError(name);
    };
  }

  @Test
  void halfASurrogateIsTwoIllFormedParts() {
    assertEquals(
        List.of("\uFFFD\uFFFD"), new ByteLevelDecoder(true, true, true).decode(List.of("íº")));
  }
}
