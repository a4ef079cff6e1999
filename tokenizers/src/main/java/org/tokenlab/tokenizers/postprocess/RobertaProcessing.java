package org.tokenlab.tokenizers.postprocess;

import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.PostProcessor;

/// HF's RobertaProcessing: `<s> A </s>`, or `<s> A </s> </s> B </s>`, all with type id 0.
///
/// @param sep the separator's text
/// @param sepId its id
/// @param cls the text of the token in front
/// @param clsId its id
/// @param trimOffsets whether white space at the ends of tokens is taken from their spans
/// @param addPrefixSpace whether the pre-tokenizer put a space in front; matters for trimming only
public record RobertaProcessing(
    String sep, int sepId, String cls, int clsId, boolean trimOffsets, boolean addPrefixSpace)
    implements PostProcessor {
  @Override
  public int addedTokens(boolean pair) {
    return pair ? 4 : 2;
  }

  @Override
  public List<Encoding> process(List<Encoding> encodings, boolean addSpecialTokens) {
    List<Encoding> processed = new ArrayList<>(encodings.size());
    for (Encoding encoding : encodings) {
      Encoding trimmed = trimOffsets ? encoding.withTrimmedOffsets(addPrefixSpace) : encoding;
      Encoding typed = trimmed.withTypeId(0);
      processed.add(addSpecialTokens ? framed(typed, processed.isEmpty()) : typed);
    }
    return processed;
  }

  private Encoding framed(Encoding encoding, boolean first) {
    Encoding typed =
        encoding.withOverflowing(
            encoding.overflowing().stream().map(rest -> rest.withTypeId(0)).toList());
    Encoding separator = Encoding.ofSpecialTokens(new int[] {sepId}, List.of(sep), 0);
    Encoding front =
        first ? Encoding.ofSpecialTokens(new int[] {clsId}, List.of(cls), 0) : separator;
    return Encoding.concat(List.of(front, typed.asPlainSequence(first ? 0 : 1), separator));
  }
}
