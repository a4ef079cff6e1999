package org.tokenlab.jmh;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file of documents that every engine reads, in the JVM and outside it: each document's length
/// in bytes as four bytes, big-endian, then its UTF-8.
final class DocumentFile {
  private DocumentFile() {}

  static void write(Path file, List<String> documents) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (String document : documents) {
        byte[] utf8 = document.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
      }
    }
  }

  static List<String> read(Path file) throws IOException {
    List<String> documents = new ArrayList<>();
    long left = Files.size(file);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (left > 0) {
        byte[] utf8 = new byte[in.readInt()];
        in.readFully(utf8);
        documents.add(new String(utf8, StandardCharsets.UTF_8));
        left -= Integer.BYTES + utf8.length;
      }
    }
    return documents;
  }
}
