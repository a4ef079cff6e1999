package org.tokenlab.tokenizers.postprocess;

import java.util.List;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.PostProcessor;

/// One post-processor after the other: HF's Sequence. Each sees what the one before returned, which
/// after a [TemplateProcessing] is one encoding for every part of the template.
public record PostProcessorSequence(List<PostProcessor> processors) implements PostProcessor {
  /// Copies the list.
  public PostProcessorSequence {
    processors = List.copyOf(processors);
  }

  @Override
  public int addedTokens(boolean pair) {
    return processors.stream().mapToInt(processor -> processor.addedTokens(pair)).sum();
  }

  @Override
  public List<Encoding> process(List<Encoding> encodings, boolean addSpecialTokens) {
    List<Encoding> processed = encodings;
    for (PostProcessor processor : processors) {
      processed = processor.process(processed, addSpecialTokens);
    }
    return processed;
  }
}
