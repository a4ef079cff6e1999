package org.tokenlab.tokenizers.peers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.EncodeOptions;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;

/// Our answers in the binary form of `peer.py`, which says what it is.
final class OwnAnswer {
  static final byte[] REFUSED = ids(null);
  private static final int FIELDS = 8;
  private static final int FAILED = -2;

  private OwnAnswer() {}

  static byte[] failed(Throwable error) {
    byte[] message = error.toString().getBytes(StandardCharsets.UTF_8);
    return buffer(8 + message.length).putInt(FAILED).putInt(message.length).put(message).array();
  }

  /// The ids, by one of the ways to them: of a string, of bytes; now and then their count too.
  static byte[] ordinary(Tokenizer tokenizer, String text, int index) {
    boolean asBytes = index % 2 == 1 && text.codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000);
    int[] ids =
        asBytes
            ? tokenizer.encodeOrdinary(text.getBytes(StandardCharsets.UTF_8))
            : tokenizer.encodeOrdinary(text);
    if (index % 8 == 0 && tokenizer.count(text) != ids.length) {
      return failed(
          new IllegalStateException(
              "count is " + tokenizer.count(text) + ", number of ids is " + ids.length));
    }
    return ids(ids);
  }

  static byte[] ids(int @org.jspecify.annotations.Nullable [] ids) {
    if (ids == null) {
      return buffer(4).putInt(-1).array();
    }
    byte[] answer = new byte[4 + 4 * ids.length];
    ByteBuffer.wrap(answer)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(ids.length)
        .asIntBuffer()
        .put(ids);
    return answer;
  }

  static byte[] text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return buffer(4 + utf8.length).putInt(utf8.length).put(utf8).array();
  }

  static List<byte[]> batch(Tokenizer tokenizer, List<String> texts, EncodeOptions options) {
    List<byte[]> answers = new ArrayList<>();
    try {
      for (Encoding encoding : tokenizer.encodeBatch(texts, options)) {
        answers.add(full(encoding, true));
      }
    } catch (IllegalArgumentException e) {
      texts.forEach(text -> answers.add(REFUSED));
    } catch (RuntimeException e) {
      texts.forEach(text -> answers.add(failed(e)));
    }
    return answers;
  }

  /// An encoding; of SentencePiece only ids, pieces and places.
  static byte[] full(Encoding encoding, boolean hf) {
    int size = encoding.size();
    List<byte[]> tokens = new ArrayList<>(size);
    int bytes = 8 + 4 * FIELDS * size;
    for (String token : encoding.tokens()) {
      tokens.add(token.getBytes(StandardCharsets.UTF_8));
      bytes += 4 + tokens.getLast().length;
    }
    List<byte[]> overflowing = encoding.overflowing().stream().map(part -> full(part, hf)).toList();
    for (byte[] part : overflowing) {
      bytes += part.length;
    }
    byte[] whole = new byte[bytes];
    ByteBuffer answer = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(size);
    putFields(encoding, hf, answer);
    tokens.forEach(token -> answer.putInt(token.length).put(token));
    answer.putInt(overflowing.size());
    overflowing.forEach(answer::put);
    return whole;
  }

  private static void putFields(Encoding encoding, boolean hf, ByteBuffer answer) {
    int[] offsets = encoding.offsets(TextUnit.CODE_POINTS);
    int[] types = encoding.typeIds();
    boolean[] special = encoding.specialTokensMask();
    boolean[] attended = encoding.attentionMask();
    int[] words = encoding.wordIds();
    int[] sequences = encoding.sequenceIds();
    for (int i = 0; i < encoding.size(); i++) {
      answer.putInt(encoding.id(i)).putInt(offsets[2 * i]).putInt(offsets[2 * i + 1]);
      answer.putInt(hf ? types[i] : 0);
      answer.putInt(hf && special[i] ? 1 : 0);
      answer.putInt(!hf || attended[i] ? 1 : 0);
      answer.putInt(hf ? words[i] : 0);
      answer.putInt(hf ? sequences[i] : 0);
    }
  }

  /// Cuts a peer's answer into the answers of its inputs.
  static List<byte[]> cut(byte[] answer, Question question) {
    ByteBuffer left = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> answers = new ArrayList<>();
    while (left.hasRemaining()) {
      int start = left.position();
      pass(left, question);
      answers.add(java.util.Arrays.copyOfRange(answer, start, left.position()));
    }
    return answers;
  }

  private static void pass(ByteBuffer left, Question question) {
    int size = left.getInt();
    if (size < 0) {
      return;
    }
    switch (question) {
      case IDS, IDS_TRUSTED, BYTES -> skip(left, 4 * size);
      case DECODE, DECODE_SKIP -> skip(left, size);
      case FULL, FULL_TRUSTED, PAIRS, BATCH -> {
        skip(left, 4 * FIELDS * size);
        for (int i = 0; i < size; i++) {
          skip(left, left.getInt());
        }
        for (int parts = left.getInt(); parts > 0; parts--) {
          pass(left, question);
        }
      }
    }
  }

  private static void skip(ByteBuffer left, int bytes) {
    left.position(left.position() + bytes);
  }

  /// The strings of an answer to `tokens` or `added`.
  static List<String> strings(byte[] answer) {
    ByteBuffer left = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN);
    List<String> strings = new ArrayList<>();
    for (int count = left.getInt(); count > 0; count--) {
      strings.add(string(left));
    }
    return strings;
  }

  private static String string(ByteBuffer left) {
    byte[] utf8 = new byte[left.getInt()];
    left.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /// An answer for people.
  static String shown(byte[] answer, Question question) {
    ByteBuffer left = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN);
    StringBuilder text = new StringBuilder();
    show(left, question, text);
    return text.length() > 600 ? text.substring(0, 600) + " …" : text.toString();
  }

  private static void show(ByteBuffer left, Question question, StringBuilder text) {
    int size = left.getInt();
    if (size == FAILED) {
      text.append("failed: ").append(string(left));
    } else if (size < 0) {
      text.append("refused");
    } else {
      switch (question) {
        case IDS, IDS_TRUSTED, BYTES -> {
          for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : " ").append(left.getInt());
          }
        }
        case DECODE, DECODE_SKIP -> {
          left.position(0);
          text.append(Escaped.text(string(left)));
        }
        case FULL, FULL_TRUSTED, PAIRS, BATCH -> showEncoding(left, size, question, text);
      }
    }
  }

  private static void showEncoding(
      ByteBuffer left, int size, Question question, StringBuilder text) {
    int[] fields = new int[FIELDS * size];
    left.asIntBuffer().get(fields);
    skip(left, 4 * fields.length);
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : " ").append(Escaped.text(string(left)));
      text.append('=').append(fields[FIELDS * i]);
      text.append('@').append(fields[FIELDS * i + 1]).append('-').append(fields[FIELDS * i + 2]);
      text.append(":t").append(fields[FIELDS * i + 3]);
      text.append(fields[FIELDS * i + 4] == 1 ? "s" : "");
      text.append(fields[FIELDS * i + 5] == 1 ? "" : "p");
      text.append('w').append(fields[FIELDS * i + 6]).append('q').append(fields[FIELDS * i + 7]);
    }
    for (int parts = left.getInt(); parts > 0; parts--) {
      text.append(" | ");
      show(left, question, text);
    }
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
