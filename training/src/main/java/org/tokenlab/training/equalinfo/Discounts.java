package org.tokenlab.training.equalinfo;

/// What is taken from a count, for what was not seen: absolute discounting with one discount each
/// for counts of 1, of 2, and of more, estimated from how many counts are 1, 2, 3 and 4 (Chen and
/// Goodman 1998, after Kneser and Ney 1995).
///
/// @param one taken from a count of 1
/// @param two taken from a count of 2
/// @param more taken from larger counts
record Discounts(double one, double two, double more) {
  /// The discounts of counts of which `of[i]` are i, for i from 1 to 4.
  static Discounts of(long[] of) {
    double y = of[1] / Math.max(1.0, of[1] + 2.0 * of[2]);
    double one = within(1 - 2 * y * of[2] / Math.max(1, of[1]), 0.05, 0.95);
    double two = within(2 - 3 * y * of[3] / Math.max(1, of[2]), one, 1.9);
    double more = within(3 - 4 * y * of[4] / Math.max(1, of[3]), two, 2.8);
    return new Discounts(one, two, more);
  }

  private static double within(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }

  /// What is taken from a count; 0 from 0.
  double of(long count) {
    return count == 0 ? 0 : count == 1 ? one : count == 2 ? two : more;
  }
}
