package org.tokenlab.tokenizers.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.CodePointMap;
import org.tokenlab.tokenizers.internal.merge.Concatenations;
import org.tokenlab.tokenizers.internal.merge.MergeTable;
import org.tokenlab.tokenizers.internal.merge.PairRanks;

/// What a SentencePiece BPE model merges: pieces numbered by falling score, so that a symbol is the
/// rank of every merge that makes it, and after them the characters that occur in pieces without
/// being one.
///
/// User-defined pieces are no symbols: where one could be merged from characters it has been
/// matched before. Immutable and thread-safe.
final class BpeSymbols {
  private final int pieceSymbols;
  private final int[] piece; // by symbol; −1 for an unused piece
  private final int[] length; // by symbol, in bytes
  private final CodePointMap ofCharacter = new CodePointMap(-1);
  private final MergeTable table;
  private final Splits unused;

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
