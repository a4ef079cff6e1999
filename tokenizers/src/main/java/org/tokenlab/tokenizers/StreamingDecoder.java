package org.tokenlab.tokenizers;

import java.util.Arrays;

/// Turns ids that come one after the other into text as it becomes certain. From
/// [Tokenizer#streamingDecoder].
///
/// Never gives a part of a character: bytes that may still become one wait. All that it gives, one
/// after the other, is [Tokenizer#decode] of all the ids.
///
/// Memory is bounded by what waits: mostly a few bytes, but all of the text where a model file's
/// decoder may look at it as a whole (a regular expression after `Fuse`, say). Not thread-safe.
public abstract sealed class StreamingDecoder {
  private boolean finished;

  StreamingDecoder() {}

  /// The text that is certain now that `id` has come; often a word, sometimes nothing.
  ///
  /// @throws IllegalArgumentException for an id that no token has
  /// @throws IllegalStateException after [#finish]
  public final String append(int id) {
    requireOpen();
    return next(id);
  }

  /// The text that is certain now that `ids` have come.
  public final String append(int... ids) {
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      text.append(append(id));
    }
    return text.toString();
  }

  /// The text that still waited; bytes that never became a character are U+FFFD.
  ///
  /// @throws IllegalArgumentException if ids are missing that the last ones need
  ///   ([TokenizerModel#decodingGroup])
  public final String finish() {
    requireOpen();
    finished = true;
    return rest();
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("the ids are finished; new ids need a new decoder");
    }
  }

  abstract String next(int id);

  abstract String rest();

  /// For tokenizers whose ids stand for bytes, each for itself.
  static final class OfBytes extends StreamingDecoder {
    private final Decoding decoding;
    private byte[] waiting = new byte[0];
    private int[] group = new int[0]; // ids that are told only together
    private int grouped;

    OfBytes(Decoding decoding) {
      this.decoding = decoding;
    }

    @Override
    String next(int id) {
      if (grouped == 0) {
        group = new int[decoding.group(id)];
      }
      group[grouped++] = id;
      if (grouped < group.length) {
        return "";
      }
      grouped = 0;
      return decode(decoding.bytes(group, false), false);
    }

    @Override
    String rest() {
      byte[] begun = decoding.bytes(Arrays.copyOf(group, grouped), false); // says what is missing
      return decode(begun, true);
    }

    private String decode(byte[] more, boolean last) {
      byte[] bytes = Arrays.copyOf(waiting, waiting.length + more.length);
      System.arraycopy(more, 0, bytes, waiting.length, more.length);
      int certain = last ? bytes.length : Utf8.begunCharacter(bytes, 0, bytes.length);
      waiting = Arrays.copyOfRange(bytes, certain, bytes.length);
      return Utf8.decode(bytes, 0, certain);
    }
  }

  /// For tokenizers with a [Decoder], which tells what later tokens can't change.
  static final class OfText extends StreamingDecoder {
    private final Decoding decoding;
    private final StringBuilder certain = new StringBuilder();
    private final TokenSink tokens;

    OfText(Decoding decoding, Decoder decoder) {
      this.decoding = decoding;
      tokens = decoder.streamTo(new Joined(certain));
    }

    @Override
    String next(int id) {
      tokens.token(decoding.decoderToken(id));
      return taken();
    }

    @Override
    String rest() {
      tokens.finish();
      return taken();
    }

    private String taken() {
      String text = certain.toString();
      certain.setLength(0);
      return text;
    }
  }

  private record Joined(StringBuilder text) implements TokenSink {
    @Override
    public void part(String part) {
      text.append(part);
    }

    @Override
    public void end() {}

    @Override
    public void finish() {}
  }
}
