package org.tokenlab.tokenizers.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.TokenSink;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.normalize.CharsMap;

/// SentencePiece's way from pieces to text (0.2.3).
///
/// `▁` becomes a space; control pieces vanish; an unknown piece becomes `unknownSurface`, and text
/// that is no piece stays as it is. A run of byte pieces is decoded as UTF-8, each ill-formed byte
/// to U+FFFD. As long as there is no text yet, one `▁` is dropped from the start of a piece: with
/// `addDummyPrefix` alone once, with `removeExtraWhitespaces` again from each next piece. Gives one
/// string. Takes O(n).
///
/// @param whitespaceIsSuffix kept for saving; the peer decodes without looking at it
/// @param unknownSurface what an unknown piece becomes; ` ⁇ ` by default
/// @param denormalizer the model's `denormalizer_spec`, if it has a table
public record SentencePieceDecoder(
    SentencePieces pieces,
    boolean addDummyPrefix,
    boolean removeExtraWhitespaces,
    boolean whitespaceIsSuffix,
    String unknownSurface,
    Optional<CharsMap> denormalizer)
    implements Decoder {
  private static final char WHITE_SPACE = '▁';

  @Override
  public List<String> decode(List<String> tokens) {
    String text = text(tokens);
    return List.of(denormalizer.map(table -> denormalized(text, table)).orElse(text));
  }

  /// At most three bytes wait; all of the text where a denormalizer looks at it.
  @Override
  public TokenSink streamTo(TokenSink next) {
    if (denormalizer.isPresent()) {
      return Decoder.super.streamTo(next);
    }
    Progress progress = new Progress();
    StringBuilder text = new StringBuilder();
    return TokenSink.ofWholeTokens(
        token -> {
          progress.add(token, text);
          next.part(text.toString());
          text.setLength(0);
        },
        () -> {
          progress.endOfBytes(text);
          next.token(text.toString());
        },
        next);
  }

  private String text(List<String> tokens) {
    Progress progress = new Progress();
    StringBuilder text = new StringBuilder();
    for (String token : tokens) {
      progress.add(token, text);
    }
    progress.endOfBytes(text);
    return text.toString();
  }

  private boolean dropsAtStart() {
    return addDummyPrefix || removeExtraWhitespaces;
  }

  // The peer's denormalizer is its normalizer with a table and without rules for white space.
  private static String denormalized(String text, CharsMap table) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    AlignedText aligned = new AlignedText();
    aligned.set(utf8, 0, utf8.length, 0);
    new SentencePieceNormalizer("", Optional.of(table), false, false, false, false, List.of())
        .apply(aligned);
    return new String(aligned.bytes(), 0, aligned.length(), StandardCharsets.UTF_8);
  }

  /// What has to be known of the tokens so far.
  private final class Progress {
    private final byte[] begun = new byte[4]; // a character that byte pieces spell
    private int begunCount;
    private boolean anyText;
    private boolean atStart = true;
    private boolean startDropped;

    /// Appends what `token` adds to the text.
    void add(String token, StringBuilder text) {
      int before = text.length();
      int id = pieces.vocabulary().id(token.getBytes(StandardCharsets.UTF_8));
      PieceType type = id < 0 ? PieceType.UNKNOWN : pieces.type(id);
      if (type == PieceType.BYTE) {
        begun[begunCount++] = (byte) PieceUnits.byteOf(token);
        appendBytes(text, false);
      } else {
        endOfBytes(text);
        anyText |= text.length() > before;
        addText(token, id, type, text);
      }
      anyText |= text.length() > before;
    }

    private void addText(String token, int id, PieceType type, StringBuilder text) {
      atStart &= !startDropped && !anyText;
      startDropped = false;
      switch (type) {
        case CONTROL -> {}
        case UNKNOWN -> text.append(id < 0 ? token : unknownSurface);
        default -> {
          boolean drops = atStart && token.charAt(0) == WHITE_SPACE && dropsAtStart();
          text.append(token.substring(drops ? 1 : 0).replace(WHITE_SPACE, ' '));
          startDropped = drops && !removeExtraWhitespaces;
        }
      }
    }

    /// Appends what byte pieces have begun, now that another piece follows, or none.
    void endOfBytes(StringBuilder text) {
      appendBytes(text, true);
    }

    private void appendBytes(StringBuilder text, boolean last) {
      while (begunCount > 0) {
        int length = Utf8.sequenceLength(begun[0] & 0xFF);
        if (length > begunCount && !last) {
          return;
        }
        int used = Math.min(length, begunCount);
        if (Utf8.validUpTo(begun, 0, used) == used) {
          text.append(new String(begun, 0, used, StandardCharsets.UTF_8));
        } else {
          text.append('\uFFFD');
          used = 1;
        }
        System.arraycopy(begun, used, begun, 0, begunCount - used);
        begunCount -= used;
      }
    }
  }
}
