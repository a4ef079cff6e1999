package org.tokenlab.tokenizers.postprocess;

import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.PostProcessor;

/// HF's ByteLevel post-processor: takes white space at the ends of tokens from their spans, and
/// adds no token.
///
/// Like HF's it marks the n-th encoding that it is given as sequence n, so that after a
/// [TemplateProcessing] special tokens count as sequences too.
///
/// @param addPrefixSpace whether the pre-tokenizer put a space in front: then a single space at the
///   start of the first token, or of one at offset 0, stays
/// @param trimOffsets whether it does anything to spans
/// @param useRegex kept for saving; means nothing here
public record ByteLevelProcessing(boolean addPrefixSpace, boolean trimOffsets, boolean useRegex)
    implements PostProcessor {
  @Override
  public int addedTokens(boolean pair) {
    return 0;
  }

  @Override
  public List<Encoding> process(List<Encoding> encodings, boolean addSpecialTokens) {
    List<Encoding> processed = new ArrayList<>(encodings.size());
    for (Encoding encoding : encodings) {
      Encoding trimmed = trimOffsets ? encoding.withTrimmedOffsets(addPrefixSpace) : encoding;
      processed.add(trimmed.withSequence(processed.size()));
    }
    return processed;
  }
}
