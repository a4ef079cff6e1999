package org.tokenlab.tokenizers.pretokenize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;

/// One pre-tokenizer after the other, each working on the pieces of the one before: HF's Sequence.
///
/// It is a [#splitter] if all its parts are.
public record PreTokenizerSequence(List<PreTokenizer> preTokenizers) implements PreTokenizer {
  /// Copies the list.
  public PreTokenizerSequence {
    preTokenizers = List.copyOf(preTokenizers);
  }

  @Override
  public void apply(Pieces pieces) {
    for (PreTokenizer part : preTokenizers) {
      part.apply(pieces);
    }
  }

  @Override
  public Optional<Splitter> splitter() {
    List<Splitter> parts = new ArrayList<>();
    for (PreTokenizer part : preTokenizers) {
      Optional<Splitter> splitter = part.splitter();
      if (splitter.isEmpty()) {
        return Optional.empty();
      }
      if (!splitter.get().equals(PreTokenizer.none())) {
        parts.add(splitter.get());
      }
    }
    return Optional.of(
        switch (parts.size()) {
          case 0 -> PreTokenizer.none();
          case 1 -> parts.getFirst();
          default -> new NestedSplitter(parts);
        });
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return apart(left, right, false);
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return apart(left, right, true);
  }

  /// Once a part has cut, the others see two pieces. Until then each must keep the sides apart, and
  /// the next one sees what it makes of the two characters.
  private boolean apart(int left, int right, boolean ifUncut) {
    int leftImage = left;
    int rightImage = right;
    for (PreTokenizer part : preTokenizers) {
      if (leftImage < 0 || rightImage < 0) {
        return false;
      }
      if (part.cutsBetween(leftImage, rightImage)) {
        return true;
      }
      if (!part.keepsApart(leftImage, rightImage)) {
        return false;
      }
      leftImage = part.image(leftImage);
      rightImage = part.image(rightImage);
    }
    return ifUncut;
  }

  @Override
  public int image(int codePoint) {
    int image = codePoint;
    for (PreTokenizer part : preTokenizers) {
      if (image >= 0) {
        image = part.image(image);
      }
    }
    return image;
  }
}
