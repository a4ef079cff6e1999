package org.tokenlab.analysis.report;

import java.util.ArrayList;
import java.util.List;

/// The free space of a picture: what is put down stays clear of all that was put down before.
final class LabelSpace {
  private record Box(double left, double top, double right, double bottom) {
    boolean meets(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  private final Box limits;
  private final List<Box> taken = new ArrayList<>();

  LabelSpace(double left, double top, double right, double bottom) {
    limits = new Box(left, top, right, bottom);
  }

  void take(double left, double top, double right, double bottom) {
    taken.add(new Box(left, top, right, bottom));
  }

  /// Takes the box if all of it is free.
  boolean tryTake(double left, double top, double right, double bottom) {
    Box box = new Box(left, top, right, bottom);
    boolean inside =
        left >= limits.left
            && top >= limits.top
            && right <= limits.right
            && bottom <= limits.bottom;
    if (!inside || taken.stream().anyMatch(box::meets)) {
      return false;
    }
    taken.add(box);
    return true;
  }

  /// About how wide a text is in the page's sans-serif, in pixels.
  static double widthOf(String text, double fontSize) {
    double wide = text.codePoints().mapToDouble(LabelSpace::widthInEms).sum();
    return wide * fontSize;
  }

  private static double widthInEms(int codePoint) {
    return switch (codePoint) {
      case 'm', 'M', 'w', 'W' -> 0.98;
      case 'i', 'j', 'l', 't', 'f', 'I', ' ', '(', ')', '-', '.', ',' -> 0.38;
      default -> Character.isUpperCase(codePoint) ? 0.72 : 0.63;
    };
  }
}
