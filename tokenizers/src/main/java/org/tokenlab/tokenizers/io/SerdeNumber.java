package org.tokenlab.tokenizers.io;

import java.math.BigDecimal;
import java.math.MathContext;
import tools.jackson.core.JsonGenerator;

/// A JSON number as Rust's serde_json reads it, which HF tokenizers is built on.
///
/// serde_json, in the build that HF uses, does not round decimals correctly: it gathers at most 19
/// digits in an integer, makes that a double, and multiplies or divides by one power of ten. The
/// result may be a unit in the last place off [Double#parseDouble], which is enough to turn a
/// Unigram tie. A number too large for a double is refused, as serde_json does.
final class SerdeNumber {
  private static final double[] POWERS = new double[309];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private SerdeNumber() {}

  /// The value of a JSON number.
  ///
  /// @throws ArithmeticException if it is too large
  static double parse(String text) {
    int at = text.charAt(0) == '-' ? 1 : 0;
    boolean negative = at == 1;
    long significand = 0; // unsigned
    int exponent = 0;
    boolean full = false;
    boolean decimals = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '.') {
        decimals = true;
        full = false; // serde_json tries the digits after the point anew
        continue;
      }
      if (c == 'e' || c == 'E') {
        break;
      }
      int digit = c - '0';
      if (full || overflows(significand, digit)) {
        full = true;
        exponent += decimals ? 0 : 1;
      } else {
        significand = significand * 10 + digit;
        exponent -= decimals ? 1 : 0;
      }
    }
    if (at < text.length()) {
      exponent = withExponent(text.substring(at + 1), significand, exponent);
    }
    double value = scaled(significand, exponent);
    return negative ? -value : value;
  }

  private static boolean overflows(long significand, int digit) {
    // 2^64 − 1 = 18446744073709551615
    int order = Long.compareUnsigned(significand, 1_844_674_407_370_955_161L);
    return order > 0 || (order == 0 && digit > 5);
  }

  private static int withExponent(String text, long significand, int exponent) {
    boolean negative = text.startsWith("-");
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    long given = 0;
    for (int i = 0; i < digits.length(); i++) {
      given = Math.min(Integer.MAX_VALUE, given * 10 + digits.charAt(i) - '0');
    }
    if (significand == 0) {
      return 0;
    }
    long all = negative ? exponent - given : exponent + given;
    return Math.clamp(all, Integer.MIN_VALUE + 1, Integer.MAX_VALUE);
  }

  private static double scaled(long significand, int power) {
    double value = significand >= 0 ? significand : ((significand >>> 1) | (significand & 1)) * 2.0;
    int exponent = power;
    while (value != 0 && Math.abs(exponent) >= POWERS.length) {
      if (exponent > 0) {
        throw new ArithmeticException("a number too large for a double");
      }
      value /= POWERS[308];
      exponent += 308;
    }
    if (value == 0) {
      return 0;
    }
    value = exponent >= 0 ? value * POWERS[exponent] : value / POWERS[-exponent];
    if (Double.isInfinite(value)) {
      throw new ArithmeticException("a number too large for a double");
    }
    return value;
  }

  /// Writes a double so that serde_json reads it again. Its shortest decimal form does not always
  /// do: then neighbouring decimals are tried, with up to 19 digits.
  ///
  /// @throws IllegalArgumentException if serde_json reads no decimal as this double
  static void write(JsonGenerator json, double value) {
    json.writeNumber(text(value));
  }

  /// A decimal that serde_json reads as `value`.
  static String text(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no way to write the score " + value);
    }
    String shortest = Double.toString(value);
    if (parse(shortest) == value) {
      return shortest;
    }
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 19; digits >= 16; digits--) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      for (int i = -8; i <= 8; i++) {
        String near = rounded.add(rounded.ulp().multiply(BigDecimal.valueOf(i))).toString();
        if (parse(near) == value) {
          return near;
        }
      }
    }
    throw new IllegalArgumentException(
        "serde_json, which HF reads JSON with, reads no decimal as the score " + value);
  }
}
