package org.tokenlab.tokenizers.wordpiece;

import java.nio.charset.StandardCharsets;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;

/// WordPiece (Schuster and Nakajima 2012) as HF's tokenizers 0.23.2 runs it.
///
/// From left to right, each step takes the longest token that the rest of the piece begins with;
/// after the first step, tokens count only if they begin with the prefix, which stands for no text.
/// If a step finds none, or the piece has too many characters, the whole piece becomes the one
/// unknown token.
///
/// Encoding takes O(n · m) steps for a piece of n bytes, m the longest token's length. Immutable
/// and thread-safe.
public final class WordPieceModel extends UnknownTokenModel {
  private final String continuingSubwordPrefix;
  private final int maxInputCharsPerWord;
  private final ByteTrie trie;
  private final long afterPrefix;

  /// @param unknownToken need not be in the vocabulary, but encoding a piece that needs it throws
  ///   an `IllegalStateException` then
  /// @param continuingSubwordPrefix what tokens inside a word begin with; may be empty
  /// @param maxInputCharsPerWord in code points; longer pieces are unknown
  public WordPieceModel(
      Vocabulary vocabulary,
      String unknownToken,
      String continuingSubwordPrefix,
      int maxInputCharsPerWord) {
    super(vocabulary, unknownToken);
    this.continuingSubwordPrefix = continuingSubwordPrefix;
    this.maxInputCharsPerWord = maxInputCharsPerWord;
    trie = ByteTrie.of(vocabulary);
    byte[] prefix = continuingSubwordPrefix.getBytes(StandardCharsets.UTF_8);
    afterPrefix = trie.walk(prefix, 0, prefix.length);
  }

  /// What tokens inside a word begin with.
  public String continuingSubwordPrefix() {
    return continuingSubwordPrefix;
  }

  /// How many code points a piece may have.
  public int maxInputCharsPerWord() {
    return maxInputCharsPerWord;
  }

  @Override
  public PieceEncoder newEncoder() {
    return new Encoder();
  }

  private boolean isTooLong(byte[] utf8, int start, int end) {
    if (end - start <= maxInputCharsPerWord) {
      return false;
    }
    int characters = 0;
    for (int i = start; i < end && characters <= maxInputCharsPerWord; i++) {
      if ((utf8[i] & 0xC0) != 0x80) {
        characters++;
      }
    }
    return characters > maxInputCharsPerWord;
  }

  private final class Encoder implements PieceEncoder {
    private final IntSink ids = new IntSink(64);
    private final IntSink ends = new IntSink(64);

    /// Finds the tokens of a piece, into `ids` and `ends`; false if it is unknown.
    private boolean find(byte[] utf8, int start, int end) {
      ids.clear();
      ends.clear();
      if (isTooLong(utf8, start, end)) {
        return false;
      }
      int at = start;
      while (at < end) {
        long node = at == start ? trie.root() : afterPrefix;
        int id = Vocabulary.NONE;
        int tokenEnd = at;
        for (int i = at; i < end && node != ByteTrie.NONE; i++) {
          node = trie.step(node, utf8[i]);
          if (ByteTrie.id(node) >= 0) {
            id = ByteTrie.id(node);
            tokenEnd = i + 1;
          }
        }
        if (id == Vocabulary.NONE) {
          return false;
        }
        ids.add(id);
        ends.add(tokenEnd);
        at = tokenEnd;
      }
      return true;
    }

    @Override
    public void encode(byte[] utf8, int start, int end, IntSink out) {
      if (!find(utf8, start, end)) {
        out.add(unknown());
        return;
      }
      for (int i = 0; i < ids.size(); i++) {
        out.add(ids.get(i));
      }
    }

    @Override
    public void encode(byte[] utf8, int start, int end, IntSink out, IntSink spans) {
      if (!find(utf8, start, end)) {
        out.add(unknown());
        spans.add(start);
        spans.add(end);
        return;
      }
      int at = start;
      for (int i = 0; i < ids.size(); i++) {
        out.add(ids.get(i));
        spans.add(at);
        at = ends.get(i);
        spans.add(at);
      }
    }

    @Override
    public int count(byte[] utf8, int from, int[] pieceEnds, int pieces) {
      int tokens = 0;
      int start = from;
      for (int i = 0; i < pieces; i++) {
        if (find(utf8, start, pieceEnds[i])) {
          tokens += ids.size();
        } else {
          unknown();
          tokens++;
        }
        start = pieceEnds[i];
      }
      return tokens;
    }
  }
}
