package org.tokenlab.training.unigram;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.training.internal.sentencepiece.Alphabet;
import org.tokenlab.training.internal.sentencepiece.MetaPieces;

/// Makes the vocabulary: all characters of the alphabet, and as many of the most likely pieces as
/// there is room for, by falling score.
///
/// A character that is no piece by itself gets the lowest score of all pieces, and a ten-thousandth
/// more for each such character before it, so that no two are equal.
final class FinalPieces {
  private static final float STEP = 0.0001f;

  private record Piece(int number, int character, float score) {}

  private final FittedPieces fitted;
  private final List<Piece> chosen = new ArrayList<>();

  private FinalPieces(FittedPieces fitted) {
    this.fitted = fitted;
  }

  /// The vocabulary, special pieces included.
  static SentencePieces of(
      FittedPieces fitted, Alphabet alphabet, MetaPieces meta, int vocabularySize) {
    FinalPieces pieces = new FinalPieces(fitted);
    pieces.choose(alphabet, vocabularySize - meta.size());
    return pieces.vocabulary(meta, vocabularySize);
  }

  private void choose(Alphabet alphabet, int room) {
    PieceList list = fitted.list();
    Int2IntOpenHashMap numberOf = new Int2IntOpenHashMap();
    numberOf.defaultReturnValue(-1);
    for (int number : fitted.numbers()) {
      if (list.single(number) >= 0) {
        numberOf.put(list.single(number), number);
      }
    }
    float penalty = 0;
    for (int i = 0; i < alphabet.size(); i++) {
      int character = alphabet.character(i);
      int number = numberOf.get(character);
      if (number >= 0) {
        chosen.add(new Piece(number, character, fitted.scores()[number]));
      } else {
        chosen.add(new Piece(-1, character, fitted.lowest() + penalty));
        penalty += STEP;
      }
    }
    int[] byScore = fitted.numbers().clone();
    IntArrays.quickSort(
        byScore,
        (a, b) -> {
          int order = Float.compare(fitted.scores()[b], fitted.scores()[a]);
          return order != 0 ? order : list.compare(a, b);
        });
    for (int i = 0; i < byScore.length && chosen.size() < room; i++) {
      int number = byScore[i];
      if (list.single(number) < 0 || !alphabet.contains(list.single(number))) {
        chosen.add(new Piece(number, -1, fitted.scores()[number]));
      }
    }
    chosen.sort((a, b) -> {
      int order = Float.compare(b.score, a.score);
      return order != 0 ? order : compareCodePoints(text(a), text(b));
    });
  }

  private String text(Piece piece) {
    return piece.character >= 0
        ? Character.toString(piece.character)
        : fitted.list().text(piece.number);
  }

  /// As their UTF-8 bytes compare.
  private static int compareCodePoints(String a, String b) {
    int at = 0;
    while (at < Math.min(a.length(), b.length()) && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at == a.length() || at == b.length()
        ? Integer.compare(a.length(), b.length())
        : Integer.compare(codePoint(a, at), codePoint(b, at));
  }

  /// The code point that holds the unit at `at`.
  private static int codePoint(String text, int at) {
    boolean second = at > 0 && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    return text.codePointAt(second ? at - 1 : at);
  }

  private SentencePieces vocabulary(MetaPieces meta, int vocabularySize) {
    float[] scores = new float[chosen.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = chosen.get(i).score;
    }
    return meta.with(chosen.stream().map(this::text).toList(), scores, vocabularySize);
  }
}
