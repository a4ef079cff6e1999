package org.tokenlab.tokenizers.bpe;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.Junctions;
import org.tokenlab.tokenizers.internal.merge.WordBorders;

/// Long pieces, phrase by phrase. By SuperBPE a document is one piece, and its tokens go over the
/// borders of words; but its phrases come again and again, as words do.
///
/// **Any cuts will do.** A sequence of tokens is what its text merges to if, and only if, every two
/// neighbours by themselves merge to these two
/// ([org.tokenlab.tokenizers.internal.merge.MergeForest]). So a piece is cut where a [JoinGuess]
/// says that no token goes over; phrases are looked up or merged as if they were pieces; and then
/// the two tokens at each cut are asked whether they may stand side by side. Within phrases,
/// neighbours are right already. If the tokens at all cuts are, too, the sequence is the piece's.
///
/// **Mending.** `ids` up to a cut are always what the text up to there merges to. Where a phrase's
/// first token may not follow the last of them, some tokens on both sides are taken back, and their
/// text is merged as one: the middle. Its inner neighbours are right, and those of what is left on
/// either side still are; what remains to be asked is whether the middle may stand beside them.
/// Where not, twice as many tokens are taken back on that side. It ends at the piece's start and
/// the phrase's end at the latest, where there is no neighbour; the next cut is asked about with
/// the tokens that came of it.
///
/// **By words.** Where phrases don't come again ([PhraseWorth]), or nothing may be remembered, a
/// piece is cut before every word, and words between which tokens may well go on are merged
/// together ([TokenRun]). The borders of their runs are asked about as cuts are, and where a run
/// fails, its words are put one behind the other as phrases are. A phrase that is new is found in
/// the same way ([PhraseMerge]).
///
/// Guesses and caches decide only how long it takes. Mending costs time in proportion to what is
/// taken back: to the right a phrase, to the left as far as a text's tokens depend on what follows,
/// some words in practice and never more than the vocabulary's depth allows. So n bytes take O(n).
///
/// One thread's.
final class PhraseEncoder {
  private final Vocabulary vocabulary;
  private final BpeEncoder words;
  private final @Nullable BpeEncoder phrases;
  private final @Nullable PhraseWorth worth;
  private final TokenRun run;
  private final Junctions junctions;
  private final JoinGuess guess;
  private final PhraseCuts cuts;
  private final int[] idEnds = new int[PieceChunk.MOST];
  private final long[] sure = new long[PieceChunk.MOST / Long.SIZE]; // bit by phrase
  private final int[] ranks = new int[PieceChunk.MOST]; // by word: see Junctions.look
  private final IntSink found = new IntSink(256); // what is to be put behind a cut that failed
  private final IntSink middle = new IntSink(64);

  /// @param words encodes words, by merging only: none is a token before it has merged
  /// @param phrases encodes phrases likewise; null where nothing is remembered
  /// @param run of the same tables
  PhraseEncoder(
      Vocabulary vocabulary,
      BpeEncoder words,
      @Nullable BpeEncoder phrases,
      TokenRun run,
      Junctions junctions,
      JoinGuess guess) {
    this.vocabulary = vocabulary;
    this.words = words;
    this.phrases = phrases;
    WordCache known = phrases == null ? null : phrases.cache();
    worth = known == null ? null : new PhraseWorth(known);
    this.run = run;
    this.junctions = junctions;
    this.guess = guess;
    cuts = new PhraseCuts(guess);
  }

  /// Appends the ids of the piece `utf8[start, end)`, which is not empty.
  void encode(byte[] utf8, int start, int end, IntSink ids) {
    int piece = ids.size();
    int at = start;
    while (at < end) {
      if (phrases == null || worth == null) {
        at = encodeWords(utf8, piece, at, end, ids);
      } else if (worth.holds()) {
        at = encodePhrases(phrases, worth, utf8, piece, at, end, ids);
      } else {
        int before = at;
        at = encodeWords(utf8, piece, at, end, ids);
        worth.wentByWords(at - before);
      }
    }
  }

  private int encodePhrases(
      BpeEncoder encoder,
      PhraseWorth memory,
      byte[] utf8,
      int piece,
      int start,
      int end,
      IntSink ids) {
    int count = cuts.find(utf8, start, end);
    found.clear();
    encoder.encodePhrases(utf8, start, cuts.ends, count, found, idEnds);
    memory.asked(count);
    junctions.lookWhetherSure(found.room(0), idEnds, count, sure);
    int from = 0;
    for (int first = 0; first < count; ) {
      int at = first == 0 ? start : cuts.ends[first - 1];
      boolean follows =
          ids.size() == piece || junctions.mayAdjoinAsWords(ids.last(), found.get(from));
      int last = follows ? endOfSure(first) : first;
      int to = idEnds[last];
      if (follows) {
        append(found, from, to, ids);
      } else {
        join(utf8, piece, at, from, to, ids);
      }
      from = to;
      first = last + 1;
    }
    return cuts.ends[count - 1];
  }

  /// The first phrase from number `i` on after which what follows must be looked at.
  private int endOfSure(int i) {
    int word = i >>> 6;
    long unsure = ~sure[word] & -1L << i;
    while (unsure == 0) { // the last phrase of all is not sure
      unsure = ~sure[++word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(unsure);
  }

  private void appendOrJoin(byte[] utf8, int piece, int at, int from, int to, IntSink ids) {
    if (ids.size() == piece || junctions.mayAdjoinAsWords(ids.last(), found.get(from))) {
      append(found, from, to, ids);
    } else {
      join(utf8, piece, at, from, to, ids);
    }
  }

  private int encodeWords(byte[] utf8, int piece, int start, int end, IntSink ids) {
    int count = cuts.findEachWord(utf8, start, end);
    found.clear();
    words.encodePhrases(utf8, start, cuts.ends, count, found, idEnds);
    int[] tokens = found.room(0);
    junctions.look(tokens, idEnds, count, ranks);
    boolean surelyFollows = ids.size() == piece;
    int from = 0;
    for (int first = 0; first < count; ) {
      int next = first + 1;
      int to = idEnds[first];
      boolean alone = first + 1 == count || ranks[first] < 0;
      boolean right = true;
      if (!alone) {
        next = takeRun(tokens, first, from, count);
        to = idEnds[next - 1];
        right = next > first + 1 && run.merge();
        surelyFollows &= right && run.first() == tokens[from];
      }
      if (right
          && (surelyFollows
              || ids.size() == piece
              || junctions.mayAdjoinAsWords(ids.last(), alone ? tokens[from] : run.first()))) {
        if (alone) {
          append(found, from, to, ids);
        } else {
          run.copyTo(ids);
        }
      } else {
        joinWords(utf8, piece, first == 0 ? start : cuts.ends[first - 1], from, first, next, ids);
      }
      surelyFollows =
          next < count && ranks[next - 1] == Junctions.SURELY_APART && ids.last() == tokens[to - 1];
      from = to;
      first = next;
    }
    return cuts.ends[count - 1];
  }

  private void joinWords(
      byte[] utf8, int piece, int start, int firstToken, int first, int next, IntSink ids) {
    int at = start;
    int from = firstToken;
    for (int i = first; i < next; i++) {
      appendOrJoin(utf8, piece, at, from, idEnds[i], ids);
      from = idEnds[i];
      at = cuts.ends[i];
    }
  }

  /// Takes the tokens of the words from `first` on up to where none is thought to go on, and
  /// returns the number of the word after. Takes none if the first word is too long.
  private int takeRun(int[] tokens, int first, int from, int count) {
    int to = idEnds[first];
    int next = first + 1;
    if (to - from > TokenRun.MOST) {
      return next;
    }
    run.start(tokens, from, to);
    while (next < count && ranks[next - 1] >= 0 && idEnds[next] - from <= TokenRun.MOST) {
      run.add(tokens, to, idEnds[next], ranks[next - 1]);
      to = idEnds[next++];
    }
    return next;
  }

  /// Puts the phrase `found[from, to)` behind `ids`, where its first token may not follow.
  ///
  /// @param at where the phrase starts in the text
  private void join(byte[] utf8, int piece, int at, int from, int to, IntSink ids) {
    guess.joined(utf8, at);
    // Mostly the two tokens are one, or it and the token before, and that fits.
    int size = ids.size() - 1;
    int start = at - vocabulary.length(ids.last());
    int one = junctions.made(ids.last(), found.get(from));
    while (one >= 0 && size > piece && !mayAdjoin(utf8, ids.get(size - 1), start, one)) {
      size--;
      start -= vocabulary.length(ids.get(size));
      one = junctions.made(ids.get(size), one);
    }
    if (one >= 0 && (from + 1 == to || junctions.mayAdjoin(one, found.get(from + 1)))) {
      ids.truncate(size);
      ids.add(one);
      append(found, from + 1, to, ids);
    } else {
      mend(utf8, piece, at, from, to, ids);
    }
  }

  private boolean mayAdjoin(byte[] utf8, int left, int at, int right) {
    return WordBorders.isBefore(utf8, at)
        ? junctions.mayAdjoinAsWords(left, right)
        : junctions.mayAdjoin(left, right);
  }

  private void mend(byte[] utf8, int piece, int at, int from, int to, IntSink ids) {
    int left = ids.size();
    int right = from;
    int start = at;
    int end = at;
    int wantedLeft = 1;
    int wantedRight = 1;
    while (true) {
      for (; left > piece && ids.size() - left < wantedLeft; left--) {
        start -= vocabulary.length(ids.get(left - 1));
      }
      for (; right < to && right - from < wantedRight; right++) {
        end += vocabulary.length(found.get(right));
      }
      middle.clear();
      words.encodePhrase(utf8, start, end, middle);
      boolean follows = left == piece || mayAdjoin(utf8, ids.get(left - 1), start, middle.get(0));
      boolean leads = right == to || mayAdjoin(utf8, middle.last(), end, found.get(right));
      if (follows && leads) {
        ids.truncate(left);
        append(middle, 0, middle.size(), ids);
        append(found, right, to, ids);
        return;
      }
      wantedLeft = follows ? wantedLeft : 2 * wantedLeft;
      wantedRight = leads ? wantedRight : 2 * wantedRight;
    }
  }

  private static void append(IntSink source, int from, int to, IntSink ids) {
    int count = to - from;
    System.arraycopy(source.room(0), from, ids.room(count), ids.size(), count);
    ids.advance(count);
  }
}
