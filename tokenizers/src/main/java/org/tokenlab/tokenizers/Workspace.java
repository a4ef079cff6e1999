package org.tokenlab.tokenizers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The working memory of one encode call: the text's bytes, piece ends, ids.
final class Workspace {
  // 1,024 piece ends at a time: 4 KiB stay in the first-level cache between scanner and model.
  private static final int BATCH = 1024;
  private static final int KEPT_BYTES = 1 << 20;

  private final Splitter splitter;
  private final TokenizerModel model;
  private final TokenizerModel.PieceEncoder encoder;
  private final int[] pieceEnds = new int[BATCH];
  private final IntSink ids = new IntSink(1024);
  private final IntSink spans = new IntSink(64);
  private byte[] own = new byte[4096];

  // What is to be encoded: text[from, to). Text from chars is in `own`, and well formed.
  private byte[] text = own;
  private boolean fromChars;
  private int from;
  private int to;

  Workspace(PreTokenizer preTokenizer, TokenizerModel model) {
    if (!(preTokenizer instanceof Splitter onlyCuts)) {
      throw new IllegalArgumentException("not a splitter");
    }
    splitter = onlyCuts;
    this.model = model;
    encoder = model.newEncoder();
  }

  /// Drops the last call's results, and buffers that only an uncommonly long text needed.
  void forget() {
    ids.clear();
    spans.clear();
    from = 0;
    to = 0;
    if (own.length > KEPT_BYTES) {
      own = new byte[4096];
    }
    text = own;
  }

  /// Adds `chars` behind what was encoded before; only they are encoded next.
  void append(CharSequence chars) {
    from = to;
    long room = to + 3L * chars.length();
    if (room > own.length && room > KEPT_BYTES) {
      room = (long) to + Utf8.length(chars); // one more pass is cheaper than three times the memory
    }
    if (room > own.length) {
      grow(room);
    }
    text = own;
    fromChars = true;
    to = Utf8.encode(chars, own, from);
  }

  private void grow(long needed) {
    if (needed > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "a text of more than 2^31 - 17 UTF-8 bytes does not fit one call; encode it in parts");
    }
    own = Arrays.copyOf(own, (int) Math.max(needed, Math.min(2L * own.length, KEPT_BYTES)));
  }

  void load(byte[] utf8, int start, int end) {
    java.util.Objects.checkFromToIndex(start, end, utf8.length);
    if (model.invalidUtf8() == TokenizerModel.InvalidUtf8.REPLACE
        && Utf8.validUpTo(utf8, start, end) < end) {
      append(new String(utf8, start, end - start, StandardCharsets.UTF_8));
    } else {
      text = utf8;
      fromChars = false;
      from = start;
      to = end;
    }
  }

  void appendSpecial(String token, int id) {
    append(token);
    ids.add(id);
    spans.add(from);
    spans.add(to);
  }

  void encode() {
    int valid = validEnd();
    int lastPiece = from;
    int at = from;
    while (at < valid) {
      int pieces = splitter.split(text, at, valid, pieceEnds);
      encoder.encode(text, at, pieceEnds, pieces, ids);
      lastPiece = pieces > 1 ? pieceEnds[pieces - 2] : at;
      at = pieceEnds[pieces - 1];
    }
    if (valid < to) {
      encodeInvalidTail(lastPiece, valid);
    }
  }

  /// tiktoken's `_encode_bytes`: takes back the tokens of the last piece, and those before it that
  /// end in white space only if the piece begins with such a token, and encodes their bytes and all
  /// that follows as one piece.
  private void encodeInvalidTail(int lastPiece, int valid) {
    Vocabulary vocabulary = model.vocabulary();
    int tokens = ids.size();
    int start = valid;
    if (lastPiece < valid) {
      pieceEnds[0] = valid;
      tokens -= encoder.count(text, lastPiece, pieceEnds, 1);
      start = lastPiece;
      if (isBlank(vocabulary.bytes(ids.get(tokens)))) {
        while (tokens > 0 && isBlank(vocabulary.bytes(ids.get(tokens - 1)))) {
          tokens--;
          start -= vocabulary.length(ids.get(tokens));
        }
      }
    }
    ids.truncate(tokens);
    encoder.encode(text, start, to, ids);
  }

  private static boolean isBlank(byte[] token) {
    for (byte b : token) {
      if (b != ' ' && b != '\n' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private int validEnd() {
    return fromChars ? to : Utf8.validUpTo(text, from, to);
  }

  void encodeWithEnds() {
    int at = from;
    while (at < to) {
      int pieces = splitter.split(text, at, to, pieceEnds);
      for (int i = 0; i < pieces; i++) {
        encoder.encode(text, at, pieceEnds[i], ids, spans);
        at = pieceEnds[i];
      }
    }
  }

  int count(int limit) {
    int valid = validEnd();
    if (valid < to) {
      encode();
      return ids.size();
    }
    int count = 0;
    int at = from;
    while (at < to && count <= limit) {
      int pieces = splitter.split(text, at, to, pieceEnds);
      count += encoder.count(text, at, pieceEnds, pieces);
      at = pieceEnds[pieces - 1];
    }
    return count;
  }

  int[] ids() {
    return ids.toArray();
  }

  Encoding encoding() {
    return new Encoding(Arrays.copyOf(own, to), ids.toArray(), spans.toArray());
  }
}
