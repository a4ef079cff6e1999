package org.tokenlab.tokenizers.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// Digests of a peer's answers, kept on disk: a peer is ten times slower than we are, and its
/// answers don't change. So a comparison that stopped goes on where it was, and one after a repair
/// asks the peer only about what still differs.
///
/// One text file a vocabulary, of lines `key digest`, only appended to. Thread-safe.
final class AnswerCache {
  private final Path file;
  private final Map<Long, Long> digests = new ConcurrentHashMap<>();

  AnswerCache(Path file) throws IOException {
    this.file = file;
    Files.createDirectories(file.getParent());
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        if (line.length() == 33) { // a line that was cut short by a crash is left out
          digests.put(
              HexFormat.fromHexDigitsToLong(line, 0, 16),
              HexFormat.fromHexDigitsToLong(line, 17, 33));
        }
      }
    }
  }

  OptionalLong get(long key) {
    Long digest = digests.get(key);
    return digest == null ? OptionalLong.empty() : OptionalLong.of(digest);
  }

  void put(long key, long digest) {
    if (digests.put(key, digest) == null) {
      HexFormat hex = HexFormat.of();
      try {
        Files.writeString(
            file,
            hex.toHexDigits(key) + " " + hex.toHexDigits(digest) + "\n",
            StandardCharsets.US_ASCII,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// What tells a request from all others.
  static long key(Request request) {
    MessageDigest sha = sha256();
    sha.update(request.header().getBytes(StandardCharsets.UTF_8));
    for (byte[] record : request.records()) {
      sha.update(ByteBuffer.allocate(4).putInt(0, record.length));
      sha.update(record);
    }
    return ByteBuffer.wrap(sha.digest()).getLong();
  }

  /// The digest of an answer: the first 8 bytes of its SHA-256.
  static long digest(List<byte[]> answers) {
    MessageDigest sha = sha256();
    answers.forEach(sha::update);
    return ByteBuffer.wrap(sha.digest()).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
