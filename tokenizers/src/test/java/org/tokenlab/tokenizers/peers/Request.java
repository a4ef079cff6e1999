package org.tokenlab.tokenizers.peers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.EncodeOptions;
import org.tokenlab.tokenizers.Tokenizer;

/// A question about some inputs, as it is put to a peer and answered by us.
///
/// An input is a string, whatever the question, so that any can be shrunk: a text as it is; bytes
/// as Latin-1; ids as the code points [#ID_BASE]` + id`.
///
/// @param header for `peer.py`
/// @param options what encoding does beside encoding
record Request(Question question, String header, EncodeOptions options, List<String> inputs) {
  /// Code point that stands for id 0: above the surrogates, so that every id is a code point.
  static final int ID_BASE = 0x10000;

  /// The same question about other inputs.
  Request with(List<String> others) {
    return new Request(question, header, options, others);
  }

  /// The inputs as the peer gets them. A lone surrogate is U+FFFD: no peer reads any.
  List<byte[]> records() {
    return inputs.stream().map(this::bytes).toList();
  }

  private byte[] bytes(String input) {
    return switch (question) {
      case BYTES -> input.getBytes(StandardCharsets.ISO_8859_1);
      case DECODE, DECODE_SKIP -> {
        int[] ids = ids(input);
        ByteBuffer record = ByteBuffer.allocate(4 * ids.length).order(ByteOrder.LITTLE_ENDIAN);
        record.asIntBuffer().put(ids);
        yield record.array();
      }
      default -> utf8(input);
    };
  }

  static int[] ids(String input) {
    return input.codePoints().map(codePoint -> codePoint - ID_BASE).toArray();
  }

  static String ofIds(int... ids) {
    StringBuilder input = new StringBuilder();
    for (int id : ids) {
      input.appendCodePoint(ID_BASE + id);
    }
    return input.toString();
  }

  private static byte[] utf8(String text) {
    try {
      ByteBuffer bytes =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .replaceWith(new byte[] {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD})
              .encode(CharBuffer.wrap(text));
      byte[] utf8 = new byte[bytes.remaining()];
      bytes.get(utf8);
      return utf8;
    } catch (CharacterCodingException e) {
      throw new AssertionError("what is malformed is replaced", e);
    }
  }

  /// Number of inputs that have one answer together.
  int inputsAnAnswer() {
    return question == Question.PAIRS ? 2 : 1;
  }

  /// Our answers, in the peer's form. An exception of ours is an answer of its own kind.
  List<byte[]> answers(Tokenizer tokenizer, String peer) {
    List<byte[]> answers = new ArrayList<>();
    if (question == Question.BATCH) {
      return OwnAnswer.batch(tokenizer, inputs, options);
    }
    for (int i = 0; i + inputsAnAnswer() <= inputs.size(); i += inputsAnAnswer()) {
      answers.add(answer(tokenizer, peer, i));
    }
    return answers;
  }

  private byte[] answer(Tokenizer tokenizer, String peer, int index) {
    String input = inputs.get(index);
    try {
      return switch (question) {
        case IDS -> OwnAnswer.ordinary(tokenizer, input, index);
        case IDS_TRUSTED -> OwnAnswer.ids(tokenizer.encode(input, options).ids());
        case FULL, FULL_TRUSTED ->
            OwnAnswer.full(tokenizer.encode(input, options), peer.equals("hf"));
        case PAIRS -> OwnAnswer.full(tokenizer.encode(input, inputs.get(index + 1), options), true);
        case BYTES -> OwnAnswer.ids(tokenizer.encodeOrdinary(bytes(input)));
        case DECODE -> OwnAnswer.text(tokenizer.decode(ids(input), false));
        case DECODE_SKIP -> OwnAnswer.text(tokenizer.decode(ids(input), true));
        case BATCH -> throw new AssertionError(question);
      };
    } catch (IllegalArgumentException e) {
      return OwnAnswer.REFUSED;
    } catch (RuntimeException | StackOverflowError e) {
      return OwnAnswer.failed(e);
    }
  }
}
