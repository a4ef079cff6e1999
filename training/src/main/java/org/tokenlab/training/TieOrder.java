package org.tokenlab.training;

import org.tokenlab.training.internal.merge.PairOrder;

/// Which of several pairs with the same count is merged first.
///
/// A total order, so that one text has one result. [#BEST] and [#HF] take the pair whose left id is
/// smallest, then the one whose right id is smallest; they differ in how the 256 bytes are
/// numbered. Merged tokens are numbered from 256 on in the order they are made.
public enum TieOrder {
  /// Byte `b` has id `b`. The order of rustbpe, bpeasy and gigatoken's `raw_token_ids`.
  BEST,
  /// Bytes are numbered as in GPT-2's alphabet and the published r50k, cl100k and o200k ranks:
  /// first the printable ones (0x21–0x7E, 0xA1–0xAC, 0xAE–0xFF), then the others (0x00–0x20,
  /// 0x7F–0xA0, 0xAD), so that a space is 220. The order of Hugging Face's `BpeTrainer` with
  /// `ByteLevel.alphabet()` as initial alphabet.
  HF,
  /// The pair that comes first in the texts as they stand encoded, the one nearest to the start of
  /// the first text; byte `b` has id `b`. The order of minbpe, whose counts are in a Python `dict`,
  /// which keeps the order in which keys came.
  ///
  /// So the order of texts, and of words in them, makes a difference: training takes texts and no
  /// counts, and counts on one thread. Memory is that of the distinct words all the same.
  MINBPE;

  /// The byte with each id from 0 to 255.
  byte[] bytesById() {
    byte[] bytes = new byte[256];
    int printable = 0;
    int other = 188;
    for (int b = 0; b < 256; b++) {
      if (this != HF) {
        bytes[b] = (byte) b;
      } else if (isPrintable(b)) {
        bytes[printable++] = (byte) b;
      } else {
        bytes[other++] = (byte) b;
      }
    }
    return bytes;
  }

  PairOrder pairOrder() {
    return this == MINBPE ? PairOrder.BY_PLACE : PairOrder.BY_ID;
  }

  private static boolean isPrintable(int b) {
    return (b >= 0x21 && b <= 0x7E) || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
  }
}
