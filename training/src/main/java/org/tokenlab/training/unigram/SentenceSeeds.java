package org.tokenlab.training.unigram;

import org.tokenlab.training.internal.sentencepiece.PieceRules;

/// Seeds as SentencePiece 0.2.3 finds them: among the strings that repeat in the whole sentences.
///
/// Its rule, in bytes: a string counts if at two places or more it is followed by different bytes,
/// a zero standing for the end of a sentence. So a word that always ends before a space is none;
/// nor is a string behind which several characters come, all with the same first byte. Where the
/// string with the zero is such a string too, which needs the text's end, its occurrences count
/// twice.
final class SentenceSeeds {
  private final byte[] text;
  private final PieceRules rules;

  private SentenceSeeds(byte[] text, PieceRules rules) {
    this.text = text;
    this.rules = rules;
  }

  /// Adds the best strings to `seeds`.
  ///
  /// @param text sentences, each with a zero after it, and [RepeatedStrings#PADDING]
  /// @param length of the text
  static void find(byte[] text, int length, PieceRules rules, int most, int threads, Seeds seeds) {
    SentenceSeeds search = new SentenceSeeds(text, rules);
    RepeatedStrings strings =
        new RepeatedStrings(
            text, length, new RepeatedStrings.Limits(rules.maxLength(), /* stopsAtZero= */ false));
    Candidates.concatenation(strings.forEachBucket(threads, Candidates::new, search::bucket))
        .best(most, text, seeds);
  }

  private void bucket(Candidates found, int[] suffixes, int size, short[] common) {
    new StringNodes()
        .scan(
            size,
            common,
            (from, to, depth, parentDepth, carried) -> {
              int start = suffixes[from];
              int length = text[start + depth - 1] == 0 ? depth - 1 : depth;
              long occurrences = to - from + carried;
              if (length < depth && parentDepth == length) {
                return occurrences;
              }
              if (isCandidate(start, length, depth)) {
                int codePoints = PieceList.codePoints(text, start, start + length);
                found.add(start, length, (float) occurrences * codePoints);
              }
              return 0;
            });
  }

  private boolean isCandidate(int start, int length, int depth) {
    return (text[start + depth] & 0xC0) != 0x80
        && PieceList.codePoints(text, start, start + length) > 1
        && rules.allow(text, start, start + length);
  }
}
