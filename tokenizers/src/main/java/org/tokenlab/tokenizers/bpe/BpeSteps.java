package org.tokenlab.tokenizers.bpe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.StepTable;
import org.tokenlab.tokenizers.internal.unicode.ByteCharacters;

/// What a byte-level BPE with deletions does to a piece, in order: merges of two tokens, and
/// deletions, which take a token apart again (PickyBPE, Chizhov et al. 2024).
///
/// A step names tokens by their bytes, since a deleted token has no id. A pair may be merged, and a
/// token deleted, in more than one step. Immutable and thread-safe.
public final class BpeSteps {
  private final List<byte[]> symbols;
  private final int[][] steps; // {left, right, merged}, or {deleted, parts…} with the sign flipped

  private BpeSteps(List<byte[]> symbols, int[][] steps) {
    this.symbols = symbols;
    this.steps = steps;
  }

  /// The steps of a merge list.
  public static BpeSteps ofMerges(Vocabulary vocabulary, Merges merges) {
    Builder builder = new Builder();
    for (int rank = 0; rank < merges.size(); rank++) {
      builder.merge(vocabulary.bytes(merges.left(rank)), vocabulary.bytes(merges.right(rank)));
    }
    return builder.build();
  }

  /// No steps yet.
  public static Builder builder() {
    return new Builder();
  }

  /// Number of steps.
  public int size() {
    return steps.length;
  }

  /// Whether some step is a deletion.
  public boolean hasDeletions() {
    return Arrays.stream(steps).anyMatch(step -> step[0] < 0);
  }

  /// Whether this step is a deletion.
  public boolean isDeletion(int step) {
    return steps[step][0] < 0;
  }

  /// The bytes of the token that this step makes or deletes; a copy.
  public byte[] token(int step) {
    int[] is = steps[step];
    return symbols.get(is[0] < 0 ? ~is[0] : is[2]).clone();
  }

  /// What this step merges, left and right, or what the deleted token falls into; copies.
  public List<byte[]> parts(int step) {
    int[] is = steps[step];
    List<byte[]> parts = new ArrayList<>();
    int from = is[0] < 0 ? 1 : 0;
    for (int i = from; i < (is[0] < 0 ? is.length : 2); i++) {
      parts.add(symbols.get(is[i]).clone());
    }
    return parts;
  }

  /// A model that does these steps: a [BpeModel] where that has the same ids, because it has the
  /// shorter ways, else a [PickyBpeModel].
  ///
  /// @throws IllegalArgumentException as [PickyBpeModel#of]
  public TokenizerModel model(Vocabulary vocabulary) {
    if (!new StepTable(symbols.size(), steps).isPlain()) {
      return PickyBpeModel.of(vocabulary, this);
    }
    int[] triples = new int[3 * steps.length];
    for (int i = 0; i < triples.length; i++) {
      triples[i] = vocabulary.id(symbols.get(steps[i / 3][i % 3]));
      if (triples[i] == Vocabulary.NONE) {
        return PickyBpeModel.of(vocabulary, this);
      }
    }
    return BpeModel.ofMerges(vocabulary, Merges.of(triples));
  }

  /// All tokens that the steps name, the 256 bytes first, each at its value.
  List<byte[]> symbols() {
    return symbols;
  }

  /// By step: `{left, right, merged}`, or `{~deleted, parts…}`, as places in [#symbols].
  int[][] raw() {
    return steps;
  }

  /// Collects steps. Not thread-safe.
  public static final class Builder {
    private final List<byte[]> symbols = new ArrayList<>();
    private final Map<String, Integer> known = new HashMap<>();
    private final Map<Integer, int[]> firstParts = new HashMap<>();
    private final List<int[]> steps = new ArrayList<>();

    private Builder() {
      for (int b = 0; b < 256; b++) {
        symbol(new byte[] {(byte) b});
      }
    }

    private int symbol(byte[] token) {
      if (token.length == 0) {
        throw new IllegalArgumentException("a token of a BPE step has at least one byte; got none");
      }
      Integer at = known.putIfAbsent(ByteCharacters.textOf(token), symbols.size());
      if (at != null) {
        return at;
      }
      symbols.add(token.clone());
      return symbols.size() - 1;
    }

    /// Two tokens that stand side by side become one.
    public Builder merge(byte[] left, byte[] right) {
      byte[] merged = Arrays.copyOf(left, left.length + right.length);
      System.arraycopy(right, 0, merged, left.length, right.length);
      int[] step = {symbol(left), symbol(right), symbol(merged)};
      firstParts.putIfAbsent(step[2], step);
      return add(step);
    }

    /// A token falls into the two parts of the first merge so far that makes it.
    ///
    /// @throws IllegalArgumentException if none does
    public Builder delete(byte[] token) {
      int deleted = symbol(token);
      int[] made = firstParts.get(deleted);
      if (made == null) {
        throw new IllegalArgumentException(
            "a deleted token must have been merged before; no merge makes \""
                + ByteCharacters.textOf(token)
                + "\"");
      }
      return add(new int[] {~deleted, made[0], made[1]});
    }

    /// A token falls into its bytes.
    ///
    /// @throws IllegalArgumentException if it is a single one
    public Builder deleteToBytes(byte[] token) {
      if (token.length < 2) {
        throw new IllegalArgumentException(
            "a token that falls into bytes has two or more; got \""
                + ByteCharacters.textOf(token)
                + "\"");
      }
      int[] step = new int[1 + token.length];
      step[0] = ~symbol(token);
      for (int i = 0; i < token.length; i++) {
        step[i + 1] = token[i] & 0xFF;
      }
      return add(step);
    }

    /// A token falls into `left` and `right`.
    ///
    /// @throws IllegalArgumentException if the two together are something else
    public Builder delete(byte[] token, byte[] left, byte[] right) {
      boolean parts =
          left.length > 0
              && right.length > 0
              && left.length + right.length == token.length
              && Arrays.equals(token, 0, left.length, left, 0, left.length)
              && Arrays.equals(token, left.length, token.length, right, 0, right.length);
      if (!parts) {
        throw new IllegalArgumentException(
            "a deleted token must fall into parts of its own; \""
                + ByteCharacters.textOf(token)
                + "\" is not \""
                + ByteCharacters.textOf(left)
                + "\" and \""
                + ByteCharacters.textOf(right)
                + "\"");
      }
      return add(new int[] {~symbol(token), symbol(left), symbol(right)});
    }

    private Builder add(int[] step) {
      steps.add(step);
      return this;
    }

    /// The steps so far.
    public BpeSteps build() {
      return new BpeSteps(List.copyOf(symbols), steps.toArray(int[][]::new));
    }
  }
}
