package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Vocabulary;

/// `.tiktoken` files: one token a line, its bytes in base64, a space, its rank.
///
/// The format holds ranks only. The splitting pattern and the special tokens live elsewhere: in
/// code for the published vocabularies, in a file beside it for ours ([TokenizerFiles]).
public final class TiktokenFile {
  private TiktokenFile() {}

  /// Reads ranks; ids may have gaps. Blank lines are skipped, as tiktoken does.
  ///
  /// @param source the file's name, for messages
  /// @throws ModelFileException if a line is not base64, space, rank, or a rank or token comes
  ///   twice
  public static Vocabulary read(InputStream in, String source) throws IOException {
    byte[] file = in.readAllBytes();
    List<byte[]> tokens = new ArrayList<>();
    int line = 0;
    for (int start = 0; start < file.length; ) {
      int end = start;
      while (end < file.length && file[end] != '\n') {
        end++;
      }
      line++;
      int trimmed = end > start && file[end - 1] == '\r' ? end - 1 : end;
      if (trimmed > start) {
        readLine(file, start, trimmed, tokens, source, line);
      }
      start = end + 1;
    }
    if (tokens.isEmpty()) {
      throw new ModelFileException(source + ": no tokens in it; expected lines of base64 and rank");
    }
    try {
      return Vocabulary.of(tokens.toArray(byte[][]::new));
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": " + e.getMessage(), e);
    }
  }

  private static void readLine(
      byte[] file, int start, int end, List<byte[]> tokens, String source, int line)
      throws ModelFileException {
    int space = start;
    while (space < end && file[space] != ' ') {
      space++;
    }
    String rankText =
        new String(
            file,
            Math.min(space + 1, end),
            Math.max(0, end - space - 1),
            StandardCharsets.US_ASCII);
    int rank;
    byte[] token;
    try {
      rank = Integer.parseInt(rankText);
      token = Base64.getDecoder().decode(java.util.Arrays.copyOfRange(file, start, space));
    } catch (IllegalArgumentException e) {
      throw malformed(file, start, end, source, line, e);
    }
    if (rank < 0 || rank >= 1 << 21 || token.length == 0) {
      throw malformed(file, start, end, source, line, null);
    }
    while (tokens.size() <= rank) {
      tokens.add(new byte[0]);
    }
    if (tokens.get(rank).length > 0) {
      throw new ModelFileException(
          source + ": line " + line + ", byte " + start + ": rank " + rank + " comes twice");
    }
    tokens.set(rank, token);
  }

  private static ModelFileException malformed(
      byte[] file, int start, int end, String source, int line, @Nullable Exception cause) {
    String found =
        new String(file, start, Math.min(end - start, 60), StandardCharsets.ISO_8859_1)
            .replaceAll("\\p{Cntrl}", "?");
    String message =
        source
            + ": line "
            + line
            + ", byte "
            + start
            + ": expected base64, a space and a rank from 0 to 2097151; found: "
            + found;
    return cause == null ? new ModelFileException(message) : new ModelFileException(message, cause);
  }

  /// The file's content for a vocabulary, lines in order of rank.
  public static byte[] write(Vocabulary vocabulary) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(vocabulary.size() * 16);
    Base64.Encoder base64 = Base64.getEncoder();
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      if (vocabulary.contains(id)) {
        out.writeBytes(base64.encode(vocabulary.bytes(id)));
        out.writeBytes((" " + id + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
    return out.toByteArray();
  }

  /// Reads a file; see [#read(InputStream, String)].
  public static Vocabulary read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }
}
