package org.tokenlab.tokenizers.normalize;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Reads what `hf_normalizers.py` writes, and compares.
final class NormalizerLines {
  private final Map<String, CharsMap> charsMaps = new HashMap<>();
  private final Map<String, Normalizer> normalizers = new HashMap<>();
  private final AlignedText text = new AlignedText();

  /// How Tokenlab differs from the line, or null if it doesn't.
  @Nullable String difference(String line) {
    String[] fields = line.split("\t", -1);
    if (fields[0].equals("charsmap")) {
      charsMaps.put(fields[1], CharsMap.of(Base64.getDecoder().decode(fields[2])));
      return null;
    }
    byte[] source = HexFormat.of().parseHex(fields[1]);
    String wanted = line.substring(fields[0].length() + fields[1].length() + 2);
    String found = normalized(normalizers.computeIfAbsent(fields[0], this::normalizer), source);
    return wanted.equals(found)
        ? null
        : fields[0] + " of " + fields[1] + ":\n  wanted " + wanted + "\n  found  " + found;
  }

  private String normalized(Normalizer normalizer, byte[] source) {
    int shift = 3; // the text stands somewhere in a longer one
    text.set(source, 0, source.length, shift);
    normalizer.apply(text);
    String bytes = HexFormat.of().formatHex(text.bytes(), 0, text.length());
    StringBuilder places = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int next = at + Utf8.sequenceLength(text.bytes()[at] & 0xFF);
      int start = text.sourceStart(at);
      int end = text.sourceEnd(next - 1);
      places.append(places.isEmpty() ? "" : " ");
      places.append(codePoints(source, start - shift)).append('.');
      places.append(codePoints(source, end - shift));
      at = next;
    }
    return bytes + "\t" + places;
  }

  private static int codePoints(byte[] utf8, int to) {
    return (int) IntStream.range(0, to).filter(i -> (utf8[i] & 0xC0) != 0x80).count();
  }

  private Normalizer normalizer(String description) {
    if (description.contains(" | ")) {
      return new NormalizerSequence(
          Arrays.stream(description.split(" \\| ", -1)).map(this::normalizer).toList());
    }
    List<String> words = List.of(description.split(" ", -1));
    return switch (words.getFirst()) {
      case "Strip" -> new StripWhitespace(flag(words, 1), flag(words, 2));
      case "Bert" ->
          new BertNormalizer(
              flag(words, 1),
              flag(words, 2),
              words.get(3).equals("-") ? Optional.empty() : Optional.of(flag(words, 3)),
              flag(words, 4));
      case "Prepend" -> new Prepend(text(words, 1));
      case "Replace" -> new Replace(new TextPattern.Literal(text(words, 1)), text(words, 2));
      case "Precompiled" -> new Precompiled(charsMaps.get(words.get(1)));
      case "Lowercase" -> new Lowercase();
      case "StripAccents" -> new StripAccents();
      case "Nmt" -> new Nmt();
      case "ByteLevel" -> new ByteLevelNormalizer();
      default -> UnicodeForm.valueOf(description);
    };
  }

  private static boolean flag(List<String> words, int at) {
    return words.get(at).equals("1");
  }

  private static String text(List<String> words, int at) {
    return new String(HexFormat.of().parseHex(words.get(at).substring(1)), StandardCharsets.UTF_8);
  }
}
