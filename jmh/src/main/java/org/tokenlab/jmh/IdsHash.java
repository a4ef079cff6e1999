package org.tokenlab.jmh;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What says that two engines gave the same ids: 64 bits of SHA-256 over each document's number of
/// ids and its ids, all as four bytes, little-endian; after a colon the same over the numbers
/// alone. `bench.py` computes the same.
final class IdsHash {
  private IdsHash() {}

  /// The hash of all documents' ids.
  static String of(List<int[]> ids) {
    MessageDigest whole = sha256();
    for (int[] document : ids) {
      ByteBuffer bytes = littleEndian(1 + document.length).putInt(document.length);
      bytes.asIntBuffer().put(document);
      whole.update(bytes.rewind());
    }
    return hex(whole) + ofCounts(ids.stream().mapToInt(document -> document.length).toArray());
  }

  /// What is known where ids were only counted: the colon and what follows it.
  static String ofCounts(int[] counts) {
    MessageDigest numbers = sha256();
    ByteBuffer bytes = littleEndian(counts.length);
    bytes.asIntBuffer().put(counts);
    numbers.update(bytes);
    return ":" + hex(numbers);
  }

  /// Whether what was found is what was wanted; a count has no ids to compare.
  static boolean same(String wanted, String found) {
    return found.startsWith(":") ? wanted.endsWith(found) : wanted.equals(found);
  }

  private static ByteBuffer littleEndian(int ints) {
    return ByteBuffer.allocate(Integer.BYTES * ints).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
