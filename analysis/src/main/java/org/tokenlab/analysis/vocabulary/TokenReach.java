package org.tokenlab.analysis.vocabulary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;

/// Which tokens of a vocabulary a tokenizer can produce.
///
/// A token is *unreachable* if encoding what it decodes to does not give it back,
/// `encode(decode(id)) ≠ id` (Land and Bartolo 2024, "Fishing for Magikarp"): a merge list that
/// can't lead to it, a splitting pattern that cuts through it, a normaliser that changes it. As in
/// that paper, tokens that are parts of characters, and special tokens, are classes of their own,
/// since decoding them says nothing; and a token counts as reached if it comes out after other text
/// ([TokenTexts]). A token called unreachable here might still be produced in some context that was
/// not tried.
///
/// Immutable and thread-safe.
public final class TokenReach {
  /// How a token fared.
  public enum Kind {
    /// Its text encodes to it, alone or after other text.
    REACHABLE,
    /// Its text encodes to something else.
    UNREACHABLE,
    /// Its bytes are not whole characters, so that its text can't be asked for.
    PARTIAL_CHARACTERS,
    /// An added token: found in text by its own rules, not by the model.
    ADDED,
    /// It decodes to nothing: a marker that the decoder takes off.
    EMPTY
  }

  private final Kind[] kinds; // by id; unused ids are EMPTY and not in `present`
  private final Vocabulary vocabulary;

  private TokenReach(Kind[] kinds, Vocabulary vocabulary) {
    this.kinds = kinds;
    this.vocabulary = vocabulary;
  }

  /// Tries every token of the model. O(vocabulary) encodings of a token's length, spread over the
  /// common pool.
  public static TokenReach of(Tokenizer tokenizer) {
    TokenTexts texts = new TokenTexts(tokenizer);
    Vocabulary vocabulary = tokenizer.vocabulary();
    Kind[] kinds = new Kind[vocabulary.idLimit()];
    Arrays.fill(kinds, Kind.EMPTY);
    for (var token : tokenizer.addedTokens().all()) {
      if (token.id() < kinds.length) {
        kinds[token.id()] = Kind.ADDED;
      }
    }
    IntStream.range(0, kinds.length)
        .parallel()
        .filter(vocabulary::contains)
        .filter(id -> kinds[id] != Kind.ADDED)
        .forEach(id -> kinds[id] = kind(tokenizer, texts, id));
    return new TokenReach(kinds, vocabulary);
  }

  private static Kind kind(Tokenizer tokenizer, TokenTexts texts, int id) {
    byte[] bytes = texts.bytes(id);
    if (bytes.length == 0) {
      return Kind.EMPTY;
    }
    if (!isWholeCharacters(bytes) || isReplacement(bytes, tokenizer.vocabulary().bytes(id))) {
      return Kind.PARTIAL_CHARACTERS;
    }
    String alone = tokenizer.decode(id);
    int[] after = texts.afterCarrier(id);
    boolean reached =
        Arrays.equals(tokenizer.encodeOrdinary(alone), new int[] {id})
            || Arrays.equals(tokenizer.encodeOrdinary(tokenizer.decode(after)), after)
            || Arrays.equals(
                tokenizer.encodeOrdinary(new String(bytes, StandardCharsets.UTF_8)),
                new int[] {id});
    return reached ? Kind.REACHABLE : Kind.UNREACHABLE;
  }

  static boolean isWholeCharacters(byte[] bytes) {
    return Arrays.equals(
        bytes, new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
  }

  // A decoder that works on text has turned a broken character into U+FFFD already.
  private static boolean isReplacement(byte[] decoded, byte[] own) {
    return holdsReplacement(decoded) && !holdsReplacement(own);
  }

  private static boolean holdsReplacement(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains("\u00ef\u00bf\u00bd");
  }

  /// The kind of token `id`.
  ///
  /// @throws IllegalArgumentException for an id that the model has no token for
  public Kind of(int id) {
    if (!vocabulary.contains(id)) {
      throw new IllegalArgumentException("no token of the model has id " + id);
    }
    return kinds[id];
  }

  /// The tokens of a kind, ascending. The added tokens are those within the model's vocabulary.
  public IntStream ids(Kind kind) {
    return IntStream.range(0, kinds.length)
        .filter(vocabulary::contains)
        .filter(id -> kinds[id] == kind);
  }

  /// Number of tokens of a kind.
  public int count(Kind kind) {
    return (int) ids(kind).count();
  }
}
