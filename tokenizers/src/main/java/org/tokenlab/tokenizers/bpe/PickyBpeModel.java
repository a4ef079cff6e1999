package org.tokenlab.tokenizers.bpe;

import java.util.Arrays;
import java.util.List;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.StepMerger;
import org.tokenlab.tokenizers.internal.merge.StepTable;
import org.tokenlab.tokenizers.internal.unicode.ByteCharacters;

/// Byte-level BPE that does its steps in order, each once: PickyBPE (Chizhov et al. 2024), as
/// fastboundlessbpe runs it inside words.
///
/// A piece starts as its bytes. Of the steps that apply to it the first is done at all its places
/// from left to right; then, of those *after* it, the first that applies, until none does. A
/// deletion takes a token apart. Where nothing is deleted this is what [BpeModel] does, but for
/// lists that merge a pair whose parts come about later: here that merge is past.
///
/// Merges pieces in O(n log n), and remembers short ones as [BpeModel] does. Immutable and
/// thread-safe.
public final class PickyBpeModel implements TokenizerModel {
  private final Vocabulary vocabulary;
  private final BpeSteps steps;
  private final StepTable table;
  private final int[] lengths; // by symbol
  private final int[] idOf; // by symbol
  private final int[] wholePieces;

  private PickyBpeModel(
      Vocabulary vocabulary,
      BpeSteps steps,
      StepTable table,
      int[] lengths,
      int[] idOf,
      int[] wholePieces) {
    this.vocabulary = vocabulary;
    this.steps = steps;
    this.table = table;
    this.lengths = lengths;
    this.idOf = idOf;
    this.wholePieces = wholePieces;
  }

  /// A model of these steps. Tokens that the steps name need not be in the vocabulary: deleted ones
  /// are not. If one is left when a piece is done, encoding throws an `IllegalStateException`, as
  /// fastboundlessbpe does.
  ///
  /// @throws IllegalArgumentException if a byte that UTF-8 text can hold is no token, or there are
  ///   2²¹ tokens or steps or more
  public static PickyBpeModel of(Vocabulary vocabulary, BpeSteps steps) {
    List<byte[]> symbols = steps.symbols();
    BpeModel.requireFew(Math.max(vocabulary.idLimit(), steps.size()), "ids and steps");
    int[] lengths = new int[symbols.size()];
    int[] idOf = new int[symbols.size()];
    for (int symbol = 0; symbol < idOf.length; symbol++) {
      lengths[symbol] = symbols.get(symbol).length;
      idOf[symbol] = vocabulary.id(symbols.get(symbol));
    }
    for (int b = 0; b < 256; b++) {
      if (BpeModel.occursInUtf8(b) && idOf[b] == Vocabulary.NONE) {
        throw new IllegalArgumentException(
            "byte-level BPE needs a token for each byte that UTF-8 text can hold; byte 0x%02X has"
                    .formatted(b)
                + " none");
      }
    }
    StepTable table = new StepTable(idOf.length, steps.raw());
    return new PickyBpeModel(vocabulary, steps, table, lengths, idOf, new int[0]);
  }

  /// This model, with pieces that are not merged: one that is the bytes of one of these tokens is
  /// that token.
  public PickyBpeModel withWholePieces(int[] ids) {
    return new PickyBpeModel(vocabulary, steps, table, lengths, idOf, ids.clone());
  }

  /// The steps.
  public BpeSteps steps() {
    return steps;
  }

  /// The tokens that are found whole; a copy.
  public int[] wholePieces() {
    return wholePieces.clone();
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public String tokenText(int id) {
    return ByteCharacters.textOf(vocabulary.bytes(id));
  }

  @Override
  public int idOfText(String text) {
    byte[] bytes = ByteCharacters.bytesOf(text);
    return bytes == null ? Vocabulary.NONE : vocabulary.id(bytes);
  }

  /// [InvalidUtf8#REPLACE]: the peers take text only.
  @Override
  public InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.REPLACE;
  }

  @Override
  public PieceEncoder newEncoder() {
    PieceMerge merge = merging(new StepMerger(table, lengths, true));
    if (wholePieces.length > 0) {
      merge = PieceMerge.lookingUp(only(wholePieces), merge);
    }
    return new BpeEncoder(vocabulary, merge, WordCache.ofSetting(), () -> null, LongPieces.MERGED);
  }

  private Vocabulary only(int[] ids) {
    byte[][] tokens = new byte[vocabulary.idLimit()][];
    Arrays.fill(tokens, new byte[0]);
    for (int id : ids) {
      tokens[id] = vocabulary.bytes(id);
    }
    return Vocabulary.of(tokens);
  }

  private PieceMerge merging(StepMerger merger) {
    return (utf8, from, to, ids, at) -> {
      int length = to - from;
      int[] symbols = merger.room(length);
      for (int i = 0; i < length; i++) {
        symbols[i] = utf8[from + i] & 0xFF; // bytes are the first symbols
      }
      int left = merger.merge(length);
      for (int i = 0; i < left; i++) {
        int id = idOf[symbols[i]];
        if (id < 0) {
          throw new IllegalStateException(
              "the model's steps leave \""
                  + ByteCharacters.textOf(steps.symbols().get(symbols[i]))
                  + "\", which they delete, and which is no token of its vocabulary");
        }
        ids[at + i] = id;
      }
      merger.release();
      return at + left;
    };
  }
}
