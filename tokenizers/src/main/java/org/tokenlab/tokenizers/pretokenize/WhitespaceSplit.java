package org.tokenlab.tokenizers.pretokenize;

import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's WhitespaceSplit: splits at white space (Rust's `char::is_whitespace`) and drops it.
public record WhitespaceSplit() implements ByClasses {
  static final ClassSplit SPLIT =
      ClassSplit.at(HfCharacters.WHITE_SPACE::contains, SplitBehavior.REMOVED);
}
