package org.tokenlab.corpora.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tokenlab.corpora.CorpusException;
import org.tokenlab.corpora.ReadOptions.Invalid;

/// Text of any encoding as UTF-8, in constant memory.
final class Transcoder extends InputStream {
  private static final int BUFFER_BYTES = 1 << 15;
  private static final int EVIDENCE_BYTES = 4;

  private final InputStream in;
  private final String name;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
  private final ByteBuffer raw = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES);
  private final ByteBuffer utf8 = ByteBuffer.allocate(3 * BUFFER_BYTES + 4).flip();
  private long consumed;
  private long newlines;
  private boolean inputEnded;
  private boolean flushed;

  Transcoder(InputStream in, String name, Charset charset, Invalid invalid) {
    this.in = in;
    this.name = name;
    this.charset = charset;
    CodingErrorAction action =
        invalid == Invalid.REPLACE ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
    this.decoder = charset.newDecoder().onMalformedInput(action).onUnmappableCharacter(action);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    while (!utf8.hasRemaining()) {
      if (flushed) {
        return -1;
      }
      decodeMore();
    }
    int count = Math.min(length, utf8.remaining());
    utf8.get(out, offset, count);
    return count;
  }

  private void decodeMore() throws IOException {
    if (!inputEnded) {
      raw.compact();
      int read = in.read(raw.array(), raw.position(), raw.remaining());
      inputEnded = read < 0;
      raw.position(raw.position() + Math.max(read, 0)).flip();
    }
    int before = raw.position();
    CoderResult result = decoder.decode(raw, chars, inputEnded);
    consumed += raw.position() - before;
    int decoded = chars.position();
    if (result.isError()) {
      throw malformed(result, decoded);
    }
    if (inputEnded && result.isUnderflow()) {
      flushed = decoder.flush(chars).isUnderflow();
    }
    chars.flip();
    for (int i = 0; i < chars.limit(); i++) {
      if (chars.get(i) == '\n') {
        newlines++;
      }
    }
    utf8.clear();
    encoder.encode(chars, utf8, flushed); // a high surrogate at the end waits for its other half
    chars.compact();
    utf8.flip();
  }

  private CorpusException malformed(CoderResult result, int decoded) {
    long line = newlines + 1;
    for (int i = 0; i < decoded; i++) {
      if (chars.get(i) == '\n') {
        line++;
      }
    }
    int shown = Math.min(Math.min(result.length(), EVIDENCE_BYTES), raw.remaining());
    byte[] evidence =
        Arrays.copyOfRange(raw.array(), raw.position(), raw.position() + Math.max(shown, 0));
    return new CorpusException(
        name
            + ": line "
            + Bytes.grouped(line)
            + ", byte "
            + Bytes.grouped(consumed)
            + ": not "
            + charset.name()
            + " ("
            + Bytes.hex(evidence)
            + "). Pass --encoding if the file is in another encoding, or --invalid=replace.");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
