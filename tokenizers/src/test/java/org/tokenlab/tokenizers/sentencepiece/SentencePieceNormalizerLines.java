package org.tokenlab.tokenizers.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.normalize.CharsMap;

/// Reads what `sentencepiece_normalizers.py` writes, and compares.
final class SentencePieceNormalizerLines {
  private final Map<String, SentencePieceNormalizer> normalizers = new HashMap<>();
  private final AlignedText text = new AlignedText();

  /// How Tokenlab differs from the line, or null if it doesn't.
  @Nullable String difference(String line) {
    String[] fields = line.split("\t", -1);
    if (fields[0].equals("model")) {
      normalizers.put(fields[1], normalizer(fields));
      return null;
    }
    byte[] source = HexFormat.of().parseHex(fields[1]);
    int shift = 2; // the text stands somewhere in a longer one
    text.set(source, 0, source.length, shift);
    normalizers.get(fields[0]).apply(text);
    String bytes = HexFormat.of().formatHex(text.bytes(), 0, text.length());
    if (!bytes.equals(fields[2])) {
      return line + "\n  found " + bytes;
    }
    int[] starts = Arrays.stream(fields[3].split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    int character = 0;
    for (int at = 0; at < text.length(); character++) {
      int next = at + Utf8.sequenceLength(text.bytes()[at] & 0xFF);
      int start = codePoints(source, text.sourceStart(at) - shift);
      int end = codePoints(source, text.sourceEnd(next - 1) - shift);
      if (start != starts[character] || end != starts[character + 1]) {
        return line + "\n  found character " + character + " from " + start + " to " + end;
      }
      at = next;
    }
    return null;
  }

  private static SentencePieceNormalizer normalizer(String[] fields) {
    byte[] blob = Base64.getDecoder().decode(fields[2]);
    List<String> userDefined = new ArrayList<>();
    for (String hex : fields[7].split(",", -1)) {
      if (!hex.isEmpty()) {
        userDefined.add(new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8));
      }
    }
    return new SentencePieceNormalizer(
        fields[1],
        blob.length == 0 ? Optional.empty() : Optional.of(CharsMap.of(blob)),
        fields[3].equals("1"),
        fields[4].equals("1"),
        fields[5].equals("1"),
        fields[6].equals("1"),
        userDefined);
  }

  private static int codePoints(byte[] utf8, int to) {
    return (int) IntStream.range(0, to).filter(i -> (utf8[i] & 0xC0) != 0x80).count();
  }
}
