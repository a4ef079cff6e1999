package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.wordpool.Tensor;
import org.tokenlab.tokenizers.wordpool.Tensors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Files of named tensors, `.safetensors`: the length of a header (8 bytes, little-endian), the
/// header (a JSON object: for each name its `dtype`, `shape` and `data_offsets`), and the tensors'
/// bytes, little-endian, one after the other.
///
/// Read strictly: of the types only F32, whole files only, every byte of the data in exactly one
/// tensor. `__metadata__` (texts by name) is passed over. Written with the tensors in the order
/// given, the header padded with spaces so that the data start at a multiple of 8. Files may be
/// larger than 2 GiB; one tensor has less than 2³¹ values.
public final class SafeTensors {
  private static final int PREFIX = Long.BYTES;
  private static final long LONGEST_HEADER = 100_000_000; // as the format's own library
  private static final String METADATA = "__metadata__";

  private SafeTensors() {}

  /// Reads a file.
  ///
  /// @throws ModelFileException if it is damaged, or holds a type other than F32; the message names
  ///   the tensor and the byte
  public static Tensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < PREFIX) {
        throw failure(file, "wanted at least 8 bytes, the header's length; found " + size);
      }
      long headerLength = bytes(channel, 0, PREFIX).getLong();
      if (headerLength < 2 || headerLength > Math.min(LONGEST_HEADER, size - PREFIX)) {
        throw failure(
            file,
            "byte 0: wanted the header's length, from 2 to "
                + Math.min(LONGEST_HEADER, size - PREFIX)
                + "; found "
                + Long.toUnsignedString(headerLength));
      }
      byte[] header = bytes(channel, PREFIX, (int) headerLength).array();
      List<Entry> entries = entries(JsonSource.parse(header, file + ", header"));
      requireCovered(file, entries, PREFIX + headerLength, size);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (Entry entry : entries) {
        tensors.put(entry.name, tensor(channel, entry, PREFIX + headerLength));
      }
      return new Tensors(tensors);
    } catch (NoSuchFileException e) {
      throw new ModelFileException(file + ": no such file", e);
    }
  }

  /// @param from where its bytes start, counted from the first tensor's
  /// @param to where they end
  @SuppressWarnings("ArrayRecordComponent") // a shape
  private record Entry(String name, int[] shape, long from, long to) {}

  private static List<Entry> entries(JsonNode root) throws ModelFileException {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : root.members().entrySet()) {
      if (!member.getKey().equals(METADATA)) {
        entries.add(entry(member.getKey(), member.getValue()));
      }
    }
    return entries;
  }

  private static Entry entry(String name, JsonNode node) throws ModelFileException {
    JsonNode type = node.get("dtype");
    if (!type.text().equals("F32")) {
      throw type.expected("\"F32\", the only type that is read");
    }
    List<JsonNode> sizes = node.get("shape").elements();
    int[] shape = new int[sizes.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes.get(i).index(Integer.MAX_VALUE);
    }
    JsonNode offsets = node.get("data_offsets");
    if (offsets.elements().size() != 2) {
      throw offsets.expected("two offsets, where the tensor starts and ends");
    }
    long from = offset(offsets.elements().getFirst());
    long to = offset(offsets.elements().getLast());
    long values = 1;
    try {
      values = Tensor.size(shape);
    } catch (ArithmeticException e) {
      values = Long.MAX_VALUE;
    }
    if (values > Integer.MAX_VALUE - 8) {
      throw node.get("shape").expected("less than 2^31 values");
    }
    if (to - from != values * Float.BYTES) {
      throw offsets.refused(
          "expected a length of "
              + values * Float.BYTES
              + " bytes for the shape "
              + Arrays.toString(shape)
              + "; found "
              + from
              + " to "
              + to);
    }
    return new Entry(name, shape, from, to);
  }

  private static long offset(JsonNode node) throws ModelFileException {
    double value = node.number();
    if (value < 0 || value > 1L << 52 || value != Math.rint(value)) {
      throw node.expected("a byte offset");
    }
    return (long) value;
  }

  private static void requireCovered(Path file, List<Entry> entries, long dataStart, long size)
      throws ModelFileException {
    List<Entry> byPlace = new ArrayList<>(entries);
    byPlace.sort(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::to));
    long at = 0;
    String before = "the header";
    for (Entry entry : byPlace) {
      if (entry.from != at) {
        throw failure(
            file,
            "byte "
                + (dataStart + Math.min(at, entry.from))
                + ": tensor \""
                + entry.name
                + "\" starts at offset "
                + entry.from
                + (entry.from < at ? ", inside " : ", not where it should, at the end of ")
                + before
                + " at offset "
                + at);
      }
      at = entry.to;
      before = "\"" + entry.name + "\"";
    }
    if (dataStart + at != size) {
      throw failure(
          file, "wanted " + (dataStart + at) + " bytes, by the header's offsets; found " + size);
    }
  }

  private static Tensor tensor(FileChannel channel, Entry entry, long dataStart)
      throws IOException {
    float[] values = new float[(int) ((entry.to - entry.from) / Float.BYTES)];
    int chunk = 1 << 18;
    for (int i = 0; i < values.length; i += chunk) {
      int count = Math.min(chunk, values.length - i);
      bytes(channel, dataStart + entry.from + (long) i * Float.BYTES, count * Float.BYTES)
          .asFloatBuffer()
          .get(values, i, count);
    }
    return new Tensor(entry.shape, values);
  }

  private static ByteBuffer bytes(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  private static ModelFileException failure(Path file, String what) {
    return new ModelFileException(file + ": " + what);
  }

  /// Writes a file, which appears whole or not at all.
  public static void write(Tensors tensors, Path file) throws IOException {
    byte[] header = header(tensors.byName());
    try (AtomicOutput output = new AtomicOutput(file)) {
      ByteBuffer length = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN);
      output.write(length.putLong(header.length).array());
      output.write(header);
      for (Tensor tensor : tensors.byName().values()) {
        int chunk = 1 << 18;
        for (int i = 0; i < tensor.values().length; i += chunk) {
          int count = Math.min(chunk, tensor.values().length - i);
          ByteBuffer bytes =
              ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          bytes.asFloatBuffer().put(tensor.values(), i, count);
          output.write(bytes.array());
        }
      }
      output.commit();
    }
  }

  private static byte[] header(Map<String, Tensor> tensors) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json =
        JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      long at = 0;
      for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
        json.writeObjectPropertyStart(entry.getKey());
        json.writeStringProperty("dtype", "F32");
        json.writeName("shape");
        json.writeArray(entry.getValue().shape(), 0, entry.getValue().shape().length);
        json.writeName("data_offsets");
        long end = at + (long) entry.getValue().values().length * Float.BYTES;
        json.writeArray(new long[] {at, end}, 0, 2);
        at = end;
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    byte[] text = out.toByteArray();
    byte[] padded = Arrays.copyOf(text, (text.length + PREFIX - 1) / PREFIX * PREFIX);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }
}
