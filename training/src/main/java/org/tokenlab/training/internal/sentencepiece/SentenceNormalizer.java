package org.tokenlab.training.internal.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;

/// Normalizes a text for training: by the model's own normalizer, and then with a boundary for each
/// special piece that stands in it, so that no piece is learned from its letters.
///
/// Of the special pieces that start at one place the longest counts. They are looked for in what
/// the normalizer leaves, so SentencePiece's trainers miss a user-defined piece that the table
/// replaces, and so does [#asSentencePiece]. Immutable and thread-safe.
public final class SentenceNormalizer implements Normalizer {
  private final Normalizer model;
  private final byte[][] special; // longest first
  private final boolean[] starts = new boolean[256];

  public SentenceNormalizer(Normalizer model, List<String> special) {
    this.model = model;
    this.special =
        special.stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .sorted((a, b) -> b.length - a.length)
            .toArray(byte[][]::new);
    for (byte[] text : this.special) {
      starts[text[0] & 0xFF] = true;
    }
  }

  /// As SentencePiece normalizes in training, where user-defined pieces are not taken over as they
  /// stand.
  public static SentenceNormalizer asSentencePiece(
      SentencePieceNormalizer model, List<String> special) {
    return new SentenceNormalizer(
        new SentencePieceNormalizer(
            model.name(),
            model.charsMap(),
            model.addDummyPrefix(),
            model.removeExtraWhitespaces(),
            model.escapeWhitespaces(),
            model.whitespaceIsSuffix(),
            List.of()),
        special);
  }

  @Override
  public void apply(AlignedText text) {
    model.apply(text);
    int at = next(text.bytes(), 0, text.length());
    if (at < text.length()) {
      cut(text, at);
    }
  }

  private void cut(AlignedText text, int first) {
    text.beginRewrite();
    int kept = 0;
    for (int at = first; at < text.length(); at = next(text.bytes(), kept, text.length())) {
      text.keep(kept, at);
      text.put(PieceRules.BOUNDARY, text.sourceStart(at));
      kept = at + lengthAt(text.bytes(), at, text.length());
    }
    text.keep(kept, text.length());
    text.endRewrite();
  }

  /// Where the next special piece stands, or `to`.
  private int next(byte[] utf8, int from, int to) {
    int at = from;
    while (at < to && !(starts[utf8[at] & 0xFF] && lengthAt(utf8, at, to) > 0)) {
      at++;
    }
    return at;
  }

  private int lengthAt(byte[] utf8, int at, int to) {
    for (byte[] text : special) {
      int end = at + text.length;
      if (end <= to && Arrays.equals(utf8, at, end, text, 0, text.length)) {
        return text.length;
      }
    }
    return 0;
  }
}
