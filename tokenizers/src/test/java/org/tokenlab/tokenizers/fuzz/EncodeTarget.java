package org.tokenlab.tokenizers.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tokenlab.tokenizers.EncodeOptions;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PostProcessor;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel.InvalidUtf8;
import org.tokenlab.tokenizers.postprocess.PostProcessorSequence;
import org.tokenlab.tokenizers.postprocess.TemplateProcessing;

/// Fuzzes encoding and decoding: the first byte chooses a small tokenizer, the others are the text.
///
/// Every way to encode must give the same ids, places must lie inside the text, a stream must give
/// what the whole gives, and byte-level tokenizers must give back any bytes.
public final class EncodeTarget {
  private EncodeTarget() {}

  /// Encodes `input`.
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Tokenizer[] tokenizers = SmallTokenizers.all();
    Tokenizer tokenizer = tokenizers[(input[0] & 0xFF) % tokenizers.length];
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    checkBytes(tokenizer, bytes);
    check(tokenizer, new String(bytes, StandardCharsets.UTF_8));
    check(tokenizer, new String(bytes, StandardCharsets.UTF_16LE)); // lone surrogates too
  }

  private static void checkBytes(Tokenizer tokenizer, byte[] bytes) {
    int[] ids = tokenizer.encodeOrdinary(bytes);
    require(ids.length == tokenizer.count(bytes, 0, bytes.length), "count of bytes");
    if (isLossless(tokenizer)) {
      require(Arrays.equals(bytes, tokenizer.decodeToBytes(ids)), "the bytes do not come back");
    }
  }

  private static boolean isLossless(Tokenizer tokenizer) {
    return tokenizer.model().invalidUtf8() == InvalidUtf8.TAIL_IS_ONE_PIECE
        && tokenizer.normalizer().equals(Normalizer.none());
  }

  /// Checks what must hold for any tokenizer and text.
  static void check(Tokenizer tokenizer, String text) {
    int[] ids = tokenizer.encodeOrdinary(text);
    require(ids.length == tokenizer.count(text), "count");
    checkPlaces(tokenizer, text);
    String decoded = tokenizer.decode(ids);
    require(decoded.equals(streamed(tokenizer, ids)), "a stream of ids");
    require(Arrays.equals(ids, streamed(tokenizer, text)), "a stream of text");
    tokenizer.encode(text, text, EncodeOptions.TRUSTED.withSpecialTokens(true));
  }

  /// Checks an [Encoding] alone.
  static void checkPlaces(Tokenizer tokenizer, String text) {
    Encoding encoding = tokenizer.encode(text);
    int[] ids = encoding.ids();
    require(
        !tokenizer.postProcessor().map(EncodeTarget::keepsText).orElse(true)
            || Arrays.equals(ids, tokenizer.encodeOrdinary(text)),
        "ids with places");
    int length = TextUnit.UTF8_BYTES.length(text);
    int[] spans = encoding.offsets(TextUnit.UTF8_BYTES);
    for (int i = 0; i < ids.length; i++) {
      require(
          0 <= spans[2 * i] && spans[2 * i] <= spans[2 * i + 1] && spans[2 * i + 1] <= length,
          "places");
    }
    for (TextUnit unit : TextUnit.values()) {
      require(encoding.offsets(unit).length == 2 * ids.length, "offsets");
    }
    require(encoding.tokens().size() == ids.length, "tokens");
  }

  /// Templates may leave the text out, or have it twice.
  private static boolean keepsText(PostProcessor processor) {
    return switch (processor) {
      case TemplateProcessing template ->
          template.single().stream().filter(TemplateProcessing.Sequence.class::isInstance).count()
              == 1;
      case PostProcessorSequence sequence ->
          sequence.processors().stream().allMatch(EncodeTarget::keepsText);
      default -> true;
    };
  }

  private static String streamed(Tokenizer tokenizer, int[] ids) {
    var decoder = tokenizer.streamingDecoder();
    String first = decoder.append(ids);
    return first + decoder.finish();
  }

  private static int[] streamed(Tokenizer tokenizer, String text) {
    int[][] all = {new int[0]};
    var encoder =
        tokenizer.streamingEncoder(part -> {
          int[] both = Arrays.copyOf(all[0], all[0].length + part.length);
          System.arraycopy(part, 0, both, all[0].length, part.length);
          all[0] = both;
        });
    for (int at = 0; at < text.length(); at += 3) {
      encoder.append(text.substring(at, Math.min(text.length(), at + 3)));
    }
    encoder.finish();
    return all[0];
  }

  static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
