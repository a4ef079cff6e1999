package org.tokenlab.tokenizers.pretokenize;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's Punctuation: splits at each punctuation character, as [BertPreTokenizer] understands it.
public record Punctuation(SplitBehavior behavior) implements ByClasses {
  private static final Map<SplitBehavior, ClassSplit> SPLITS = new EnumMap<>(SplitBehavior.class);

  static {
    for (SplitBehavior behavior : SplitBehavior.values()) {
      SPLITS.put(behavior, ClassSplit.at(HfCharacters.PUNCTUATION::contains, behavior));
    }
  }

  static ClassSplit split(SplitBehavior behavior) {
    return Objects.requireNonNull(SPLITS.get(behavior));
  }
}
