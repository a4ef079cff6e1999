package org.tokenlab.tokenizers.normalize;

import java.util.List;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Side;

/// One normalizer after the other; none at all leaves text as it is.
///
/// @param normalizers in the order in which they work
public record NormalizerSequence(List<Normalizer> normalizers) implements Normalizer {
  /// Keeps a copy of the list.
  public NormalizerSequence {
    normalizers = List.copyOf(normalizers);
  }

  @Override
  public void apply(AlignedText text) {
    for (Normalizer normalizer : normalizers) {
      normalizer.apply(text);
    }
  }

  @Override
  public boolean keepsApart(int left, int right) {
    int leftNow = left;
    int rightNow = right;
    for (Normalizer normalizer : normalizers) {
      if (leftNow < 0 || rightNow < 0 || !normalizer.keepsApart(leftNow, rightNow)) {
        return false;
      }
      leftNow = normalizer.image(leftNow, Side.LEFT);
      rightNow = normalizer.image(rightNow, Side.RIGHT);
    }
    return true;
  }

  @Override
  public int image(int codePoint, Side side) {
    int now = codePoint;
    for (Normalizer normalizer : normalizers) {
      if (now < 0) {
        return -1;
      }
      now = normalizer.image(now, side);
    }
    return now;
  }
}
