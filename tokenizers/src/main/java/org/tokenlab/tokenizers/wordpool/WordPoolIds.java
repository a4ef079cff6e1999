package org.tokenlab.tokenizers.wordpool;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;

/// A word-pooled model's text as ids: each word's units, then a mark.
///
/// Ids are the units, then the mark that ends a word (id = number of units) and the one that says
/// that a word goes on (the next id), set after every [#longestRow] units of a word that has more.
/// Marks stand for no bytes: [#decode] is the units' bytes, so every text comes back byte for byte,
/// and every sequence of ids is some text. What the *main model* works on is not these ids but
/// rows, p positions each: [#positions] counts them.
///
/// Immutable and thread-safe.
public final class WordPoolIds implements TokenizerModel {
  private final WordUnits units;
  private final int longestRow;
  private final MarkedVocabulary vocabulary;

  /// @param longestRow most units between two marks
  public WordPoolIds(WordUnits units, int longestRow) {
    this.units = units;
    this.longestRow = longestRow;
    vocabulary = new MarkedVocabulary(units);
  }

  /// What words are made of.
  public WordUnits units() {
    return units;
  }

  /// Most units between two marks.
  public int longestRow() {
    return longestRow;
  }

  /// Number of main-model positions that a text takes whose ids are `ids`: p for each mark.
  ///
  /// @param p vectors per row
  public long positions(int[] ids, int p) {
    long marks = 0;
    for (int id : ids) {
      marks += id >= units.size() ? 1 : 0;
    }
    return marks * p;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.TAIL_IS_ONE_PIECE;
  }

  @Override
  public String tokenText(int id) {
    return id == units.size()
        ? "<end of word>"
        : id == units.size() + 1 ? "<word goes on>" : TokenizerModel.super.tokenText(id);
  }

  @Override
  public PieceEncoder newEncoder() {
    return new Encoder();
  }

  /// Turns words into ids.
  private final class Encoder implements PieceEncoder {
    private final IntSink word = new IntSink(64);

    @Override
    public void encode(byte[] utf8, int start, int end, IntSink ids) {
      word.clear();
      units.append(utf8, start, end, word);
      for (int i = 0; i < word.size(); i++) {
        ids.add(word.get(i));
        if (i + 1 == word.size() || (i + 1) % longestRow == 0) {
          ids.add(units.size() + (i + 1 == word.size() ? 0 : 1));
        }
      }
    }

    @Override
    public void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
      int before = ids.size();
      encode(utf8, start, end, ids);
      int at = start;
      for (int i = before; i < ids.size(); i++) {
        spans.add(at);
        at += vocabulary.length(ids.get(i));
        spans.add(at);
      }
    }

    @Override
    public int count(byte[] utf8, int from, int[] ends, int pieces) {
      int count = 0;
      int start = from;
      for (int i = 0; i < pieces; i++) {
        word.clear();
        units.append(utf8, start, ends[i], word);
        count += word.size() + (word.size() + longestRow - 1) / longestRow;
        start = ends[i];
      }
      return count;
    }
  }

  /// The units and two tokens without bytes.
  private record MarkedVocabulary(WordUnits units) implements Vocabulary {
    @Override
    public int size() {
      return units.size() + WordPoolShape.MARKS;
    }

    @Override
    public int idLimit() {
      return units.size() + WordPoolShape.MARKS;
    }

    @Override
    public byte[] bytes(int id) {
      require(id);
      return id >= units.size() ? new byte[0] : units.bytes(id);
    }

    @Override
    public boolean contains(int id) {
      return id >= 0 && id < idLimit();
    }

    @Override
    public int length(int id) {
      require(id);
      return id >= units.size() ? 0 : units.length(id);
    }

    @Override
    public int id(byte[] utf8, int from, int to) {
      IntSink found = new IntSink(8);
      units.append(utf8, from, to, found);
      return found.size() == 1 ? found.get(0) : NONE;
    }

    private void require(int id) {
      if (!contains(id)) {
        throw new IllegalArgumentException(
            "no token has id " + id + "; ids are from 0 to " + (idLimit() - 1));
      }
    }
  }
}
