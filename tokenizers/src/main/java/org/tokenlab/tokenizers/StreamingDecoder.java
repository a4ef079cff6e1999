package org.tokenlab.tokenizers;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Turns ids that come one after the other into text as it becomes certain. From
/// [Tokenizer#streamingDecoder].
///
/// Never gives a part of a character: bytes that may still become one wait. All that it gives, one
/// after the other, is [Tokenizer#decode] of all the ids.
///
/// Memory is bounded by what waits. Not thread-safe.
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
    private final CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] waiting = new byte[0];

    OfBytes(Decoding decoding) {
      this.decoding = decoding;
    }

    @Override
    String next(int id) {
      return decode(decoding.bytes(new int[] {id}, false), false);
    }

    @Override
    String rest() {
      return decode(new byte[0], true);
    }

    private String decode(byte[] more, boolean last) {
      byte[] bytes = Arrays.copyOf(waiting, waiting.length + more.length);
      System.arraycopy(more, 0, bytes, waiting.length, more.length);
      ByteBuffer in = ByteBuffer.wrap(bytes);
      CharBuffer out = CharBuffer.allocate(bytes.length + 1);
      utf8.decode(in, out, last);
      if (last) {
        utf8.flush(out);
      }
      waiting = Arrays.copyOfRange(bytes, in.position(), bytes.length);
      return out.flip().toString();
    }
  }

  /// For tokenizers whose [Decoder] looks at several tokens at once: decodes the ids of the last
  /// few words again with each new one, and gives what is new.
  ///
  /// A decoder may treat the first token otherwise than the same one further on (it takes a space
  /// away). So a few tokens that have been given stay in front as context: what they decode to
  /// alone is taken off. What ends in U+FFFD may still become a character, and waits.
  static final class OfText extends StreamingDecoder {
    private final Decoding decoding;
    private final IntSink ids = new IntSink(16);
    private int context; // so many of `ids` have been given

    OfText(Decoding decoding) {
      this.decoding = decoding;
    }

    @Override
    String next(int id) {
      ids.add(id);
      String given = text(0, context);
      String all = text(0, ids.size());
      if (all.length() <= given.length() || all.endsWith("\uFFFD") || !all.startsWith(given)) {
        return "";
      }
      int[] kept = Arrays.copyOfRange(ids.toArray(), context, ids.size());
      ids.clear();
      for (int one : kept) {
        ids.add(one);
      }
      context = ids.size();
      return all.substring(given.length());
    }

    @Override
    String rest() {
      String given = text(0, context);
      String all = text(0, ids.size());
      return all.length() > given.length() && all.startsWith(given)
          ? all.substring(given.length())
          : "";
    }

    private String text(int from, int to) {
      return decoding.text(Arrays.copyOfRange(ids.toArray(), from, to), false);
    }
  }
}
