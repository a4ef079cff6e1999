package org.tokenlab.training.superword;

import java.util.List;

/// One step of a run of [BoundlessBpeTrainer]. Immutable.
///
/// Tokens are told by their bytes, since a deleted one has no id.
public final class BoundlessStep {
  /// Kinds of steps.
  public enum Kind {
    /// Two tokens become one inside words.
    MERGE,
    /// Two words or superwords that stand side by side become one token.
    SUPERMERGE,
    /// A token falls into others wherever it stands.
    DELETION
  }

  private final Kind kind;
  private final byte[] token;
  private final List<byte[]> parts;
  private final long count;

  BoundlessStep(Kind kind, byte[] token, List<byte[]> parts, long count) {
    this.kind = kind;
    this.token = token;
    this.parts = parts;
    this.count = count;
  }

  /// What is done.
  public Kind kind() {
    return kind;
  }

  /// The bytes of the token that is made or deleted; a copy.
  public byte[] token() {
    return token.clone();
  }

  /// The bytes of the two tokens that are merged, or of those that the deleted one falls into;
  /// copies.
  public List<byte[]> parts() {
    return parts.stream().map(byte[]::clone).toList();
  }

  /// How often the pair was merged in the corpus, as often as a pair of equal tokens can be (`aaa`
  /// holds `aa` once); or how often the deleted token stood.
  public long count() {
    return count;
  }

  /// The step, in Latin-1.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kind.toString());
    for (byte[] part : parts) {
      text.append(' ').append(new String(part, java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    return text.append(" (").append(count).append(')').toString();
  }
}
