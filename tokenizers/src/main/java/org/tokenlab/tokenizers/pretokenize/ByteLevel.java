package org.tokenlab.tokenizers.pretokenize;

import java.util.Optional;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;

/// HF's ByteLevel pre-tokenizer but for the rewriting of bytes as characters, which byte-level
/// models do without; see [ByteAlphabet].
///
/// @param addPrefixSpace whether a space is put in front of each piece that does not begin with one
/// @param trimOffsets kept for saving; means nothing here
/// @param useRegex whether pieces are then split by GPT-2's pattern
public record ByteLevel(boolean addPrefixSpace, boolean trimOffsets, boolean useRegex)
    implements PreTokenizer {
  private Splitter cutting() {
    return useRegex ? SplitPattern.GPT2.preTokenizer() : PreTokenizer.none();
  }

  @Override
  public void apply(Pieces pieces) {
    if (addPrefixSpace) {
      prefix(pieces);
    }
    cutting().apply(pieces);
  }

  private static void prefix(Pieces pieces) {
    AlignedText text = pieces.text();
    text.beginRewrite();
    pieces.beginSplit();
    for (int i = 0; i < pieces.count(); i++) {
      int start = text.newLength();
      if (text.bytes()[pieces.start(i)] != ' ') {
        text.put(' ', pieces.start(i));
      }
      text.keep(pieces.start(i), pieces.end(i));
      pieces.add(start, text.newLength());
    }
    text.endRewrite();
    pieces.endSplit();
  }

  @Override
  public Optional<Splitter> splitter() {
    return addPrefixSpace ? Optional.empty() : Optional.of(cutting());
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return cutting().cutsBetween(left, right);
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return cutting().keepsApart(left, right);
  }
}
