package org.tokenlab.tokenizers.pretokenize;

import java.util.Optional;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;

/// A pre-tokenizer that is a [ClassSplit] with a name and fields of its own.
sealed interface ByClasses extends PreTokenizer
    permits BertPreTokenizer, Punctuation, Whitespace, WhitespaceSplit {

  private ClassSplit split() {
    return switch (this) {
      case BertPreTokenizer _ -> BertPreTokenizer.SPLIT;
      case Punctuation punctuation -> Punctuation.split(punctuation.behavior());
      case Whitespace _ -> Whitespace.SPLIT;
      case WhitespaceSplit _ -> WhitespaceSplit.SPLIT;
    };
  }

  @Override
  default void apply(Pieces pieces) {
    split().apply(pieces);
  }

  @Override
  default Optional<Splitter> splitter() {
    return split().splitter();
  }

  @Override
  default Optional<Splitter> cutter() {
    return split().cutter();
  }

  @Override
  default boolean drops(byte[] utf8, int start, int end) {
    return split().drops(utf8, start, end);
  }

  @Override
  default boolean cutsBetween(int left, int right) {
    return split().cutsBetween(left, right);
  }

  @Override
  default boolean keepsApart(int left, int right) {
    return split().keepsApart(left, right);
  }

  @Override
  default int image(int codePoint) {
    return split().image(codePoint);
  }
}
