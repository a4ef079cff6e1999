package org.tokenlab.tokenizers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.EncodeOptions.SpecialSet;

/// The working memory of one encode call, and the way through the [Pipeline].
///
/// Two ways lead to the same ids. Where nothing rewrites the text and no added token can stand in
/// it, its bytes go straight from the splitter to the model. Else it is taken apart at added
/// tokens, and each part goes through an [AlignedText].
final class Workspace {
  // 1,024 piece ends at a time: 4 KiB stay in the first-level cache between scanner and model.
  private static final int BATCH = 1024;
  private static final int KEPT_BYTES = 1 << 20;

  private final Pipeline pipeline;
  private final TokenizerModel model;
  private final @Nullable Splitter straight;
  private final TokenizerModel.PieceEncoder encoder;
  private int[] pieceEnds = new int[BATCH];
  private final IntSink ids = new IntSink(1024);
  private final Pipeline.Places places = new Pipeline.Places();
  private final IntSink pieceSpans = new IntSink(16);
  private AlignedText normalized = new AlignedText();
  private AlignedText part = new AlignedText();
  private Pieces normalizedPieces = new Pieces(normalized);
  private Pieces partPieces = new Pieces(part);
  private final Utf8Writer writer = new Utf8Writer();
  private byte[] own = new byte[4096];

  // What is to be encoded: text[from, to). Text from chars is in `own`, and well formed.
  private byte[] text = own;
  private boolean fromChars;
  private int from;
  private int to;

  // Where only the rest of a piece is encoded: source bytes before it, and the sum it goes on from.
  private int skipped;
  private double sumBefore;
  private double sumAfter;
  private boolean continuing;

  private boolean placesing;
  private int word; // number of the next piece

  private final @Nullable UnitEncoder units; // null where texts are not encoded by units

  Workspace(Pipeline pipeline) {
    this(pipeline, pipeline.model().newEncoder(), null);
  }

  /// With a way to encode by units.
  Workspace(Pipeline pipeline, @Nullable UnitEncoder units) {
    this(pipeline, pipeline.model().newEncoder(), units);
  }

  /// With an encoder of its own, that may be another than the model's usual one.
  Workspace(Pipeline pipeline, TokenizerModel.PieceEncoder encoder) {
    this(pipeline, encoder, null);
  }

  private Workspace(
      Pipeline pipeline, TokenizerModel.PieceEncoder encoder, @Nullable UnitEncoder units) {
    this.pipeline = pipeline;
    this.units = units;
    this.encoder = encoder;
    model = pipeline.model();
    straight = pipeline.straight();
  }

  /// Drops the last call's results, and buffers that only an uncommonly long text needed.
  void forget() {
    if (units != null) {
      units.forget();
    }
    ids.clear();
    places.clear();
    if (own.length > KEPT_BYTES) {
      own = new byte[4096];
      normalized = new AlignedText();
      part = new AlignedText();
      normalizedPieces = new Pieces(normalized);
      partPieces = new Pieces(part);
    }
    text = own;
    placesing = false;
    continuing = false;
    word = 0;
  }

  /// Takes `chars` as the text.
  void load(CharSequence chars) {
    own = writer.write(chars, own, 0);
    text = own;
    fromChars = true;
    from = 0;
    to = writer.end();
  }

  /// Takes the bytes `utf8[start, end)` as the text.
  void load(byte[] utf8, int start, int end) {
    java.util.Objects.checkFromToIndex(start, end, utf8.length);
    boolean replace =
        !pipeline.normalizer().takesIllFormed()
            && (straight == null || model.invalidUtf8() == TokenizerModel.InvalidUtf8.REPLACE);
    if (replace && Utf8.validUpTo(utf8, start, end) < end) {
      load(Utf8.decode(utf8, start, end));
    } else {
      text = utf8;
      fromChars = false;
      from = start;
      to = end;
    }
  }

  /// Encodes the text, keeping ids only.
  void encode(SpecialSet counted) {
    if (straight != null && pipeline.findsNoTokens(counted)) {
      encodeStraight(straight);
    } else if (units != null && counted.equals(SpecialSet.NOTHING) && validEnd() == to) {
      units.encode(text, from, to, ids);
    } else {
      encodeParts(wellFormed(), counted);
    }
  }

  /// Encodes the text but for its first `skip` bytes, which a cut separates from the others. If the
  /// cut lies inside a piece, that piece's running sum goes on from `before`.
  ///
  /// @return the running sum at the end of the text
  double encodeContinued(int skip, double before) {
    continuing = true;
    skipped = skip;
    sumBefore = before;
    encodeParts(wellFormed(), SpecialSet.NOTHING);
    return encoder.runningSum();
  }

  /// Appends the ids of `utf8[start, end)`, which is well formed and lies between two cuts, to
  /// `sink`.
  ///
  /// @param context where the character before the unit starts; `start` if the text starts there
  /// @param before the running sum there
  /// @return the running sum at the unit's end
  double encodeUnit(byte[] utf8, int context, int start, int end, double before, IntSink sink) {
    ids.clear();
    text = utf8;
    fromChars = true;
    from = context;
    to = end;
    continuing = context < start;
    skipped = start - context;
    sumBefore = before;
    sumAfter = before;
    encodeParts(utf8, SpecialSet.NOTHING);
    int[] room = sink.room(ids.size());
    System.arraycopy(ids.room(0), 0, room, sink.size(), ids.size());
    sink.advance(ids.size());
    return sumAfter;
  }

  /// The text as an array that is well formed from `from` to `to`.
  private byte[] wellFormed() {
    if (!fromChars
        && !pipeline.normalizer().takesIllFormed()
        && Utf8.validUpTo(text, from, to) < to) {
      load(Utf8.decode(text, from, to));
    }
    return text;
  }

  private void encodeStraight(Splitter splitter) {
    int valid = validEnd();
    int lastPiece = from;
    int at = from;
    while (at < valid) {
      int pieces = splitter.split(text, at, valid, pieceEnds);
      if (pieces == 0) {
        growPieceEnds();
        continue;
      }
      encoder.encode(text, at, pieceEnds, pieces, ids);
      lastPiece = pieces > 1 ? pieceEnds[pieces - 2] : at;
      at = pieceEnds[pieces - 1];
    }
    if (valid < to) {
      encodeInvalidTail(lastPiece, valid);
    }
  }

  private void growPieceEnds() {
    pieceEnds = new int[2 * pieceEnds.length];
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
    return token.length > 0; // a part of a window has no bytes of its own
  }

  private int validEnd() {
    return fromChars ? to : Utf8.validUpTo(text, from, to);
  }

  private void encodeParts(byte[] source, SpecialSet counted) {
    AddedTokenFinder finder = pipeline.inSource();
    if (finder.neverFinds(counted)) {
      encodePart(source, from, to, counted);
      return;
    }
    AddedTokenFinder.Match match = new AddedTokenFinder.Match(from);
    int at = from;
    while (finder.next(source, from, to, counted, match)) {
      if (at < match.start) {
        encodePart(source, at, match.start, counted);
      }
      addToken(match.token, source, match.start, match.end, match.start - from, match.end - from);
      at = match.end;
    }
    if (at < to) {
      encodePart(source, at, to, counted);
    }
  }

  private void addToken(
      AddedToken token, byte[] bytes, int start, int end, int sourceStart, int sourceEnd) {
    if (placesing) {
      places.text(ids.size(), new String(bytes, start, end - start, StandardCharsets.UTF_8));
      places.spans.add(sourceStart);
      places.spans.add(sourceEnd);
      places.words.add(~word++); // marks it as an added token
    }
    ids.add(token.id());
  }

  /// Encodes a part of the source that holds no token to be found in it.
  private void encodePart(byte[] source, int start, int end, SpecialSet counted) {
    if (straight != null && !continuing && pipeline.inNormalized().neverFinds(counted)) {
      encodePlain(straight, source, start, end);
      return;
    }
    normalized.set(source, start, end, start - from);
    pipeline.normalizer().apply(normalized);
    AddedTokenFinder finder = pipeline.inNormalized();
    AddedTokenFinder.Match match = new AddedTokenFinder.Match(0);
    int length = normalized.length();
    if (finder.neverFinds(counted) || !finder.next(normalized.bytes(), 0, length, counted, match)) {
      normalizedPieces.reset();
      encodePieces(normalizedPieces);
      return;
    }
    int at = 0;
    do {
      encodeNormalized(at, match.start);
      byte[] bytes = normalized.bytes();
      addToken(
          match.token,
          bytes,
          match.start,
          match.end,
          normalized.sourceStart(match.start),
          normalized.sourceEnd(match.end - 1));
      at = match.end;
    } while (finder.next(normalized.bytes(), 0, length, counted, match));
    encodeNormalized(at, length);
  }

  private void encodeNormalized(int start, int end) {
    if (start < end) {
      part.set(normalized, start, end);
      partPieces.reset();
      encodePieces(partPieces);
    }
  }

  /// Encodes `source[start, end)`, which nothing rewrites.
  private void encodePlain(Splitter splitter, byte[] source, int start, int end) {
    int at = start;
    while (at < end) {
      int pieces = splitter.split(source, at, end, pieceEnds);
      if (pieces == 0) {
        growPieceEnds();
      } else if (placesing) {
        for (int i = 0; i < pieces; i++) {
          int first = places.spans.size();
          encoder.encode(source, at, pieceEnds[i], ids, places.spans);
          places.spans.shift(first, -from);
          addWord();
          at = pieceEnds[i];
        }
      } else {
        encoder.encode(source, at, pieceEnds, pieces, ids);
        at = pieceEnds[pieces - 1];
      }
    }
  }

  private void addWord() {
    while (places.words.size() < ids.size()) {
      places.words.add(word);
    }
    word++;
  }

  private void encodePieces(Pieces pieces) {
    pipeline.preTokenizer().apply(pieces);
    AlignedText aligned = pieces.text();
    for (int i = 0; i < pieces.count(); i++) {
      if (placesing) {
        int first = ids.size();
        pieceSpans.clear();
        encoder.encode(aligned.bytes(), pieces.start(i), pieces.end(i), ids, pieceSpans);
        for (int k = 0; k < pieceSpans.size(); k += 2) {
          addSpan(aligned, pieceSpans.get(k), pieceSpans.get(k + 1), first + k / 2);
        }
        addWord();
      } else if (continuing) {
        encodeRest(aligned, pieces.start(i), pieces.end(i));
      } else {
        encoder.encode(aligned.bytes(), pieces.start(i), pieces.end(i), ids);
        sumAfter = encoder.runningSum();
      }
    }
  }

  /// Encodes what of a piece lies beyond the skipped bytes.
  private void encodeRest(AlignedText aligned, int start, int end) {
    int rest = start;
    while (rest < end && aligned.sourceStart(rest) < skipped) {
      rest++;
    }
    if (rest < end) {
      encoder.resume(rest > start ? sumBefore : 0);
      encoder.encode(aligned.bytes(), rest, end, ids);
      sumAfter = encoder.runningSum();
    }
  }

  private void addSpan(AlignedText aligned, int start, int end, int token) {
    model
        .textInPlace(ids.get(token), aligned.bytes(), start, end)
        .ifPresent(own -> places.text(token, own));
    if (start < end) {
      places.spans.add(aligned.sourceStart(start));
      places.spans.add(aligned.sourceEnd(end - 1));
    } else {
      int place =
          start < aligned.length() ? aligned.sourceStart(start) : aligned.sourceEnd(start - 1);
      places.spans.add(place);
      places.spans.add(place);
    }
  }

  /// Number of tokens, or some number above `limit`.
  int count(SpecialSet counted, int limit) {
    if (straight == null || !pipeline.findsNoTokens(counted) || validEnd() < to) {
      encode(counted);
      return ids.size();
    }
    int count = 0;
    int at = from;
    while (at < to && count <= limit) {
      int pieces = straight.split(text, at, to, pieceEnds);
      if (pieces == 0) {
        growPieceEnds();
        continue;
      }
      count += encoder.count(text, at, pieceEnds, pieces);
      at = pieceEnds[pieces - 1];
    }
    return count;
  }

  int[] ids() {
    return ids.toArray();
  }

  /// Encodes the text with everything that an [Encoding] tells.
  Encoding encoding(SpecialSet counted, IntFunction<String> tokenTexts) {
    placesing = true;
    encodeParts(wellFormed(), counted);
    return Encoding.of(
        Arrays.copyOfRange(text, from, to),
        tokenTexts,
        ids.toArray(),
        places.spans.toArray(),
        places.words.toArray(),
        places.texts(ids.size()));
  }

  /// The first special token in the text that `forbidden` names and `allowedToo` doesn't, with its
  /// UTF-16 offset as its start; or null.
  AddedTokenFinder.@Nullable Match find(SpecialSet forbidden, SpecialSet allowedToo) {
    byte[] source = wellFormed();
    AddedTokenFinder.Match match = new AddedTokenFinder.Match(from);
    while (pipeline.specialInSource().next(source, from, to, forbidden, match)) {
      if (!allowedToo.contains(match.token.text())) {
        match.start = TextUnit.UTF16_UNITS.length(source, from, match.start);
        return match;
      }
    }
    return null;
  }
}
