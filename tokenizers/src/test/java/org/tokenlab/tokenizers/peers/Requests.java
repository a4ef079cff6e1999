package org.tokenlab.tokenizers.peers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.tokenlab.tokenizers.EncodeOptions;
import org.tokenlab.tokenizers.Padding;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Truncation;
import org.tokenlab.tokenizers.peers.TextSource.OwnTokens;
import org.tokenlab.tokenizers.peers.TextSource.Unit;

/// What is put to a peer about a unit's texts. What is drawn at random depends on the unit's name
/// alone, so that the same unit gives the same requests.
final class Requests {
  private static final int PAIRS = 16; // inputs that share one truncation and padding
  private static final byte[][] WRONG = {
    {(byte) 0xFF},
    {(byte) 0x80},
    {(byte) 0xC3},
    {(byte) 0xE4, (byte) 0xBD},
    {(byte) 0xF0, (byte) 0x9F, (byte) 0x98},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xC0, (byte) 0xAF},
    {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0xFE, ' '},
  };

  private Requests() {}

  /// The requests for one unit.
  ///
  /// @param ours encodes texts whose ids are to be decoded; none: all ids are drawn at random
  static List<Request> of(
      Question question, Unit unit, OwnTokens own, java.util.Optional<Tokenizer> ours) {
    SplitMix random = new SplitMix(unit.name().hashCode() * 31L + question.salt());
    return switch (question) {
      case IDS -> one(question, "op=ids special=0", EncodeOptions.DEFAULT, unit.texts());
      case IDS_TRUSTED -> one(question, "op=ids special=1", EncodeOptions.TRUSTED, unit.texts());
      case FULL -> one(question, "op=full special=0", EncodeOptions.DEFAULT, unit.texts());
      case FULL_TRUSTED ->
          one(
              question,
              "op=full special=1 add=1",
              EncodeOptions.TRUSTED.withSpecialTokens(true),
              unit.texts());
      case PAIRS, BATCH -> small(question, unit.texts(), random);
      case BYTES ->
          one(
              question,
              "op=ids bytes=1",
              EncodeOptions.DEFAULT,
              unit.texts().stream().map(text -> damaged(text, random)).toList());
      case DECODE ->
          one(question, "op=decode skip=0", EncodeOptions.DEFAULT, ids(unit, own, ours, random));
      case DECODE_SKIP ->
          one(question, "op=decode skip=1", EncodeOptions.DEFAULT, ids(unit, own, ours, random));
    };
  }

  private static List<Request> one(
      Question question, String header, EncodeOptions options, List<String> inputs) {
    return List.of(new Request(question, header, options, inputs));
  }

  private static List<Request> small(Question question, List<String> texts, SplitMix random) {
    List<Request> requests = new ArrayList<>();
    int size = question == Question.PAIRS ? PAIRS : 1 + random.nextInt(PAIRS);
    for (int from = 0; from + size <= texts.size(); from += size) {
      requests.add(drawn(question, texts.subList(from, from + size), random));
    }
    return requests;
  }

  private static Request drawn(Question question, List<String> texts, SplitMix random) {
    boolean pair = question == Question.PAIRS;
    boolean trusted = random.oneIn(2);
    boolean add = !random.oneIn(3);
    EncodeOptions options =
        (trusted ? EncodeOptions.TRUSTED : EncodeOptions.DEFAULT).withSpecialTokens(add);
    StringBuilder header = new StringBuilder("op=full");
    header.append(" special=").append(trusted ? 1 : 0).append(" add=").append(add ? 1 : 0);
    header.append(pair ? " pair=1" : " batch=1");
    if (!random.oneIn(3)) {
      int most = 5 + random.nextInt(30);
      int stride = random.nextInt(1 + (most - 5) / 2);
      Truncation.Strategy[] strategies = Truncation.Strategy.values();
      Truncation.Strategy strategy = strategies[random.nextInt(pair ? strategies.length : 2)];
      Side side = random.oneIn(2) ? Side.LEFT : Side.RIGHT;
      options = options.withTruncation(new Truncation(most, stride, strategy, side));
      header.append(" truncate=").append(most).append(',').append(stride).append(',');
      header.append(lower(strategy)).append(',').append(lower(side));
    }
    // A pair is padded alone on our side: only to a fixed length.
    if (!pair || random.oneIn(2)) {
      int length = pair || random.oneIn(2) ? 1 + random.nextInt(40) : 0;
      int multiple = random.oneIn(2) ? 0 : 1 + random.nextInt(9);
      Side side = random.oneIn(2) ? Side.LEFT : Side.RIGHT;
      OptionalInt fixed = length == 0 ? OptionalInt.empty() : OptionalInt.of(length);
      options = options.withPadding(new Padding(fixed, multiple, side, 3, 2, "[PAD]"));
      header.append(" pad=").append(length).append(',').append(multiple).append(',');
      header.append(lower(side)).append(",3,2,[PAD]");
    }
    return new Request(question, header.toString(), options, texts);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String damaged(String text, SplitMix random) {
    StringBuilder bytes =
        new StringBuilder(
            new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(bytes.length() + 1);
      if (random.oneIn(3) && at < bytes.length()) {
        bytes.deleteCharAt(at);
      } else {
        byte[] wrong = WRONG[random.nextInt(WRONG.length)];
        bytes.insert(at, new String(wrong, StandardCharsets.ISO_8859_1));
      }
    }
    return bytes.toString();
  }

  private static List<String> ids(
      Unit unit, OwnTokens own, java.util.Optional<Tokenizer> ours, SplitMix random) {
    int[] known =
        IntStream.range(0, own.tokens().size())
            .filter(id -> !own.tokens().get(id).isEmpty())
            .toArray();
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < unit.texts().size(); i++) {
      int[] ids;
      if (i % 2 == 0 || ours.isEmpty()) {
        int limit = random.oneIn(2) ? known.length : Math.min(known.length, 300);
        ids = new int[random.nextInt(12)];
        for (int k = 0; k < ids.length; k++) {
          ids[k] = known[random.nextInt(limit)];
        }
      } else {
        ids = ours.get().encodeOrdinary(unit.texts().get(i));
      }
      inputs.add(Request.ofIds(ids));
    }
    return inputs;
  }
}
