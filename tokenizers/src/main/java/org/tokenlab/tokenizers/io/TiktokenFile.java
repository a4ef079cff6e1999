package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.vocabulary.ByteStringVocabulary;

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
    return read(in.readAllBytes(), source);
  }

  /// Reads ranks; see [#read(InputStream, String)].
  static Vocabulary read(byte[] file, String source) throws ModelFileException {
    Ranks ranks = new Ranks(file.length);
    int line = 0;
    for (int start = 0; start < file.length; ) {
      int end = start;
      while (end < file.length && file[end] != '\n') {
        end++;
      }
      line++;
      int trimmed = end > start && file[end - 1] == '\r' ? end - 1 : end;
      if (trimmed > start) {
        readLine(file, start, trimmed, ranks, source, line);
      }
      start = end + 1;
    }
    if (ranks.limit == 0) {
      throw new ModelFileException(source + ": no tokens in it; expected lines of base64 and rank");
    }
    try {
      return ranks.vocabulary();
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": " + e.getMessage(), e);
    }
  }

  /// What was read so far: tokens in the file's order, and where each rank's is. Files list ranks
  /// in order, as a rule, so that nothing is copied in the end.
  private static final class Ranks {
    private byte[] tokens;
    private int[] from = new int[1 << 15];
    private int[] to = new int[1 << 15];
    private int end;
    private int limit;
    private boolean ordered = true;

    Ranks(int fileLength) {
      tokens = new byte[fileLength / 4 * 3 + 3]; // base64 is longer than what it stands for
    }

    /// Whether the rank was free.
    boolean put(int rank, int length) {
      if (rank >= from.length) {
        int more = Math.max(rank + 1, 2 * from.length);
        from = Arrays.copyOf(from, more);
        to = Arrays.copyOf(to, more);
      }
      if (from[rank] < to[rank]) {
        return false;
      }
      ordered &= rank >= limit;
      limit = Math.max(limit, rank + 1);
      from[rank] = end;
      end += length;
      to[rank] = end;
      return true;
    }

    Vocabulary vocabulary() {
      int[] start = new int[limit + 1];
      for (int rank = 0; rank < limit; rank++) {
        start[rank + 1] = start[rank] + to[rank] - from[rank];
      }
      byte[] arena = ordered ? Arrays.copyOf(tokens, end) : new byte[end];
      for (int rank = 0; rank < limit && !ordered; rank++) {
        System.arraycopy(tokens, from[rank], arena, start[rank], to[rank] - from[rank]);
      }
      return new ByteStringVocabulary(arena, start);
    }
  }

  private static void readLine(
      byte[] file, int start, int end, Ranks ranks, String source, int line)
      throws ModelFileException {
    int space = start;
    while (space < end && file[space] != ' ') {
      space++;
    }
    int rank = rank(file, space + 1, end);
    // Whisper's file has a rank for the empty text, which Python reads so; no text ever gives it.
    if (space == start + 1 && file[start] == '=' && rank >= 0) {
      return;
    }
    int length = Base64Text.decode(file, start, space, ranks.tokens, ranks.end);
    if (rank < 0 || length <= 0) {
      throw malformed(file, start, end, source, line);
    }
    if (!ranks.put(rank, length)) {
      throw new ModelFileException(
          source + ": line " + line + ", byte " + start + ": rank " + rank + " comes twice");
    }
  }

  /// The number below 2²¹ that `file[from, to)` writes in decimal, or −1.
  private static int rank(byte[] file, int from, int to) {
    int digits = from < to && file[from] == '+' ? from + 1 : from; // Python and Java both take it
    int rank = 0;
    for (int i = digits; i < to; i++) {
      int digit = file[i] - '0';
      rank = 10 * rank + digit;
      if (digit < 0 || digit > 9 || rank >= 1 << 21) {
        return -1;
      }
    }
    return digits < to ? rank : -1;
  }

  private static ModelFileException malformed(
      byte[] file, int start, int end, String source, int line) {
    String found =
        new String(file, start, Math.min(end - start, 60), StandardCharsets.ISO_8859_1)
            .replaceAll("\\p{Cntrl}", "?");
    return new ModelFileException(
        source
            + ": line "
            + line
            + ", byte "
            + start
            + ": expected base64, a space and a rank from 0 to 2097151; found: "
            + found);
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
