package org.tokenlab.tokenizers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tokens beside a model's own: control tokens such as `<|endoftext|>`, and words that were
/// added later. Immutable and thread-safe.
public final class AddedTokens {
  private static final AddedTokens NONE = new AddedTokens(List.of());

  private final List<AddedToken> tokens;
  private final Map<String, AddedToken> byText = new LinkedHashMap<>();
  private final Map<Integer, AddedToken> byId = new LinkedHashMap<>();

  private AddedTokens(List<AddedToken> tokens) {
    this.tokens = List.copyOf(tokens);
    for (AddedToken token : tokens) {
      if (byText.put(token.text(), token) != null) {
        throw new IllegalArgumentException("the added token \"" + token.text() + "\" comes twice");
      }
      AddedToken other = byId.put(token.id(), token);
      if (other != null) {
        throw new IllegalArgumentException(
            "two special tokens share an id: \""
                + other.text()
                + "\" and \""
                + token.text()
                + "\" have "
                + token.id());
      }
    }
  }

  /// No added tokens.
  public static AddedTokens none() {
    return NONE;
  }

  /// These tokens.
  ///
  /// @throws IllegalArgumentException if a text or an id comes twice
  public static AddedTokens of(List<AddedToken> tokens) {
    return tokens.isEmpty() ? NONE : new AddedTokens(tokens);
  }

  /// Special tokens by their text.
  ///
  /// @throws IllegalArgumentException for an empty text, a negative id, or an id given twice
  public static AddedTokens special(Map<String, Integer> idOf) {
    List<AddedToken> tokens = new ArrayList<>();
    idOf.forEach((text, id) -> tokens.add(AddedToken.special(text, id)));
    return of(tokens);
  }

  /// All of them, in the order given.
  public List<AddedToken> all() {
    return tokens;
  }

  /// The texts of the special ones, in the order given.
  public Collection<String> specialTexts() {
    return tokens.stream().filter(AddedToken::special).map(AddedToken::text).toList();
  }

  /// How many there are.
  public int size() {
    return tokens.size();
  }

  /// The id of the token written `text`.
  public Optional<Integer> id(String text) {
    return Optional.ofNullable(byText.get(text)).map(AddedToken::id);
  }

  /// The text of the token with this id.
  public Optional<String> text(int id) {
    return Optional.ofNullable(byId.get(id)).map(AddedToken::text);
  }

  /// The token with this id.
  public Optional<AddedToken> token(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// The largest id, −1 if there are none.
  public int maxId() {
    return byId.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
  }

  /// Finds those that are sought in the text as given.
  AddedTokenFinder inSource() {
    return new AddedTokenFinder(
        tokens.stream().filter(token -> !token.normalized()).toList(), AddedTokens::utf8);
  }

  /// Finds special tokens in the text as given.
  AddedTokenFinder specialInSource() {
    return new AddedTokenFinder(
        tokens.stream().filter(AddedToken::special).toList(), AddedTokens::utf8);
  }

  /// Finds those that are sought in the normalized text.
  AddedTokenFinder inNormalized(Normalizer normalizer) {
    return new AddedTokenFinder(
        tokens.stream().filter(AddedToken::normalized).toList(),
        token -> normalized(token, normalizer));
  }

  private static byte[] utf8(AddedToken token) {
    return token.text().getBytes(StandardCharsets.UTF_8);
  }

  /// What `normalizer` makes of the token's text.
  static String normalizedText(AddedToken token, Normalizer normalizer) {
    return new String(normalized(token, normalizer), StandardCharsets.UTF_8);
  }

  private static byte[] normalized(AddedToken token, Normalizer normalizer) {
    byte[] utf8 = utf8(token);
    AlignedText text = new AlignedText();
    text.set(utf8, 0, utf8.length, 0);
    normalizer.apply(text);
    return java.util.Arrays.copyOf(text.bytes(), text.length());
  }
}
