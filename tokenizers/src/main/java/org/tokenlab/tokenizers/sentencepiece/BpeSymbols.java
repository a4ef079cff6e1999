package org.tokenlab.tokenizers.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.BacktrackingMerge;
import org.tokenlab.tokenizers.internal.merge.CodePointMap;
import org.tokenlab.tokenizers.internal.merge.Concatenations;
import org.tokenlab.tokenizers.internal.merge.MergeForest;
import org.tokenlab.tokenizers.internal.merge.MergeTable;
import org.tokenlab.tokenizers.internal.merge.PairRanks;
import org.tokenlab.tokenizers.internal.merge.TokenMatcher;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;
import org.tokenlab.tokenizers.internal.trie.CharacterBigrams;
import org.tokenlab.tokenizers.internal.trie.SortedKeys;
import org.tokenlab.tokenizers.internal.vocabulary.RepeatingVocabulary;

/// What a SentencePiece BPE model merges: pieces numbered by falling score, so that a symbol is the
/// rank of every merge that makes it, and after them the characters that occur in pieces without
/// being one.
///
/// User-defined pieces are no symbols: where one could be merged from characters it has been
/// matched before. Immutable and thread-safe.
final class BpeSymbols {
  private static final byte[] NOTHING = {};

  private final int pieceSymbols;
  private final int[] piece; // by symbol; −1 for an unused piece
  private final int[] length; // by symbol, in bytes
  private final CodePointMap ofCharacter = new CodePointMap(-1);
  private final MergeTable table;
  private final Splits unused;
  private final @Nullable CharacterBigrams ties;
  private final CompletableFuture<Optional<Matching>> matching; // found in the background

  /// @throws IllegalArgumentException if there are 2²¹ symbols or more
  BpeSymbols(SentencePieces pieces) {
    Integer[] byScore = byFallingScore(pieces);
    pieceSymbols = byScore.length;
    List<byte[]> texts = new ArrayList<>();
    for (int id : byScore) {
      String text = pieces.piece(id);
      if (text.codePointCount(0, text.length()) == 1) {
        ofCharacter.put(text.codePointAt(0), texts.size());
      }
      texts.add(text.getBytes(StandardCharsets.UTF_8));
    }
    for (int id : byScore) {
      pieces.piece(id).codePoints().forEach(c -> addCharacter(c, texts));
    }
    // One more number than there are symbols: the barrier.
    if (texts.size() + 1 > PairRanks.LIMIT) {
      throw new IllegalArgumentException(
          "BPE models hold fewer than 2^21 = "
              + PairRanks.LIMIT
              + " pieces and characters; got "
              + texts.size());
    }
    piece = new int[pieceSymbols];
    Arrays.setAll(
        piece, symbol -> pieces.type(byScore[symbol]) == PieceType.UNUSED ? -1 : byScore[symbol]);
    length = new int[texts.size()];
    Arrays.setAll(length, symbol -> texts.get(symbol).length);
    Vocabulary vocabulary = Vocabulary.of(texts.toArray(byte[][]::new));
    PairRanks ranks = new Concatenations(vocabulary).ranks();
    int[] priority = priorities(pieces, byScore);
    table = priority == null ? MergeTable.ofSymbols(ranks) : MergeTable.ofSymbols(ranks, priority);
    unused = new Splits(pieces, byScore, vocabulary, table);
    ties = ties(texts, priority);
    matching = CompletableFuture.supplyAsync(() -> findForest(texts));
  }

  /// What finds symbols without merging.
  private record Matching(MergeForest forest, TokenMatcher matcher) {}

  /// The first two characters of pieces that have their score in common with others; null if there
  /// are none. A text without them spells no such piece, and merges as if there were none: all of
  /// Mistral's are runs of `▁`.
  private static @Nullable CharacterBigrams ties(List<byte[]> texts, int @Nullable [] priority) {
    if (priority == null) {
      return null;
    }
    List<byte[]> starts = new ArrayList<>();
    for (int symbol = 0; symbol < priority.length; symbol++) {
      boolean tie =
          priority[symbol] != symbol
              || (symbol + 1 < priority.length && priority[symbol + 1] == symbol);
      byte[] text = texts.get(symbol);
      int second = Utf8.sequenceLength(text[0] & 0xFF);
      if (tie && second < text.length) {
        starts.add(Arrays.copyOf(text, second + Utf8.sequenceLength(text[second] & 0xFF)));
      }
    }
    return new CharacterBigrams(starts.toArray(byte[][]::new));
  }

  /// Symbols are ranks, so the forest is the one of tiktoken's rule, grown from characters. Empty
  /// where it would not be exact.
  private Optional<Matching> findForest(List<byte[]> texts) {
    BitSet characters = new BitSet();
    boolean[] hidden = new boolean[texts.size()];
    int[] asciiSymbols = new int[256];
    Arrays.fill(asciiSymbols, -1);
    byte[][] all = texts.toArray(byte[][]::new);
    byte[][] keys = all.clone();
    for (int symbol = 0; symbol < keys.length; symbol++) {
      byte[] text = keys[symbol];
      if (Utf8.sequenceLength(text[0] & 0xFF) == text.length) {
        characters.set(symbol);
        if (text.length == 1) {
          asciiSymbols[text[0]] = symbol;
        }
      } else if (mayTie(new String(text, StandardCharsets.UTF_8))) {
        keys[symbol] = NOTHING;
        hidden[symbol] = true;
      }
    }
    Vocabulary vocabulary = RepeatingVocabulary.of(all, hidden);
    MergeForest grown =
        MergeForest.ofRanks(vocabulary, new SortedKeys(keys).beginnings(), characters::get)
            .orElse(null);
    if (grown == null) {
      return Optional.empty();
    }
    for (int symbol = 0; symbol < keys.length; symbol++) {
      if (!characters.get(symbol) && !grown.reaches(symbol, vocabulary)) {
        keys[symbol] = NOTHING; // merging never gets there
      }
    }
    SortedKeys reached = new SortedKeys(keys);
    return Optional.of(
        new Matching(
            grown,
            new TokenMatcher(
                vocabulary, ByteTrie.of(reached), reached.beginnings(), asciiSymbols)));
  }

  private boolean mayTie(String text) {
    boolean may = false;
    for (int at = 0, next; at < text.length(); at = next) {
      next = text.offsetByCodePoints(at, 1);
      may |= next < text.length() && mayTie(text.codePointAt(at), text.codePointAt(next));
    }
    return may;
  }

  /// Whether a piece that has its score in common with others may begin with these two; in texts
  /// that hold such a pair, symbols must be merged.
  boolean mayTie(int left, int right) {
    return ties != null && ties.contains(left, right);
  }

  /// Finds the symbols that a text of known characters merges to without merging; null where a
  /// piece may come about from one of lower score. Not for texts with a pair that [#mayTie].
  @Nullable BacktrackingMerge newBacktracking() {
    return matching
        .join()
        .map(found -> new BacktrackingMerge(found.forest, found.matcher))
        .orElse(null);
  }

  private void addCharacter(int codePoint, List<byte[]> texts) {
    if (!ofCharacter.contains(codePoint)) {
      ofCharacter.put(codePoint, texts.size());
      texts.add(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Integer[] byFallingScore(SentencePieces pieces) {
    List<Integer> ids = new ArrayList<>();
    for (int id = 0; id < pieces.size(); id++) {
      if (pieces.type(id) == PieceType.NORMAL || pieces.type(id) == PieceType.UNUSED) {
        ids.add(id);
      }
    }
    // 0f added: −0 and 0 are equal scores.
    ids.sort((a, b) -> Float.compare(pieces.score(b) + 0f, pieces.score(a) + 0f));
    return ids.toArray(Integer[]::new);
  }

  /// What to merge first, where scores are not all different; null where they are.
  private static int @Nullable [] priorities(SentencePieces pieces, Integer[] byScore) {
    int[] priority = new int[byScore.length];
    boolean ties = false;
    for (int symbol = 1; symbol < byScore.length; symbol++) {
      boolean tie = pieces.score(byScore[symbol]) == pieces.score(byScore[symbol - 1]);
      ties |= tie && isLong(pieces, byScore[symbol]);
      priority[symbol] = tie ? priority[symbol - 1] : symbol;
    }
    return ties ? priority : null;
  }

  private static boolean isLong(SentencePieces pieces, int id) {
    String text = pieces.piece(id);
    return text.codePointCount(0, text.length()) > 1;
  }

  /// The symbol that never merges, for whatever is not a symbol.
  int barrier() {
    return length.length;
  }

  /// The symbol of a character, or −1 if it occurs in no piece.
  int ofCharacter(int codePoint) {
    return ofCharacter.get(codePoint);
  }

  /// Whether a character is a normal piece.
  boolean isPiece(int codePoint) {
    int symbol = ofCharacter.get(codePoint);
    return symbol >= 0 && piece(symbol) >= 0;
  }

  /// The piece that a symbol is, or −1 for an unused piece and a character that is no piece.
  int piece(int symbol) {
    return symbol < pieceSymbols ? piece[symbol] : -1;
  }

  /// Number of bytes of a symbol.
  int length(int symbol) {
    return length[symbol];
  }

  MergeTable table() {
    return table;
  }

  /// How unused pieces come apart.
  Splits unused() {
    return unused;
  }
}
