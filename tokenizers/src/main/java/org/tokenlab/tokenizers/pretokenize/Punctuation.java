package org.tokenlab.tokenizers.pretokenize;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's Punctuation: splits at each punctuation character, as [BertPreTokenizer] understands it.
public record Punctuation(SplitBehavior behavior) implements PreTokenizer {
  private static final Map<SplitBehavior, ClassSplit> SPLITS = new EnumMap<>(SplitBehavior.class);

  static {
    for (SplitBehavior behavior : SplitBehavior.values()) {
      SPLITS.put(behavior, ClassSplit.at(HfCharacters.PUNCTUATION::contains, behavior));
    }
  }

  private ClassSplit split() {
    return Objects.requireNonNull(SPLITS.get(behavior));
  }

  @Override
  public void apply(Pieces pieces) {
    split().apply(pieces);
  }

  @Override
  public Optional<Splitter> splitter() {
    return split().splitter();
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return split().cutsBetween(left, right);
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return true;
  }

  @Override
  public int image(int codePoint) {
    return split().image(codePoint);
  }
}
