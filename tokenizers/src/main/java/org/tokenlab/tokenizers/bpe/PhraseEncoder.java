package org.tokenlab.tokenizers.bpe;

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
/// Guesses and caches decide only how long it takes. Mending costs time in proportion to what is
/// taken back: to the right a phrase, to the left as far as a text's tokens depend on what follows,
/// some words in practice and never more than the vocabulary's depth allows. So n bytes take O(n).
///
/// One thread's.
final class PhraseEncoder {
  private final Vocabulary vocabulary;
  private final BpeEncoder words;
  private final Junctions junctions;
  private final JoinGuess guess;
  private final PhraseCuts cuts;
  private final int[] idEnds = new int[PieceChunk.MOST];
  private final IntSink phrases = new IntSink(256); // what is to be put behind a cut that failed
  private final IntSink middle = new IntSink(64);

  /// @param words encodes phrases, by merging only: no phrase is a token before it has merged
  PhraseEncoder(Vocabulary vocabulary, BpeEncoder words, Junctions junctions, JoinGuess guess) {
    this.vocabulary = vocabulary;
    this.words = words;
    this.junctions = junctions;
    this.guess = guess;
    cuts = new PhraseCuts(guess);
  }

  /// Appends the ids of the piece `utf8[start, end)`, which is not empty.
  void encode(byte[] utf8, int start, int end, IntSink ids) {
    int piece = ids.size();
    int at = start;
    while (at < end) {
      int count = cuts.find(utf8, at, end);
      phrases.clear();
      words.encodePhrases(utf8, at, cuts.ends, count, phrases, idEnds);
      int from = 0;
      for (int i = 0; i < count; i++) {
        int to = idEnds[i];
        if (ids.size() == piece || junctions.mayAdjoinAsWords(ids.last(), phrases.get(from))) {
          append(phrases, from, to, ids);
        } else {
          join(utf8, piece, at, from, to, ids);
        }
        from = to;
        at = cuts.ends[i];
      }
    }
  }

  /// Puts the phrase `phrases[from, to)` behind `ids`, where its first token may not follow.
  ///
  /// @param at where the phrase starts in the text
  private void join(byte[] utf8, int piece, int at, int from, int to, IntSink ids) {
    guess.joined(utf8, at);
    // Mostly the two tokens are one, or it and the token before, and that fits.
    int size = ids.size() - 1;
    int start = at - vocabulary.length(ids.last());
    int one = junctions.made(ids.last(), phrases.get(from));
    while (one >= 0 && size > piece && !mayAdjoin(utf8, ids.get(size - 1), start, one)) {
      size--;
      start -= vocabulary.length(ids.get(size));
      one = junctions.made(ids.get(size), one);
    }
    if (one >= 0 && (from + 1 == to || junctions.mayAdjoin(one, phrases.get(from + 1)))) {
      ids.truncate(size);
      ids.add(one);
      append(phrases, from + 1, to, ids);
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
        end += vocabulary.length(phrases.get(right));
      }
      middle.clear();
      words.encodePhrase(utf8, start, end, middle);
      boolean follows = left == piece || mayAdjoin(utf8, ids.get(left - 1), start, middle.get(0));
      boolean leads = right == to || mayAdjoin(utf8, middle.last(), end, phrases.get(right));
      if (follows && leads) {
        ids.truncate(left);
        append(middle, 0, middle.size(), ids);
        append(phrases, right, to, ids);
        return;
      }
      wantedLeft = follows ? wantedLeft : 2 * wantedLeft;
      wantedRight = leads ? wantedRight : 2 * wantedRight;
    }
  }

  private static void append(IntSink source, int from, int to, IntSink ids) {
    int count = to - from;
    int[] room = ids.room(count);
    int size = ids.size();
    for (int i = 0; i < count; i++) { // mostly one or two
      room[size + i] = source.get(from + i);
    }
    ids.advance(count);
  }
}
