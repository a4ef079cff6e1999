package org.tokenlab.tokenizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Ids of one text, or of a pair, with the place of each token. Immutable and thread-safe.
///
/// Each token has an id, a text, a place in the sequence it came from, the number of its word (the
/// piece it was cut from), a type id, and two marks: whether it is a special token that a
/// [PostProcessor] or [Padding] put in, and whether a model should attend to it. Names and meanings
/// are HF's.
///
/// Offsets are kept in bytes of the text's UTF-8 and translated when asked for. A token may begin
/// or end inside a character; in units coarser than bytes such a token's start is rounded down and
/// its end up, to whole units, so that the span always holds the token (HF's rule for byte-level
/// models). A token that was put in has the span 0, 0.
public final class Encoding {
  /// What [#wordIds] and [#sequenceIds] give for a token that was put in.
  public static final int NONE = -1;

  private static final int FIELDS = 7;
  private static final int ID = 0;
  private static final int TYPE = 1;
  private static final int START = 2;
  private static final int END = 3;
  private static final int WORD = 4;
  private static final int SOURCE = 5; // index of its text in `sources`, or NONE
  private static final int ADDED = 6; // 1: an added token found in the text

  private final byte[][] sources; // by sequence: the text's UTF-8
  private final IntFunction<String> tokenTexts;
  private final int[] fields; // FIELDS numbers a token
  private final @Nullable String[] ownTexts; // where a token's text is not its id's
  private final boolean[] special;
  private final boolean[] attended;
  private final SequenceRanges ranges;
  private final List<Encoding> overflowing;

  private Encoding(
      byte[][] sources,
      IntFunction<String> tokenTexts,
      int[] fields,
      @Nullable String[] ownTexts,
      boolean[] special,
      boolean[] attended,
      SequenceRanges ranges,
      List<Encoding> overflowing) {
    this.sources = sources;
    this.tokenTexts = tokenTexts;
    this.fields = fields;
    this.ownTexts = ownTexts;
    this.special = special;
    this.attended = attended;
    this.ranges = ranges;
    this.overflowing = overflowing;
  }

  /// One text's tokens.
  ///
  /// @param words the number of each token's word, or of an added token the number's complement
  static Encoding of(
      byte[] source,
      IntFunction<String> tokenTexts,
      int[] ids,
      int[] spans,
      int[] words,
      @Nullable String[] ownTexts) {
    int[] fields = new int[FIELDS * ids.length];
    for (int i = 0; i < ids.length; i++) {
      fields[FIELDS * i + ID] = ids[i];
      fields[FIELDS * i + START] = spans[2 * i];
      fields[FIELDS * i + END] = spans[2 * i + 1];
      fields[FIELDS * i + WORD] = words[i] < 0 ? ~words[i] : words[i];
      fields[FIELDS * i + ADDED] = words[i] < 0 ? 1 : 0;
    }
    boolean[] attended = new boolean[ids.length];
    Arrays.fill(attended, true);
    return new Encoding(
        new byte[][] {source},
        tokenTexts,
        fields,
        ownTexts,
        new boolean[ids.length],
        attended,
        SequenceRanges.NONE,
        List.of());
  }

  /// Special tokens that stand for no text, each attended to.
  ///
  /// @param ids their ids
  /// @param texts their texts, as many as ids
  public static Encoding ofSpecialTokens(int[] ids, List<String> texts, int typeId) {
    return putIn(ids, texts.toArray(String[]::new), typeId, true);
  }

  private static Encoding putIn(int[] ids, String[] texts, int typeId, boolean attend) {
    int[] fields = new int[FIELDS * ids.length];
    for (int i = 0; i < ids.length; i++) {
      fields[FIELDS * i + ID] = ids[i];
      fields[FIELDS * i + TYPE] = typeId;
      fields[FIELDS * i + WORD] = NONE;
      fields[FIELDS * i + SOURCE] = NONE;
    }
    boolean[] special = new boolean[ids.length];
    Arrays.fill(special, true);
    boolean[] attended = new boolean[ids.length];
    Arrays.fill(attended, attend);
    return new Encoding(
        new byte[0][],
        id -> "",
        fields,
        texts.clone(),
        special,
        attended,
        SequenceRanges.NONE,
        List.of());
  }

  /// Number of tokens.
  public int size() {
    return special.length;
  }

  /// The ids; a copy.
  public int[] ids() {
    return field(ID);
  }

  /// The id of token `index`.
  public int id(int index) {
    return fields[FIELDS * index + ID];
  }

  /// The type ids: 0, or 1 for the second text of a pair, or as a [PostProcessor] says; a copy.
  public int[] typeIds() {
    return field(TYPE);
  }

  /// For each token the number of its word in its sequence, from 0, or [#NONE]; a copy. A word is a
  /// piece of the pre-tokenizer, or an added token.
  public int[] wordIds() {
    return field(WORD);
  }

  /// For each token the sequence it belongs to, 0 or 1, or [#NONE]; a copy.
  ///
  /// As HF has it, sequences are ranges of tokens, and one that has not been marked is all of them:
  /// where no [PostProcessor] runs, padding belongs to sequence 0 too.
  public int[] sequenceIds() {
    return ranges.ids(size());
  }

  private int[] field(int field) {
    int[] values = new int[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields[FIELDS * i + field];
    }
    return values;
  }

  /// For each token whether it was put in by a [PostProcessor] or [Padding]; a copy.
  public boolean[] specialTokensMask() {
    return special.clone();
  }

  /// For each token whether a model should attend to it: all but padding; a copy.
  public boolean[] attentionMask() {
    return attended.clone();
  }

  /// What truncation cut off, in parts of the same length.
  public List<Encoding> overflowing() {
    return overflowing;
  }

  /// The tokens as their model file writes them: `Ġthe`, `##ing`, `▁a`.
  public List<String> tokens() {
    List<String> texts = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      texts.add(token(i));
    }
    return texts;
  }

  /// Token `index` as its model file writes it.
  public String token(int index) {
    String own = ownTexts[index];
    return own != null ? own : tokenTexts.apply(id(index));
  }

  /// The text's bytes that token `index` covers; a copy.
  public byte[] bytes(int index) {
    int sequence = fields[FIELDS * index + SOURCE];
    return sequence == NONE
        ? new byte[0]
        : Arrays.copyOfRange(
            sources[sequence], fields[FIELDS * index + START], fields[FIELDS * index + END]);
  }

  /// The place of every token in `unit` of its own sequence: `{start₀, end₀, start₁, end₁, …}`, in
  /// one pass over the text and 4 bytes for each of its bytes.
  public int[] offsets(TextUnit unit) {
    int[] offsets = new int[2 * size()];
    UnitBoundaries[] boundaries = new UnitBoundaries[sources.length];
    for (int i = 0; i < size(); i++) {
      int start = fields[FIELDS * i + START];
      int end = fields[FIELDS * i + END];
      int sequence = fields[FIELDS * i + SOURCE];
      if (unit != TextUnit.UTF8_BYTES && sequence != NONE) {
        if (boundaries[sequence] == null) {
          boundaries[sequence] = new UnitBoundaries(sources[sequence], unit);
        }
        start = boundaries[sequence].unitHolding(start);
        end = boundaries[sequence].unitsUpTo(end);
      }
      offsets[2 * i] = start;
      offsets[2 * i + 1] = end;
    }
    return offsets;
  }

  /// The first token of sequence `sequence` that covers the unit at `offset`.
  public OptionalInt tokenAt(int offset, TextUnit unit, int sequence) {
    int[] offsets = offsets(unit);
    for (int i = 0; i < size(); i++) {
      if (fields[FIELDS * i + SOURCE] == sequence
          && offset >= offsets[2 * i]
          && offset < offsets[2 * i + 1]) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /// The word of sequence `sequence` that covers the unit at `offset`.
  public OptionalInt wordAt(int offset, TextUnit unit, int sequence) {
    OptionalInt token = tokenAt(offset, unit, sequence);
    return token.isEmpty() ? token : OptionalInt.of(fields[FIELDS * token.getAsInt() + WORD]);
  }

  /// The tokens of word `word` of sequence `sequence`: index of the first, and one more than that
  /// of the last; an empty array if there are none.
  public int[] tokensOfWord(int word, int sequence) {
    int first = NONE;
    int last = NONE;
    for (int i = 0; i < size(); i++) {
      if (fields[FIELDS * i + SOURCE] == sequence && fields[FIELDS * i + WORD] == word) {
        first = first == NONE ? i : first;
        last = i;
      }
    }
    return first == NONE ? new int[0] : new int[] {first, last + 1};
  }

  /// With this type id for every token; overflowing encodings keep theirs.
  public Encoding withTypeId(int typeId) {
    int[] changed = fields.clone();
    for (int i = 0; i < size(); i++) {
      changed[FIELDS * i + TYPE] = typeId;
    }
    return with(changed, special, attended, ranges, overflowing);
  }

  /// With all its tokens marked as sequence `sequence`; overflowing encodings stay as they are.
  public Encoding withSequence(int sequence) {
    return with(fields, special, attended, ranges.with(sequence, size()), overflowing);
  }

  /// With these overflowing encodings instead of its own.
  public Encoding withOverflowing(List<Encoding> others) {
    return with(fields, special, attended, ranges, List.copyOf(others));
  }

  /// As nothing but sequence `sequence`: no token is special, each is attended to, and all are
  /// marked as that sequence; the same for the overflowing encodings, but for what overflows them.
  public Encoding asPlainSequence(int sequence) {
    List<Encoding> rest =
        overflowing.stream()
            .map(o -> o.withOverflowing(List.of()).asPlainSequence(sequence))
            .toList();
    boolean[] all = new boolean[size()];
    Arrays.fill(all, true);
    SequenceRanges whole = SequenceRanges.NONE.with(sequence, size());
    return with(fields, new boolean[size()], all, whole, rest);
  }

  /// The same tokens, which are of the second text of a pair.
  Encoding ofSecondText() {
    int[] changed = fields.clone();
    for (int i = 0; i < size(); i++) {
      if (changed[FIELDS * i + SOURCE] != NONE) {
        changed[FIELDS * i + SOURCE] = 1;
      }
    }
    byte[][] moved = {new byte[0], sources[0]};
    return new Encoding(
        moved, tokenTexts, changed, ownTexts, special, attended, ranges, overflowing);
  }

  private Encoding with(
      int[] changed,
      boolean[] marked,
      boolean[] seen,
      SequenceRanges sequences,
      List<Encoding> rest) {
    return new Encoding(sources, tokenTexts, changed, ownTexts, marked, seen, sequences, rest);
  }

  /// Without the white space at the ends of tokens' spans, in this encoding and the overflowing
  /// ones: HF's `trim_offsets`, which goes by the tokens' texts.
  ///
  /// @param addedSpace whether a space was put in front of the text: then a first token's single
  ///   leading space is not taken off
  public Encoding withTrimmedOffsets(boolean addedSpace) {
    int[] changed = fields.clone();
    for (int i = 0; i < size(); i++) {
      int sequence = fields[FIELDS * i + SOURCE];
      if (sequence != NONE) {
        SpanTrimmer.trim(
            sources[sequence], token(i), addedSpace, i == 0, changed, FIELDS * i + START);
      }
    }
    List<Encoding> rest = overflowing.stream().map(o -> o.withTrimmedOffsets(addedSpace)).toList();
    return with(changed, special, attended, ranges, rest);
  }

  /// The encodings one after the other, as HF's `Encoding.merge` joins them: overflowing ones
  /// combine each with each, and what overflows the later one overflows such a combination too.
  public static Encoding concat(List<Encoding> encodings) {
    if (encodings.isEmpty()) {
      return ofSpecialTokens(new int[0], List.of(), 0);
    }
    Encoding all = encodings.getFirst();
    for (Encoding next : encodings.subList(1, encodings.size())) {
      all = all.followedBy(next);
    }
    return all;
  }

  private Encoding followedBy(Encoding next) {
    List<Encoding> combined = new ArrayList<>();
    for (Encoding own : overflowing) {
      combined.add(own.followedBy(next));
      for (Encoding other : next.overflowing) {
        combined.add(own.followedBy(other));
      }
    }
    for (Encoding other : next.overflowing) {
      combined.add(followedBy(other));
    }
    int size = size();
    int[] bothFields = Arrays.copyOf(fields, fields.length + next.fields.length);
    System.arraycopy(next.fields, 0, bothFields, fields.length, next.fields.length);
    @Nullable String[] bothTexts = Arrays.copyOf(ownTexts, size + next.size());
    System.arraycopy(next.ownTexts, 0, bothTexts, size, next.size());
    boolean[] bothSpecial = Arrays.copyOf(special, size + next.size());
    System.arraycopy(next.special, 0, bothSpecial, size, next.size());
    boolean[] bothAttended = Arrays.copyOf(attended, size + next.size());
    System.arraycopy(next.attended, 0, bothAttended, size, next.size());
    return new Encoding(
        bothSources(next),
        sources.length > 0 ? tokenTexts : next.tokenTexts,
        bothFields,
        bothTexts,
        bothSpecial,
        bothAttended,
        ranges.followedBy(next.ranges, size),
        combined);
  }

  private byte[][] bothSources(Encoding next) {
    byte[][] both = Arrays.copyOf(sources, Math.max(sources.length, next.sources.length));
    for (int i = 0; i < next.sources.length; i++) {
      if (both[i] == null || both[i].length == 0) {
        both[i] = next.sources[i];
      }
    }
    return both;
  }

  private Encoding slice(int from, int to) {
    return new Encoding(
        sources,
        tokenTexts,
        Arrays.copyOfRange(fields, FIELDS * from, FIELDS * to),
        Arrays.copyOfRange(ownTexts, from, to),
        Arrays.copyOfRange(special, from, to),
        Arrays.copyOfRange(attended, from, to),
        SequenceRanges.NONE,
        List.of());
  }

  /// The words that HF still makes tokens of when it will truncate: at the end that stays, as many
  /// as it takes to reach `most` tokens. Added tokens count, but are never the last.
  ///
  /// A word that no token has is one that got none; it may be the last as well.
  Encoding upToLimit(int most, Side side) {
    int total = 0;
    int at = side == Side.RIGHT ? 0 : size();
    int neighbour = -1; // number of the word before, in the direction taken
    boolean started = side == Side.RIGHT;
    while (side == Side.RIGHT ? at < size() : at > 0) {
      int word = word(side == Side.RIGHT ? at : at - 1);
      if (started && Math.abs(word - neighbour) > 1 && total >= most) {
        return side == Side.RIGHT ? slice(0, at) : fromWord(at, neighbour - 1);
      }
      int first = at;
      if (side == Side.RIGHT) {
        while (at < size() && word(at) == word) {
          at++;
        }
      } else {
        while (at > 0 && word(at - 1) == word) {
          at--;
        }
      }
      total += Math.abs(at - first);
      boolean added = fields[FIELDS * Math.min(at, first) + ADDED] == 1;
      if (!added && total >= most) {
        return side == Side.RIGHT ? slice(0, at) : fromWord(at, word);
      }
      neighbour = word;
      started = true;
    }
    return this;
  }

  private int word(int index) {
    return fields[FIELDS * index + WORD];
  }

  /// The tokens from `index` on, their words counted from `firstWord`.
  private Encoding fromWord(int index, int firstWord) {
    Encoding rest = slice(index, size());
    for (int i = 0; i < rest.size(); i++) {
      rest.fields[FIELDS * i + WORD] -= firstWord;
    }
    return rest;
  }

  /// At most `most` tokens; the others as overflowing encodings that repeat `stride` tokens.
  Encoding truncated(int most, int stride, Side side) {
    if (most >= size()) {
      return this;
    }
    List<Encoding> parts = new ArrayList<>();
    if (most == 0) {
      parts.add(slice(0, 0));
      parts.add(this);
    } else {
      if (stride >= most) {
        throw new IllegalArgumentException(
            "a stride of " + stride + " tokens needs more than the " + most + " that are kept");
      }
      int step = most - stride;
      if (side == Side.RIGHT) {
        for (int from = 0; parts.isEmpty() || from + stride < size(); from += step) {
          parts.add(slice(from, Math.min(from + most, size())));
        }
      } else {
        for (int to = size(); parts.isEmpty() || to - stride > 0; to -= step) {
          parts.add(slice(Math.max(0, to - most), to));
        }
      }
    }
    Encoding first = parts.getFirst();
    return new Encoding(
        first.sources,
        first.tokenTexts,
        first.fields,
        first.ownTexts,
        first.special,
        first.attended,
        first.ranges,
        List.copyOf(parts.subList(1, parts.size())));
  }

  /// Filled up to `length` tokens, overflowing encodings too.
  Encoding padded(int length, Padding padding) {
    List<Encoding> rest = overflowing.stream().map(o -> o.padded(length, padding)).toList();
    Encoding filled = withOverflowing(List.of());
    if (size() < length) {
      int[] ids = new int[length - size()];
      Arrays.fill(ids, padding.id());
      String[] texts = new String[ids.length];
      Arrays.fill(texts, padding.token());
      Encoding fill = putIn(ids, texts, padding.typeId(), false);
      filled = padding.side() == Side.LEFT ? fill.followedBy(filled) : filled.followedBy(fill);
    }
    return filled.withOverflowing(rest);
  }
}
