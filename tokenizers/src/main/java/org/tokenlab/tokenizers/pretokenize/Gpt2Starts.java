package org.tokenlab.tokenizers.pretokenize;

import static org.tokenlab.tokenizers.internal.simd.ByteMasks.APOSTROPHE;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.BLANK;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.CONTINUATION;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.DIGIT;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.LETTER;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.SPACE;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.STRIDE;

/// Where GPT-2's pieces start, by arithmetic on masks.
///
/// A run of letters, numbers or symbols starts a piece, unless a space stands before it: that space
/// is the last of its run of white space and starts the piece instead. White space starts a piece
/// where a run of it begins, and at its last character if text follows.
final class Gpt2Starts implements PieceStarts {
  @Override
  public void find(Scanner scanner, Blocks blocks) {
    long[] masks = blocks.masks;
    // Bit 0 tells of the byte before the block.
    long letterCarry = 0;
    long numberCarry = 0;
    long symbolCarry = 0;
    long spaceCarry = 0;
    long blankCarry = 0;
    long noStartCarry = 0;
    for (int block = 0; block < blocks.count; block++) {
      int in = block * STRIDE;
      long valid = blocks.valid[block];
      long letter = masks[in + LETTER];
      long number = masks[in + DIGIT];
      long space = masks[in + SPACE];
      long blank = masks[in + BLANK];
      long symbol = valid & ~(letter | number | space);
      long afterBlank = blank << 1 | blankCarry;
      long text =
          (letter & ~(letter << 1 | letterCarry))
              | (number & ~(number << 1 | numberCarry))
              | (symbol & ~(symbol << 1 | symbolCarry));
      text &= ~afterBlank;
      long last = space & ~((space | ~valid) >>> 1 | masks[in + STRIDE + SPACE] << 63);
      long lastOfMany = last & masks[in + CONTINUATION];
      if (lastOfMany != 0) {
        PieceStarts.startCharacters(blocks, block, lastOfMany);
        last ^= lastOfMany;
      }
      long starts = blocks.starts[block] | text | last | (space & ~(space << 1 | spaceCarry));
      starts &= ~noStartCarry;
      noStartCarry = 0;
      long quoted = text & symbol & masks[in + APOSTROPHE];
      quoted &= letter >>> 1 | masks[in + STRIDE + LETTER] << 63;
      for (; quoted != 0; quoted &= quoted - 1) {
        int i = Long.numberOfTrailingZeros(quoted);
        int at = blocks.base + (block << 6) + i;
        int end = Scanner.contraction(blocks.utf8, at + 1, blocks.to, false);
        if (end > at + 1) {
          long second = 1L << i << 1;
          starts &= ~second;
          noStartCarry |= second == 0 ? 1 : 0;
          int position = end - blocks.base;
          if (position >> 6 == block) {
            starts |= 1L << position;
          } else {
            blocks.start(position);
          }
        }
      }
      blocks.starts[block] = starts & valid;
      letterCarry = letter >>> 63;
      numberCarry = number >>> 63;
      symbolCarry = symbol >>> 63;
      spaceCarry = space >>> 63;
      blankCarry = blank >>> 63;
    }
  }
}
