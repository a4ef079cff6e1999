package org.tokenlab.corpora.read;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.StringJoiner;

/// Bytes and numbers as error messages and reports show them.
public final class Bytes {
  private Bytes() {}

  static String hex(byte[] bytes) {
    StringJoiner text = new StringJoiner(" ");
    for (byte b : bytes) {
      text.add(String.format(Locale.ROOT, "0x%02X", b & 0xFF));
    }
    return text.toString();
  }

  /// `40,961`
  public static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// A fresh SHA-256.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
