package org.tokenlab.tokenizers;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Control tokens such as `<|endoftext|>`, which stand outside the model's merges. Immutable.
public final class SpecialTokens {
  private static final SpecialTokens NONE = new SpecialTokens(Map.of());

  private final Map<String, Integer> idOf;
  private final Map<Integer, String> textOf = new LinkedHashMap<>();
  private final List<String> longestFirst;

  private SpecialTokens(Map<String, Integer> idOf) {
    this.idOf = idOf;
    idOf.forEach((text, id) -> textOf.put(id, text));
    longestFirst =
        idOf.keySet().stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /// No special tokens.
  public static SpecialTokens none() {
    return NONE;
  }

  /// Tokens by their text. Throws `IllegalArgumentException` for an empty text, a negative id, or
  /// one id given twice.
  public static SpecialTokens of(Map<String, Integer> idOf) {
    if (idOf.isEmpty()) {
      return NONE;
    }
    SpecialTokens tokens = new SpecialTokens(new LinkedHashMap<>(idOf));
    idOf.forEach((text, id) -> {
      if (text.isEmpty() || id < 0) {
        throw new IllegalArgumentException(
            "a special token needs a text and an id >= 0; got \"" + text + "\" = " + id);
      }
    });
    if (tokens.textOf.size() != idOf.size()) {
      throw new IllegalArgumentException("two special tokens share an id: " + idOf);
    }
    return tokens;
  }

  /// Their texts, in the order given.
  public Collection<String> texts() {
    return java.util.Collections.unmodifiableCollection(idOf.keySet());
  }

  /// How many there are.
  public int size() {
    return idOf.size();
  }

  /// The id of the special token written `text`.
  public Optional<Integer> id(String text) {
    return Optional.ofNullable(idOf.get(text));
  }

  /// The text of the special token with this id.
  public Optional<String> text(int id) {
    return Optional.ofNullable(textOf.get(id));
  }

  /// The largest id, −1 if there are none.
  public int maxId() {
    return textOf.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
  }

  /// The first place in `text`, from UTF-16 offset `from` on, where one of `wanted` stands; the
  /// longest wins where two start together. O(length × number of tokens).
  Optional<Match> find(String text, int from, Collection<String> wanted) {
    int best = -1;
    String found = "";
    for (String token : longestFirst) {
      if (wanted.contains(token)) {
        int at = best < 0 ? text.indexOf(token, from) : text.indexOf(token, from, best);
        if (at >= 0 && (best < 0 || at < best)) {
          best = at;
          found = token;
        }
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(new Match(best, found));
  }

  /// A special token at UTF-16 offset `start`.
  record Match(int start, String token) {}
}
