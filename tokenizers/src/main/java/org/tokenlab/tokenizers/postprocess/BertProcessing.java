package org.tokenlab.tokenizers.postprocess;

import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.PostProcessor;

/// HF's BertProcessing: `[CLS] A [SEP]`, or `[CLS] A [SEP] B [SEP]` with type id 1 from B on.
///
/// @param sep the separator's text
/// @param sepId its id
/// @param cls the text of the token in front
/// @param clsId its id
public record BertProcessing(String sep, int sepId, String cls, int clsId)
    implements PostProcessor {
  @Override
  public int addedTokens(boolean pair) {
    return pair ? 3 : 2;
  }

  @Override
  public List<Encoding> process(List<Encoding> encodings, boolean addSpecialTokens) {
    if (!addSpecialTokens) {
      return encodings;
    }
    List<Encoding> processed = new ArrayList<>(encodings.size());
    for (Encoding encoding : encodings) {
      boolean first = processed.isEmpty();
      List<Encoding> parts = new ArrayList<>(3);
      if (first) {
        parts.add(Encoding.ofSpecialTokens(new int[] {clsId}, List.of(cls), 0));
      }
      parts.add(encoding.asPlainSequence(first ? 0 : 1));
      parts.add(Encoding.ofSpecialTokens(new int[] {sepId}, List.of(sep), first ? 0 : 1));
      processed.add(Encoding.concat(parts));
    }
    return processed;
  }
}
