package org.tokenlab.training.equalinfo;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.equalinfo.ContextModel;
import org.tokenlab.tokenizers.equalinfo.EqualInfoModel;
import org.tokenlab.training.TrainingResult;

/// What a run of [EqualInfoTrainer] gave. Immutable.
public final class EqualInfoTraining implements TrainingResult<EqualInfoModel> {
  private final EqualInfoModel model;
  private final ContextModel contexts;
  private final List<String> specialTokens;
  private final long textBytes;

  EqualInfoTraining(
      EqualInfoModel model, ContextModel contexts, List<String> specialTokens, long textBytes) {
    this.model = model;
    this.contexts = contexts;
    this.specialTokens = specialTokens;
    this.textBytes = textBytes;
  }

  @Override
  public EqualInfoModel model() {
    return model;
  }

  /// The model of bytes.
  public ContextModel contexts() {
    return contexts;
  }

  /// Bytes of text that the model was counted from.
  public long textBytes() {
    return textBytes;
  }

  /// 256 or 65,536: what tokens of so many bits make.
  @Override
  public int requestedSize() {
    return 1 << model.tokenBits();
  }

  @Override
  public int vocabularySize() {
    return requestedSize();
  }

  /// A tokenizer whose text is one piece; special tokens have the ids after the model's.
  @Override
  public Tokenizer tokenizer(String name) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String token : new LinkedHashSet<>(specialTokens)) {
      ids.put(token, requestedSize() + ids.size());
    }
    Tokenizer.Builder tokenizer = Tokenizer.builder(name, model);
    return (ids.isEmpty() ? tokenizer : tokenizer.addedTokens(AddedTokens.special(ids))).build();
  }

  /// The windows, the text and the model of bytes.
  @Override
  public String toString() {
    return model + "; counted from " + textBytes + " bytes, " + contexts;
  }
}
