package org.tokenlab.analysis.vocabulary;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.tokenlab.analysis.metrics.TokenFrequencies;

/// Tokens that a model trained on such text would hardly have seen: candidates for under-trained,
/// or "glitch", tokens.
///
/// A token that was worth a merge may never be a *final* token: each time it arises, a later merge
/// swallows it. The embeddings of such tokens stay near where they were initialised (Land and
/// Bartolo 2024). Without the embeddings this is what can be told: how often a token ends up in the
/// encoding of a text that stands for the training text. A small text names too many candidates.
public final class UndertrainedCandidates {
  private UndertrainedCandidates() {}

  /// One candidate.
  ///
  /// @param id of the token
  /// @param count how often it occurs in the text
  /// @param kind whether it could be produced at all
  public record Candidate(int id, long count, TokenReach.Kind kind) {}

  /// The model's tokens that occur at most `most` times, the rarest first, equals by id. Added
  /// tokens are not among them: text rarely holds them. O(n log n).
  ///
  /// @param reach of the tokenizer
  /// @param frequencies of its tokens in a text
  /// @param most the largest count of a candidate; 0 for tokens never seen
  /// @throws IllegalArgumentException for a negative limit
  public static List<Candidate> of(TokenReach reach, TokenFrequencies frequencies, long most) {
    if (most < 0) {
      throw new IllegalArgumentException("a largest count >= 0 wanted; got: " + most);
    }
    return Arrays.stream(TokenReach.Kind.values())
        .filter(kind -> kind != TokenReach.Kind.ADDED)
        .flatMap(kind ->
            reach
                .ids(kind)
                .filter(id -> frequencies.count(id) <= most)
                .mapToObj(id -> new Candidate(id, frequencies.count(id), kind)))
        .sorted(Comparator.comparingLong(Candidate::count).thenComparingInt(Candidate::id))
        .toList();
  }
}
