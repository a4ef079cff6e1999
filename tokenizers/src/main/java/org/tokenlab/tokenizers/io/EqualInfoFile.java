package org.tokenlab.tokenizers.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.equalinfo.BytePredictor;
import org.tokenlab.tokenizers.equalinfo.ContextModel;
import org.tokenlab.tokenizers.equalinfo.ContextTree;
import org.tokenlab.tokenizers.equalinfo.EqualInfoModel;
import org.tokenlab.tokenizers.equalinfo.NeuralByteModel;
import org.tokenlab.tokenizers.equalinfo.NeuralByteShape;
import org.tokenlab.tokenizers.wordpool.Tensor;
import org.tokenlab.tokenizers.wordpool.Tensors;

/// A tokenizer around an [EqualInfoModel] whose bytes a [ContextModel] predicts, or a
/// [NeuralByteModel]: `.equalinfo`.
///
/// Layout of version 1, contexts, little-endian:
///
/// | bytes | what |
/// |---|---|
/// | 0–7 | `TKLEQINF` |
/// | 8–11 | version, 1 |
/// | 12–23 | bits of a window, bits of a token, precision (bits of a frequency) |
/// | 24–39 | contexts and weights of the tree of suffixes, contexts and weights of the tree of window starts |
/// | 40–43 | bytes of JSON |
/// | 44–47 | 0 |
/// | 48–55 | CRC-32C of bytes 8 to 47 and of all from 56 on |
/// | 56– | the tree of suffixes, the tree of window starts, JSON of the other parts ([CompiledParts]) |
///
/// A tree of c contexts and w weights takes 5 · c + 3 · w bytes: the labels (c bytes), how many
/// children each context has and how many weights (2 · c bytes each), the weights' bytes (w) and
/// the weights (2 · w). Contexts are in the order of [ContextTree].
///
/// Version 2, a neural model, differs in two things: bytes 24–39 are its order, width, hidden units
/// and 0, and for the trees stand the weights, 4-byte floats, in [NeuralByteShape#tensors]' order.
///
/// The checksum is checked before anything else is believed, and the counts against the file's size
/// before anything is allocated. What the checksum can't tell (a file that was made wrongly) is
/// checked, too: order, sums, ranges.
public final class EqualInfoFile {
  private static final byte[] MAGIC = "TKLEQINF".getBytes(StandardCharsets.US_ASCII);
  private static final int CONTEXTS = 1; // versions
  private static final int NEURAL = 2;
  private static final int CHECKSUM_AT = 48;
  private static final int HEADER = 56;

  private EqualInfoFile() {}

  /// Whether a file's first bytes are those of this format.
  static boolean isSo(byte[] content) {
    return content.length >= MAGIC.length
        && Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /// Reads a file's content.
  static Tokenizer read(byte[] given, String name, String source) throws ModelFileException {
    ByteBuffer content = ByteBuffer.wrap(given).order(ByteOrder.LITTLE_ENDIAN);
    requireHeader(content, given, source);
    return content.getInt(8) == NEURAL
        ? neural(content, given.length, name, source)
        : contexts(content, given.length, name, source);
  }

  private static Tokenizer neural(ByteBuffer content, int length, String name, String source)
      throws ModelFileException {
    NeuralByteShape shape;
    try {
      shape = new NeuralByteShape(content.getInt(24), content.getInt(28), content.getInt(32));
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": byte 24: " + e.getMessage(), e);
    }
    int json = content.getInt(40);
    if (json < 0 || HEADER + 4 * shape.parameters() + json != length) {
      throw new ModelFileException(
          source
              + ": byte 24: expected sizes that add up to the file's %,d bytes; found %,d weights and %,d bytes of JSON"
                  .formatted(length, shape.parameters(), json));
    }
    content.position(HEADER);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shape
        .tensors()
        .forEach((tensor, size) -> {
          float[] values = new float[Math.toIntExact(Tensor.size(size))];
          for (int i = 0; i < values.length; i++) {
            values[i] = content.getFloat();
          }
          tensors.put(tensor, new Tensor(size, values));
        });
    try {
      BytePredictor predictor =
          new NeuralByteModel(shape, new Tensors(tensors), content.getInt(20));
      return around(predictor, content, json, name, source);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": byte 12: " + e.getMessage(), e);
    }
  }

  private static Tokenizer contexts(ByteBuffer content, int length, String name, String source)
      throws ModelFileException {
    int suffixContexts = content.getInt(24);
    int suffixWeights = content.getInt(28);
    int startContexts = content.getInt(32);
    int startWeights = content.getInt(36);
    int json = content.getInt(40);
    boolean counts =
        suffixContexts >= 1
            && suffixWeights >= 0
            && startContexts >= 1
            && startWeights >= 0
            && json >= 0;
    long size =
        HEADER
            + 5L * suffixContexts
            + 3L * suffixWeights
            + 5L * startContexts
            + 3L * startWeights
            + json;
    if (!counts || size != length) {
      throw new ModelFileException(
          source
              + ": byte 24: expected counts that add up to the file's %,d bytes; found %,d and %,d contexts with %,d and %,d weights, and %,d bytes of JSON"
                  .formatted(
                      length, suffixContexts, startContexts, suffixWeights, startWeights, json));
    }
    content.position(HEADER);
    ContextTree suffixes = tree(content, suffixContexts, suffixWeights, source);
    ContextTree starts = tree(content, startContexts, startWeights, source);
    try {
      BytePredictor predictor = new ContextModel(suffixes, starts, content.getInt(20));
      return around(predictor, content, json, name, source);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": byte 12: " + e.getMessage(), e);
    }
  }

  /// The tokenizer, whose other parts come next.
  private static Tokenizer around(
      BytePredictor predictor, ByteBuffer content, int json, String name, String source)
      throws ModelFileException {
    EqualInfoModel model = new EqualInfoModel(predictor, content.getInt(12), content.getInt(16));
    byte[] parts = new byte[json];
    content.get(parts);
    return CompiledParts.read(parts, source).around(name, model).build();
  }

  private static void requireHeader(ByteBuffer content, byte[] given, String source)
      throws ModelFileException {
    if (given.length < HEADER) {
      throw new ModelFileException(
          source
              + ": expected at least "
              + HEADER
              + " bytes; found "
              + given.length
              + ": the file is cut off");
    }
    if (!isSo(given)) {
      throw new ModelFileException(source + ": byte 0: expected TKLEQINF; found other bytes");
    }
    int version = content.getInt(8);
    if (version != CONTEXTS && version != NEURAL) {
      throw new ModelFileException(source + ": byte 8: expected version 1 or 2; found " + version);
    }
    long wanted = content.getLong(CHECKSUM_AT);
    long found = checksum(given);
    if (wanted != found) {
      throw new ModelFileException(
          source
              + ": byte "
              + CHECKSUM_AT
              + ": expected the CRC-32C %08X; found %08X: the file is damaged or cut off"
                  .formatted(wanted, found));
    }
  }

  private static long checksum(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content, 8, CHECKSUM_AT - 8);
    checksum.update(content, HEADER, content.length - HEADER);
    return checksum.getValue();
  }

  private static ContextTree tree(ByteBuffer content, int contexts, int weights, String source)
      throws ModelFileException {
    int labels = content.position();
    int children = labels + contexts;
    int ownWeights = children + 2 * contexts;
    int symbols = ownWeights + 2 * contexts;
    int values = symbols + weights;
    ContextTree.Builder tree = new ContextTree.Builder();
    int parent = -1;
    int left = 1; // children of the parent that are still to come: the root is nobody's
    int entry = 0;
    for (int node = 0; node < contexts; node++) {
      try {
        while (left == 0) {
          parent++;
          if (parent == node) {
            throw new IllegalArgumentException("it is no context's child");
          }
          left = content.getChar(children + 2 * parent);
        }
        left--;
        tree.add(parent, content.get(labels + node) & 0xFF);
        int end = entry + content.getChar(ownWeights + 2 * node);
        if (end > weights) {
          throw new IllegalArgumentException("its weights go beyond the last one");
        }
        for (; entry < end; entry++) {
          tree.entry(content.get(symbols + entry) & 0xFF, content.getChar(values + 2 * entry));
        }
      } catch (IllegalArgumentException e) {
        throw new ModelFileException(
            source + ": byte " + (labels + node) + ": context " + node + ": " + e.getMessage(), e);
      }
    }
    int missing = left;
    while (++parent < contexts) {
      missing += content.getChar(children + 2 * parent);
    }
    if (missing > 0 || entry < weights) {
      throw new ModelFileException(
          source
              + ": byte %d: expected as many contexts and weights as the contexts say; found %,d contexts too few and %,d weights too many"
                  .formatted(children, missing, weights - entry));
    }
    content.position(values + 2 * weights);
    return tree.build();
  }

  /// The file's content.
  ///
  /// @throws IllegalArgumentException if the format can't hold the tokenizer
  static byte[] write(Tokenizer tokenizer) {
    if (!(tokenizer.model() instanceof EqualInfoModel model)
        || !(model.predictor() instanceof ContextModel
            || model.predictor() instanceof NeuralByteModel)) {
      throw new IllegalArgumentException(
          ".equalinfo can't hold "
              + tokenizer.name()
              + ": it holds Equal-Info Windows over a ContextModel or a NeuralByteModel, and this is "
              + (tokenizer.model() instanceof EqualInfoModel other
                  ? "over a " + other.predictor().getClass().getSimpleName()
                  : tokenizer.model().getClass().getSimpleName()));
    }
    byte[] json = CompiledParts.write(tokenizer, ".equalinfo");
    long size =
        HEADER
            + json.length
            + (model.predictor() instanceof NeuralByteModel neural
                ? 4 * neural.shape().parameters()
                : size((ContextModel) model.predictor()));
    if (size > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          ".equalinfo can't hold " + tokenizer.name() + ": it would take " + size + " bytes");
    }
    byte[] file = new byte[(int) size];
    ByteBuffer out = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).put(MAGIC);
    if (model.predictor() instanceof NeuralByteModel neural) {
      putHeader(NEURAL, model, out);
      put(neural, json.length, out);
    } else {
      putHeader(CONTEXTS, model, out);
      put((ContextModel) model.predictor(), json.length, out);
    }
    out.put(json);
    out.putLong(CHECKSUM_AT, checksum(file));
    return file;
  }

  private static void putHeader(int version, EqualInfoModel model, ByteBuffer out) {
    out.putInt(version).putInt(model.windowBits()).putInt(model.tokenBits());
    out.putInt(model.predictor().precision());
  }

  private static void put(NeuralByteModel neural, int json, ByteBuffer out) {
    NeuralByteShape shape = neural.shape();
    out.putInt(shape.order()).putInt(shape.width()).putInt(shape.hidden()).putInt(0);
    out.putInt(json).putInt(0).putLong(0);
    for (String name : shape.tensors().keySet()) {
      for (float value : neural.tensors().get(name).values()) {
        out.putFloat(value);
      }
    }
  }

  private static void put(ContextModel contexts, int json, ByteBuffer out) {
    for (ContextTree tree : new ContextTree[] {contexts.suffixes(), contexts.starts()}) {
      out.putInt(tree.size()).putInt(tree.entries());
    }
    out.putInt(json).putInt(0).putLong(0);
    put(contexts.suffixes(), out);
    put(contexts.starts(), out);
  }

  private static long size(ContextModel contexts) {
    return size(contexts.suffixes()) + size(contexts.starts());
  }

  private static long size(ContextTree tree) {
    return 5L * tree.size() + 3L * tree.entries();
  }

  private static void put(ContextTree tree, ByteBuffer out) {
    for (int node = 0; node < tree.size(); node++) {
      out.put((byte) tree.label(node));
    }
    for (int node = 0; node < tree.size(); node++) {
      out.putChar((char) tree.children(node));
    }
    for (int node = 0; node < tree.size(); node++) {
      out.putChar((char) (tree.firstEntry(node + 1) - tree.firstEntry(node)));
    }
    for (int entry = 0; entry < tree.entries(); entry++) {
      out.put((byte) tree.symbol(entry));
    }
    for (int entry = 0; entry < tree.entries(); entry++) {
      out.putChar((char) tree.weight(entry));
    }
  }
}
