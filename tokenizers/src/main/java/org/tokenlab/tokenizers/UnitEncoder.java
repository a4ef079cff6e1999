package org.tokenlab.tokenizers;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.internal.lattice.SumFreeEncoder;
import org.tokenlab.tokenizers.pretokenize.Metaspace;

/// Encodes texts unit by unit, and remembers the ids of units.
///
/// A text is cut wherever a [CutRule] lets it, so
///
/// `ids(text) = ids(unit 1) + continued(unit 2) + … + continued(unit n)`
///
/// and what continued(unit) is depends on the unit's bytes alone; or, where a pre-tokenizer puts
/// something in front of pieces that another one cut before, on the character in front of it too,
/// which is then part of what a unit is remembered by. It is known for most units, and then neither
/// normalizer nor pre-tokenizer nor model are asked. (Encoded as a whole, the words of an English
/// text took 86 ns a byte through SentencePiece's normalizer and BPE; by units 9 when met before.)
///
/// Models whose sums run on ([SumFreeEncoder]) have units whose ids the sum before can't change,
/// all but one in some hundreds; for the others the sum is brought up to date, from the ids since
/// it was last known, and they are encoded anew each time. Such a model without that interface is
/// cut only where its pieces end.
///
/// One thread's. Not thread-safe.
final class UnitEncoder {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  // Work goes in passes over so many units: cuts, keys, a touch of each line, answers. The
  // processor then waits for many lines at once instead of one after the other.
  private static final int CHUNK = 256;
  private static final int ROOM = 1024; // bytes that a unit may become without being aligned
  // Where this share of a text isn't ASCII, HF's Unigram takes 60 % longer by units: they are
  // single
  // characters, or longer than what is remembered, and each new one takes the whole pipeline.
  private static final int OTHER_SHARE = 8;
  private static final long TOP = 0xFFL << 56;
  private static final long[] MASK = new long[9];

  static {
    for (int length = 0; length <= 8; length++) {
      MASK[length] = length == 8 ? -1 : (1L << (8 * length)) - 1;
    }
  }

  private final UnitCuts cuts;
  // What comes before a unit is part of its key: unless pieces are only cut and dropped, or what is
  // put in front of a text is put there before any cut.
  private final boolean leftMatters;
  private final @Nullable SumFreeEncoder sumFree; // null for models without a running sum
  private final double largestStep;
  private final int unknownId;
  private final Workspace plain;
  private final @Nullable UnitCache cache;
  private final int[] ends = new int[CHUNK];
  private final long[] low = new long[CHUNK];
  private final long[] high = new long[CHUNK]; // 0: too long
  private final long[] third = new long[CHUNK];
  private final long[] fourth = new long[CHUNK];
  private final int[] set = new int[CHUNK];
  private long unusedTouched; // keeps the compiler from leaving the touches out

  // The running sum after the ids up to `summed`, and how many ids a sink may hold, each one step
  // of the sum, before it might come near its limit.
  private double sum;
  private int summed;
  private final IntSink unknownSteps = new IntSink(16); // of the ids since
  private int safeUpTo = Integer.MAX_VALUE;

  // The way of new units that needs no sources: their bytes normalized, cut, and given to the
  // model.
  private final @Nullable Normalizer direct; // null if units need more than that
  private final @Nullable AddedTokenFinder inSource; // null if it finds none
  private final @Nullable AddedTokenFinder inNormalized;
  private final PreTokenizer preTokenizer;
  private final @Nullable Splitter cutter; // null if a unit is one piece
  private final TokenizerModel.PieceEncoder encoder;
  private final byte[] rewritten = new byte[ROOM];
  private final int[] pieceEnds = new int[ROOM];

  private UnitEncoder(
      CutRule rule,
      Pipeline pipeline,
      TokenizerModel.PieceEncoder encoder,
      Workspace plain,
      @Nullable SumFreeEncoder sumFree,
      @Nullable UnitCache cache) {
    cuts = new UnitCuts(rule);
    preTokenizer = pipeline.preTokenizer();
    Optional<Splitter> cutsOnly = preTokenizer.cutter();
    leftMatters = cutsOnly.isEmpty() && !(preTokenizer instanceof Metaspace);
    boolean isOnePiece = preTokenizer.equals(PreTokenizer.none());
    cutter = isOnePiece ? null : cutsOnly.orElse(null);
    this.plain = plain;
    this.encoder = encoder;
    boolean sumsOverPieces = sumFree != null && !isOnePiece;
    direct = cutsOnly.isEmpty() || sumsOverPieces ? null : pipeline.normalizer();
    inSource = finder(pipeline.inSource());
    inNormalized = finder(pipeline.inNormalized());
    this.sumFree = sumFree;
    this.cache = cache;
    unknownId = sumFree == null ? -1 : sumFree.unknownId();
    largestStep = sumFree == null ? 0 : sumFree.largestStep();
  }

  /// An encoder of texts that go through this pipeline.
  ///
  /// @param rule where texts may be cut
  /// @param sumKeepingRule where they may if a model's running sum is handed on
  /// @param cache null for none
  static UnitEncoder of(
      Pipeline pipeline, CutRule rule, CutRule sumKeepingRule, @Nullable UnitCache cache) {
    TokenizerModel.PieceEncoder encoder = pipeline.model().newEncoder();
    return encoder instanceof SumFreeEncoder sumFree
        ? new UnitEncoder(
            sumKeepingRule, pipeline, encoder, new Workspace(pipeline, encoder), sumFree, cache)
        : new UnitEncoder(rule, pipeline, encoder, new Workspace(pipeline, encoder), null, cache);
  }

  /// Where the key of the unit at `start` starts, which is not where the text does.
  private int keyStart(byte[] utf8, int start) {
    return leftMatters ? before(utf8, start) : start;
  }

  /// Lets go of what an uncommonly long unit needed.
  void forget() {
    plain.forget();
  }

  /// Appends the ids of the text `utf8[from, to)`, which is well formed.
  void encode(byte[] utf8, int from, int to, IntSink ids) {
    if (from == to) {
      return;
    }
    if (isBetterWhole(utf8, from, to)) {
      note(plain.encodeUnit(utf8, from, from, to, 0, ids), ids);
      return;
    }
    int start = from;
    while (start < to) {
      int units = cuts.split(utf8, start, to, ends);
      int first = 0;
      if (start == from) {
        note(plain.encodeUnit(utf8, from, from, ends[0], 0, ids), ids);
        start = ends[0];
        first = 1;
      }
      if (cache == null) {
        for (int i = first; i < units; i++) {
          encodeNew(utf8, start, ends[i], true, ids);
          start = ends[i];
        }
      } else {
        int last = readKeys(cache, utf8, start, first, units);
        touch(cache, first, units);
        emit(cache, utf8, start, first, units, ids);
        start = last;
      }
    }
  }

  /// Whether a text is encoded sooner as if it could be cut nowhere.
  private boolean isBetterWhole(byte[] utf8, int start, int end) {
    if (sumFree == null || direct != null) {
      return false;
    }
    int other = 0;
    for (int i = start; i < end; i++) {
      other += utf8[i] >>> 31;
    }
    return other > (end - start) / OTHER_SHARE;
  }

  /// Encodes a unit that is not remembered.
  ///
  /// @param mayBeFree whether its ids might depend on nothing but itself
  /// @return how many unknown steps were noted of it; −1 if its ids depend on the sum before
  private int encodeNew(byte[] utf8, int start, int end, boolean mayBeFree, IntSink ids) {
    int size = rewrite(utf8, start, end);
    if (sumFree == null) {
      if (size < 0) {
        plain.encodeUnit(utf8, before(utf8, start), start, end, 0, ids);
      } else if (size > 0) {
        encodeDirect(size, ids);
      }
      return 0;
    }
    if (ids.size() > safeUpTo) {
      catchUp(sumFree, ids);
    }
    int runs = unknownSteps.size();
    if (mayBeFree
        && size >= 0
        && ids.size() <= safeUpTo
        && sumFree.encodeSumFree(rewritten, 0, size, ids, unknownSteps)) {
      noteSteps(runs);
      return unknownSteps.size() - runs;
    }
    catchUp(sumFree, ids);
    if (size < 0) {
      note(plain.encodeUnit(utf8, before(utf8, start), start, end, sum, ids), ids);
    } else if (size > 0) {
      sumFree.resume(sum);
      sumFree.encode(rewritten, 0, size, ids);
      note(sumFree.runningSum(), ids);
    }
    return -1;
  }

  /// Normalizes a unit without its sources, and returns how many bytes it has then; −1 if it must
  /// go the long way.
  private int rewrite(byte[] utf8, int start, int end) {
    if (direct == null || end - start > ROOM || holdsToken(inSource, utf8, start, end)) {
      return -1;
    }
    int size = direct.continued(utf8, start, end, rewritten);
    return size > 0 && holdsToken(inNormalized, rewritten, 0, size) ? -1 : size;
  }

  private static @Nullable AddedTokenFinder finder(AddedTokenFinder finder) {
    return finder.neverFinds(EncodeOptions.SpecialSet.NOTHING) ? null : finder;
  }

  private static boolean holdsToken(
      @Nullable AddedTokenFinder finder, byte[] utf8, int from, int to) {
    return finder != null
        && finder.next(
            utf8, from, to, EncodeOptions.SpecialSet.NOTHING, new AddedTokenFinder.Match(from));
  }

  /// Encodes the first `size` bytes of what was rewritten.
  private void encodeDirect(int size, IntSink ids) {
    if (cutter == null) {
      encoder.encode(rewritten, 0, size, ids);
      return;
    }
    int start = 0;
    while (start < size) {
      int pieces = cutter.split(rewritten, start, size, pieceEnds); // there is room for all
      for (int i = 0; i < pieces; i++) {
        if (!preTokenizer.drops(rewritten, start, pieceEnds[i])) {
          encoder.encode(rewritten, start, pieceEnds[i], ids);
        }
        start = pieceEnds[i];
      }
    }
  }

  /// Takes down that an id may be many steps of the sum.
  private void noteSteps(int from) {
    for (int i = from; i < unknownSteps.size(); i++) {
      safeUpTo -= unknownSteps.get(i) - 1;
    }
  }

  private static int before(byte[] utf8, int at) {
    int before = at - 1;
    while ((utf8[before] & 0xC0) == 0x80) {
      before--;
    }
    return before;
  }

  private void catchUp(SumFreeEncoder encoder, IntSink ids) {
    note(encoder.sumAfter(sum, ids, summed, unknownSteps), ids);
  }

  /// Takes down that the running sum is `now` after the ids so far.
  private void note(double now, IntSink ids) {
    if (sumFree == null) {
      return;
    }
    sum = now;
    summed = ids.size();
    unknownSteps.clear();
    double steps = (SumFreeEncoder.SUM_LIMIT - Math.abs(now)) / largestStep;
    safeUpTo = summed + (int) Math.min(1 << 20, steps) - SumFreeEncoder.MOST_STEPS - 1;
  }

  private int readKeys(UnitCache units, byte[] utf8, int from, int first, int to) {
    int next = from;
    int lastRead = utf8.length - 4 * Long.BYTES; // up to here all of a key can be read at once
    for (int i = first; i < to; i++) {
      int start = keyStart(utf8, next);
      int end = ends[i];
      int length = end - start;
      if (length <= UnitCache.SHORT) {
        long a;
        long b;
        if (start <= lastRead) {
          a = (long) LONGS.get(utf8, start) & MASK[Math.min(length, 8)];
          b = (long) LONGS.get(utf8, start + 8) & MASK[Math.max(length - 8, 0)];
        } else {
          a = bytes(utf8, start, Math.min(end, start + 8));
          b = bytes(utf8, start + 8, end);
        }
        b |= (long) length << 56;
        low[i] = a;
        high[i] = b;
        set[i] = units.set(UnitCache.hash(a, b));
      } else if (length <= UnitCache.LONGEST && start <= lastRead) {
        readLongKey(units, utf8, start, length, i);
      } else {
        high[i] = 0;
      }
      next = end;
    }
    return next;
  }

  private void readLongKey(UnitCache units, byte[] utf8, int start, int length, int i) {
    long a = (long) LONGS.get(utf8, start);
    long b = ((long) LONGS.get(utf8, start + 8) & ~TOP) | (long) length << 56;
    int rest = length - UnitCache.SHORT;
    long c = (long) LONGS.get(utf8, start + 15) & MASK[Math.min(rest, 8)];
    long d = (long) LONGS.get(utf8, start + 23) & MASK[Math.max(rest - 8, 0)];
    low[i] = a;
    high[i] = b;
    third[i] = c;
    fourth[i] = d;
    set[i] = units.set(UnitCache.hash(UnitCache.hash(a, b), c, d));
  }

  private static long bytes(byte[] utf8, int from, int to) {
    long bytes = 0;
    for (int i = to - 1; i >= from; i--) {
      bytes = bytes << 8 | (utf8[i] & 0xFF);
    }
    return bytes;
  }

  private void touch(UnitCache units, int first, int to) {
    long sum = 0;
    for (int i = first; i < to; i++) {
      sum += high[i] == 0 ? 0 : units.touch(set[i]);
    }
    unusedTouched = sum;
  }

  private void emit(UnitCache units, byte[] utf8, int from, int first, int to, IntSink ids) {
    int start = from;
    int[] out = ids.room(UnitCache.LONG_IDS * (to - first));
    int size = ids.size();
    long[] table = units.table();
    for (int i = first; i < to; i++) {
      int end = ends[i];
      int length = end - keyStart(utf8, start);
      if (length <= UnitCache.SHORT) {
        int answer = units.find(set[i], low[i], high[i]);
        if (answer >= 0) {
          long more = table[answer + 1];
          int count = UnitCache.count(more);
          if (count <= UnitCache.SHORT_IDS && size <= safeUpTo) {
            long two = table[answer];
            out[size] = (int) two;
            out[size + 1] = (int) (two >>> 32);
            out[size + 2] = (int) more;
            out[size + 3] = (int) (more >>> 32) & UnitCache.ID_MASK;
            size += count;
            start = end;
            continue;
          }
        }
        ids.advance(size - ids.size());
        encode(units, utf8, start, end, i, answer, answer + 1, ids);
      } else {
        int answer = high[i] == 0 ? -1 : units.find(set[i], low[i], high[i], third[i], fourth[i]);
        if (answer >= 0) {
          long more = table[answer + 3];
          int count = UnitCache.count(more);
          if (count <= UnitCache.LONG_IDS && size <= safeUpTo) {
            for (int k = 0; k < 3; k++) {
              long two = table[answer + k];
              out[size + 2 * k] = (int) two;
              out[size + 2 * k + 1] = (int) (two >>> 32);
            }
            out[size + 6] = (int) more;
            out[size + 7] = (int) (more >>> 32) & UnitCache.ID_MASK;
            size += count;
            start = end;
            continue;
          }
        }
        ids.advance(size - ids.size());
        encode(units, utf8, start, end, i, answer, answer + 3, ids);
      }
      out = ids.room(UnitCache.LONG_IDS * (to - i));
      size = ids.size();
      table = units.table();
      start = end;
    }
    ids.advance(size - ids.size());
  }

  /// Encodes a unit whose ids are not in its line.
  private void encode(
      UnitCache units, byte[] utf8, int start, int end, int i, int answer, int last, IntSink ids) {
    long[] table = units.table();
    int count = answer < 0 ? UnitCache.DEPENDS : UnitCache.count(table[last]);
    if (count != UnitCache.DEPENDS && ids.size() <= safeUpTo) {
      if (count == UnitCache.MANY) {
        int many = UnitCache.countOfMany(table[answer]);
        units.copyMany(table[answer], ids.room(many), ids.size());
        ids.advance(many);
      } else {
        addWithSteps(table, answer, count & UnitCache.WITH_STEPS - 1, ids);
      }
      return;
    }
    int before = ids.size();
    int steps = encodeNew(utf8, start, end, answer < 0, ids);
    if (high[i] != 0 && answer < 0) {
      remember(units, end - keyStart(utf8, start), i, ids, before, steps);
    }
  }

  /// Adds ids some of which stand for unknown characters; the numbers of these lie behind them.
  private void addWithSteps(long[] table, int answer, int count, IntSink ids) {
    int runs = unknownSteps.size();
    int steps = count;
    for (int k = 0; k < count; k++) {
      int id = inLine(table, answer, k);
      ids.add(id);
      if (id == unknownId) {
        unknownSteps.add(inLine(table, answer, steps++));
      }
    }
    noteSteps(runs);
  }

  private static int inLine(long[] table, int answer, int k) {
    return (int) (table[answer + (k >> 1)] >>> (32 * (k & 1))) & UnitCache.ID_MASK;
  }

  /// @param steps as [#encodeNew] returned it
  private void remember(UnitCache units, int length, int i, IntSink sink, int from, int steps) {
    int to = sink.size();
    int[] ids = sink.room(Math.max(steps, 0));
    for (int k = steps; k > 0; k--) {
      ids[to++] = unknownSteps.get(unknownSteps.size() - k);
    }
    for (int k = from; k < to; k++) {
      if (ids[k] >= UnitCache.ID_LIMIT) {
        return;
      }
    }
    if (length <= UnitCache.SHORT) {
      units.put(low[i], high[i], ids, from, to, steps);
    } else {
      units.put(low[i], high[i], third[i], fourth[i], ids, from, to, steps);
    }
  }
}
