package org.tokenlab.analysis.characters;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;

/// What CharBench holds a right or wrong answer against: features of the word, of the right answer,
/// and of the word's tokens. Lengths are in code points.
///
/// The word is encoded alone, without a space before it and without special tokens, as CharBench
/// does. A token's length is that of the part of the word it covers; CharBench's code takes the
/// token's text from the model file, which counts a marker such as `Ġ` too, but a lone word has
/// none but SentencePiece's first, which it strips.
///
/// @param wordLength code points of the word (WL)
/// @param answer the right answer (GT)
/// @param tokens number of tokens (NT)
/// @param uniqueCharacters different code points of the word
/// @param targetTokenLength length of the token that holds the place asked for (TTL); only where a
///   place is asked for
public record CharBenchFeatures(
    int wordLength, int answer, int tokens, int uniqueCharacters, OptionalInt targetTokenLength) {
  /// The features of a question.
  ///
  /// @param character asked about; not looked at when different characters are counted
  /// @throws IllegalArgumentException for an empty word, or a character that is none or not in it
  public static CharBenchFeatures of(
      Tokenizer tokenizer, CharBenchTask task, String word, String character) {
    if (word.isEmpty()) {
      throw new IllegalArgumentException("a word wanted; it is empty");
    }
    int answer = task.answer(word, character);
    Encoding encoding = tokenizer.encode(word);
    return new CharBenchFeatures(
        word.codePointCount(0, word.length()),
        answer,
        encoding.size(),
        CharBenchTask.COUNT_UNIQUE_CHARS.answer(word, character),
        task.asksForAPlace() ? tokenLength(encoding, answer) : OptionalInt.empty());
  }

  private static OptionalInt tokenLength(Encoding encoding, int place) {
    int[] offsets = encoding.offsets(TextUnit.CODE_POINTS);
    for (int token = 0; token < encoding.size(); token++) {
      if (offsets[2 * token] <= place && place < offsets[2 * token + 1]) {
        return OptionalInt.of(offsets[2 * token + 1] - offsets[2 * token]);
      }
    }
    return OptionalInt.empty();
  }

  /// The answer over the word's length (GT/WL).
  public double relativeAnswer() {
    return (double) answer / wordLength;
  }

  /// Compression ratio, the word's length over its tokens (CR); empty for a word without tokens.
  public OptionalDouble compressionRatio() {
    return tokens == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) wordLength / tokens);
  }
}
