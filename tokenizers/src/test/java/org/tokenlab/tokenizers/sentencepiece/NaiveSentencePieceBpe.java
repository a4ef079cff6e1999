package org.tokenlab.tokenizers.sentencepiece;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// SentencePiece's BPE as its definition says it, for models of normal and user-defined pieces
/// without byte fallback: look at every pair, merge the leftmost of highest score, begin again.
final class NaiveSentencePieceBpe {
  private NaiveSentencePieceBpe() {}

  static List<Integer> encode(SentencePieces pieces, int unknown, String text) {
    Map<String, Integer> ids = new HashMap<>();
    List<String> userDefined = new ArrayList<>();
    for (int id = 0; id < pieces.size(); id++) {
      if (pieces.type(id) == PieceType.USER_DEFINED) {
        userDefined.add(pieces.piece(id));
      }
      if (PieceUnits.isMatched(pieces.type(id))) {
        ids.put(pieces.piece(id), id);
      }
    }
    List<String> symbols = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int from = at;
      int length =
          userDefined.stream()
              .filter(piece -> text.startsWith(piece, from))
              .mapToInt(String::length)
              .max()
              .orElse(text.offsetByCodePoints(from, 1) - from);
      symbols.add(text.substring(at, at + length));
      at += length;
    }
    while (true) {
      int best = -1;
      float highest = Float.NEGATIVE_INFINITY;
      for (int i = 0; i + 1 < symbols.size(); i++) {
        Integer id = ids.get(symbols.get(i) + symbols.get(i + 1));
        boolean frozen =
            userDefined.contains(symbols.get(i)) || userDefined.contains(symbols.get(i + 1));
        if (id != null && !frozen && pieces.score(id) > highest) {
          highest = pieces.score(id);
          best = i;
        }
      }
      if (best < 0) {
        break;
      }
      symbols.set(best, symbols.get(best) + symbols.remove(best + 1));
    }
    List<Integer> encoded = new ArrayList<>();
    for (String symbol : symbols) {
      int id = ids.getOrDefault(symbol, unknown);
      if (id != unknown || encoded.isEmpty() || encoded.getLast() != unknown) {
        encoded.add(id);
      }
    }
    return encoded;
  }
}
