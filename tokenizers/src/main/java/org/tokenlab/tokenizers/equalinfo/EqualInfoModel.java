package org.tokenlab.tokenizers.equalinfo;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.unicode.ByteCharacters;

/// Equal-Info Windows: text compressed by a model of bytes, in windows of equally many bits, whose
/// bits are the tokens.
///
/// A window takes as many bytes as its bits can tell under the [BytePredictor], which begins anew
/// in each window; the windows are cut into tokens of 8 or 16 bits. After Lester et al. 2024,
/// "Training LLMs over Neurally Compressed Text", but for how a window tells where it ends:
/// `WindowInterval` has the rule, by which every sequence of bytes comes back, whatever follows it.
///
/// - **Offsets**: all tokens of a window stand for the bytes of the window.
/// - **Vocabulary**: where a window is one token (16 bits of both), each id is a byte string; id 0
///   is the empty one, which no text gives. Else an id is a part of a number and has no bytes of
///   its own.
/// - **Costs**: O(n). Windows of 16 bits go through a table of all of them, which takes 0.1 s when
///   first needed; others are calculated.
/// - **Cuts**: a token may join any two bytes and what a window holds depends on where it begins,
///   so no text can be cut: streaming and parallel encoding work on whole pieces. Put a
///   [org.tokenlab.tokenizers.PreTokenizer] before it where lines should stand for themselves.
///
/// Immutable and thread-safe.
public final class EqualInfoModel implements TokenizerModel {
  /// The narrowest window, in bits.
  public static final int LEAST_WINDOW_BITS = 16;

  /// The widest window, in bits; text that takes more than one of these is rare, and such a window
  /// is arithmetic coding without windows.
  public static final int MOST_WINDOW_BITS = 1 << 24;

  private static final int SLOTS = 1 << 16;

  private final BytePredictor predictor;
  private final int windowBits;
  private final int tokenBits;
  private final AtomicReferenceArray<@Nullable WindowReader> readers =
      new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());
  private volatile @Nullable WindowTree tree;
  private volatile @Nullable Vocabulary vocabulary;

  /// Windows of `windowBits` bits, under `predictor`.
  ///
  /// @param windowBits from 16 to 2²⁴, a multiple of `tokenBits`
  /// @param tokenBits 8, for ids below 256, or 16, for ids below 65,536
  /// @throws IllegalArgumentException for other numbers
  public EqualInfoModel(BytePredictor predictor, int windowBits, int tokenBits) {
    if (tokenBits != 8 && tokenBits != 16) {
      throw new IllegalArgumentException("a token has 8 or 16 bits; got " + tokenBits);
    }
    if (windowBits < LEAST_WINDOW_BITS
        || windowBits > MOST_WINDOW_BITS
        || windowBits % tokenBits != 0) {
      throw new IllegalArgumentException(
          "a window has from %,d to %,d bits, a multiple of the token's %d; got %,d"
              .formatted(LEAST_WINDOW_BITS, MOST_WINDOW_BITS, tokenBits, windowBits));
    }
    int precision = predictor.precision();
    if (precision < BytePredictor.LEAST_PRECISION || precision > BytePredictor.MOST_PRECISION) {
      throw new IllegalArgumentException(
          "a predictor's precision is from "
              + BytePredictor.LEAST_PRECISION
              + " to "
              + BytePredictor.MOST_PRECISION
              + " bits; got "
              + precision);
    }
    this.predictor = predictor;
    this.windowBits = windowBits;
    this.tokenBits = tokenBits;
  }

  /// The model of bytes.
  public BytePredictor predictor() {
    return predictor;
  }

  /// Bits of a window.
  public int windowBits() {
    return windowBits;
  }

  /// Bits of a token: 8 or 16.
  public int tokenBits() {
    return tokenBits;
  }

  /// Number of tokens of a window.
  public int tokensPerWindow() {
    return windowBits / tokenBits;
  }

  /// A tokenizer of this model alone, whose text is one piece.
  ///
  /// @param name for messages and tables
  public Tokenizer tokenizer(String name) {
    return Tokenizer.builder(name, this).build();
  }

  @Override
  public Vocabulary vocabulary() {
    Vocabulary made = vocabulary;
    if (made == null) {
      made =
          windowBits == tokenBits
              ? WindowVocabulary.of(windowTree())
              : new PartVocabulary(1 << tokenBits);
      vocabulary = made; // by two threads at worst, to the same effect
    }
    return made;
  }

  private boolean hasTree() {
    return windowBits == 16;
  }

  private WindowTree windowTree() {
    WindowTree made = tree;
    if (made == null) {
      made = new WindowTree(predictor);
      tree = made;
    }
    return made;
  }

  @Override
  public PieceEncoder newEncoder() {
    return hasTree()
        ? new WindowEncoder.ByTree(windowTree(), tokensPerWindow())
        : new WindowEncoder.ByCalculation(
            new WindowWriter(predictor, windowBits, SLOTS), tokensPerWindow());
  }

  @Override
  public InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.TAIL_IS_ONE_PIECE;
  }

  @Override
  public int decodingGroup() {
    return tokensPerWindow();
  }

  /// A window in GPT-2's alphabet of bytes where it is one token; else the token's bits in
  /// hexadecimal, `<0xF3>` or `<0xF31A>`.
  @Override
  public String tokenText(int id) {
    return windowBits == tokenBits
        ? ByteCharacters.textOf(vocabulary().bytes(id))
        : PartVocabulary.text(id, tokenBits);
  }

  @Override
  public int idOfText(String text) {
    return windowBits == tokenBits
        ? idOfWindow(ByteCharacters.bytesOf(text))
        : PartVocabulary.id(text, tokenBits);
  }

  private int idOfWindow(byte @Nullable [] bytes) {
    return bytes == null ? Vocabulary.NONE : vocabulary().id(bytes);
  }

  /// The bytes that the windows stand for together. A window that no text gives is read, too: a
  /// language model may write any.
  ///
  /// @throws IllegalArgumentException for an id that is none, or where the last window lacks tokens
  @Override
  public byte[] decode(int... ids) {
    int each = tokensPerWindow();
    for (int id : ids) {
      if (id < 0 || id >>> tokenBits != 0) {
        throw new IllegalArgumentException(
            "no token has id " + id + "; ids are from 0 to " + ((1 << tokenBits) - 1));
      }
    }
    if (ids.length % each != 0) {
      throw new IllegalArgumentException(
          "a window is %d tokens; got %,d tokens, which is %,d windows and %d tokens"
              .formatted(each, ids.length, ids.length / each, ids.length % each));
    }
    return hasTree() ? ofTree(windowTree(), ids, each) : calculated(ids, each);
  }

  private static byte[] ofTree(WindowTree tree, int[] ids, int each) {
    long length = 0;
    for (int i = 0; i < ids.length; i += each) {
      length += tree.length(code(ids, i, each));
    }
    byte[] bytes = new byte[Math.toIntExact(length)];
    int at = 0;
    for (int i = 0; i < ids.length; i += each) {
      at = tree.copy(code(ids, i, each), bytes, at);
    }
    return bytes;
  }

  private static int code(int[] ids, int at, int each) {
    return each == 1 ? ids[at] : ids[at] << 8 | ids[at + 1];
  }

  private byte[] calculated(int[] ids, int each) {
    WindowReader reader = takeReader();
    byte[] code = new byte[windowBits / 8];
    ByteBuilder bytes = new ByteBuilder(4 * ids.length);
    for (int i = 0; i < ids.length; i += each) {
      int at = 0;
      for (int k = 0; k < each; k++) {
        int id = ids[i + k];
        if (tokenBits == 16) {
          code[at++] = (byte) (id >>> 8);
        }
        code[at++] = (byte) id;
      }
      reader.read(code, bytes);
    }
    giveBack(reader);
    return bytes.toArray();
  }

  private WindowReader takeReader() {
    for (int i = 0; i < readers.length(); i++) {
      WindowReader reader = readers.getPlain(i);
      if (reader != null && readers.compareAndSet(i, reader, null)) {
        return reader;
      }
    }
    return new WindowReader(predictor, windowBits, SLOTS);
  }

  private void giveBack(WindowReader reader) {
    for (int i = 0; i < readers.length(); i++) {
      if (readers.getPlain(i) == null && readers.compareAndSet(i, null, reader)) {
        return;
      }
    }
  }

  /// The sizes of windows and tokens.
  @Override
  public String toString() {
    return "windows of " + windowBits + " bits, tokens of " + tokenBits;
  }
}
