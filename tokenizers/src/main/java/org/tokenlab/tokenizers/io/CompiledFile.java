package org.tokenlab.tokenizers.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.internal.vocabulary.ByteStringVocabulary;

/// A byte-level BPE tokenizer with its tables as they lie in memory: `.tokenlab`.
///
/// Loads in a few milliseconds, where a `.tiktoken` or `tokenizer.json` file has to be parsed and
/// its pairs computed. Not an interchange format: other versions than 2 are refused.
///
/// Layout, little-endian:
///
/// | bytes | what |
/// |---|---|
/// | 0–7 | `TOKENLAB` |
/// | 8–11 | version, 2 |
/// | 12–39 | seven counts: pair slots, trie units, ids, vocabulary slots, merges (−1: tiktoken's rule), arena bytes, JSON bytes |
/// | 40–43 | flags: 1 whole pieces first |
/// | 44–47 | 0 |
/// | 48–55 | CRC-32C of all that follows |
/// | 56– | pair slots and trie units (8 bytes each), token starts (ids + 1), vocabulary slots, the tokens' beginnings (ids, if there is a trie), merges (3 each; 4 bytes a number), arena, JSON of the other parts ([CompiledParts]) |
///
/// The checksum is checked before anything else is believed, and the counts against the file's size
/// before anything is allocated. Other models than byte-level BPE are refused.
public final class CompiledFile {
  private static final byte[] MAGIC = "TOKENLAB".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 2;
  private static final int HEADER = 56;
  private static final int CHECKSUM_AT = 48;

  private CompiledFile() {}

  /// Whether a file's first bytes are those of this format.
  static boolean isCompiled(byte[] content) {
    return content.length >= MAGIC.length
        && Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /// Reads a file through a memory map.
  static Tokenizer read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new ModelFileException(
            file + ": expected at most 2 GiB; found " + channel.size() + " bytes");
      }
      ByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      return read(content, TokenizerFiles.withoutEnding(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new ModelFileException(file + ": no such file", e);
    }
  }

  /// Reads a file's content.
  static Tokenizer read(ByteBuffer given, String name, String source) throws ModelFileException {
    ByteBuffer content = given.slice().order(ByteOrder.LITTLE_ENDIAN);
    Header header = Header.read(content, source);
    CRC32C checksum = new CRC32C();
    checksum.update(content.slice(HEADER, content.limit() - HEADER));
    if (checksum.getValue() != content.getLong(CHECKSUM_AT)) {
      throw new ModelFileException(
          source
              + ": byte "
              + CHECKSUM_AT
              + ": expected the CRC-32C %08X; found %08X: the file is damaged"
                  .formatted(content.getLong(CHECKSUM_AT), checksum.getValue()));
    }
    content.position(HEADER);
    long[] pairs = longs(content, header.pairs);
    long[] trie = longs(content, header.trie);
    int[] starts = ints(content, header.ids + 1);
    int[] slots = ints(content, header.slots);
    int[] beginnings = ints(content, header.beginnings());
    Optional<Merges> merges =
        header.merges < 0
            ? Optional.empty()
            : Optional.of(Merges.of(ints(content, 3 * header.merges)));
    byte[] arena = new byte[header.arena];
    content.get(arena);
    byte[] json = new byte[header.json];
    content.get(json);
    try {
      BpeModel model =
          BpeModel.ofTables(
              new ByteStringVocabulary(arena, starts, slots),
              new BpeModel.Tables(pairs, trie, beginnings),
              merges,
              header.wholeFirst);
      return CompiledParts.read(json, source).around(name, model).build();
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": " + e.getMessage(), e);
    }
  }

  private static long[] longs(ByteBuffer content, int count) {
    long[] numbers = new long[count];
    content.asLongBuffer().get(numbers);
    content.position(content.position() + 8 * count);
    return numbers;
  }

  private static int[] ints(ByteBuffer content, int count) {
    int[] numbers = new int[count];
    content.asIntBuffer().get(numbers);
    content.position(content.position() + 4 * count);
    return numbers;
  }

  private record Header(
      int pairs,
      int trie,
      int ids,
      int slots,
      int merges,
      int arena,
      int json,
      boolean wholeFirst) {

    static Header read(ByteBuffer content, String source) throws ModelFileException {
      if (content.limit() < HEADER) {
        throw new ModelFileException(
            source + ": expected at least " + HEADER + " bytes; found " + content.limit());
      }
      byte[] magic = new byte[MAGIC.length];
      content.get(0, magic);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new ModelFileException(source + ": byte 0: expected TOKENLAB; found other bytes");
      }
      if (content.getInt(8) != VERSION) {
        throw new ModelFileException(
            source
                + ": byte 8: expected version "
                + VERSION
                + "; found "
                + content.getInt(8)
                + ". Compile the model again");
      }
      Header header =
          new Header(
              content.getInt(12),
              content.getInt(16),
              content.getInt(20),
              content.getInt(24),
              content.getInt(28),
              content.getInt(32),
              content.getInt(36),
              (content.getInt(40) & 1) != 0);
      boolean counts =
          header.pairs >= 0
              && header.trie >= 0
              && header.ids >= 0
              && header.slots >= 0
              && header.merges >= -1
              && header.arena >= 0
              && header.json >= 0;
      if (!counts || header.size() != content.limit()) {
        throw new ModelFileException(
            source
                + ": byte 12: expected counts that add up to the file's "
                + content.limit()
                + " bytes; found "
                + header);
      }
      return header;
    }

    int beginnings() {
      return trie == 0 ? 0 : ids;
    }

    long size() {
      return HEADER
          + 8L * pairs
          + 8L * trie
          + 4L * (ids + 1L)
          + 4L * slots
          + 4L * beginnings()
          + 12L * Math.max(0, merges)
          + arena
          + json;
    }
  }

  /// The file's content.
  ///
  /// @throws IllegalArgumentException if the format can't hold the tokenizer
  static byte[] write(Tokenizer tokenizer) {
    if (!(tokenizer.model() instanceof BpeModel model)
        || !(model.vocabulary() instanceof ByteStringVocabulary vocabulary)) {
      throw new IllegalArgumentException(
          ".tokenlab can't hold "
              + tokenizer.name()
              + ": it holds byte-level BPE, and this is "
              + tokenizer.model().getClass().getSimpleName());
    }
    if (model.dropout() != 0) {
      throw new IllegalArgumentException(
          ".tokenlab can't hold " + tokenizer.name() + ": it has no place for a dropout");
    }
    BpeModel.Tables tables = model.tables();
    int[] starts = vocabulary.starts();
    int[] slots = vocabulary.slots();
    byte[] arena = vocabulary.arena();
    @Nullable Merges merges = model.merges().orElse(null);
    byte[] json = CompiledParts.write(tokenizer, ".tokenlab");
    Header header =
        new Header(
            tables.pairs().length,
            tables.trie().length,
            starts.length - 1,
            slots.length,
            merges == null ? -1 : merges.size(),
            arena.length,
            json.length,
            model.wholePieceFirst());
    ByteBuffer out =
        ByteBuffer.allocate(Math.toIntExact(header.size())).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putInt(VERSION);
    out.putInt(header.pairs).putInt(header.trie).putInt(header.ids).putInt(header.slots);
    out.putInt(header.merges).putInt(header.arena).putInt(header.json);
    out.putInt(header.wholeFirst ? 1 : 0).putInt(0).putLong(0);
    for (long pair : tables.pairs()) {
      out.putLong(pair);
    }
    for (long unit : tables.trie()) {
      out.putLong(unit);
    }
    for (int start : starts) {
      out.putInt(start);
    }
    for (int slot : slots) {
      out.putInt(slot);
    }
    for (int beginning : tables.beginnings()) {
      out.putInt(beginning);
    }
    for (int rank = 0; merges != null && rank < merges.size(); rank++) {
      out.putInt(merges.left(rank)).putInt(merges.right(rank)).putInt(merges.merged(rank));
    }
    out.put(arena).put(json);
    CRC32C checksum = new CRC32C();
    checksum.update(out.array(), HEADER, out.position() - HEADER);
    out.putLong(CHECKSUM_AT, checksum.getValue());

    return out.array();
  }
}
