package org.tokenlab.training.internal.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.TrainingCheckpoint;

/// All settings of a run that show in its result, as lines `name: value`.
public final class RunSettings {
  private final SequencedMap<String, String> lines = new LinkedHashMap<>();

  /// Settings that all kinds have.
  ///
  /// @param kind of the model
  public RunSettings(String kind, TrainingCheckpoint checkpoint, CountingSettings counting) {
    with("kind", kind);
    with("corpus", checkpoint.corpus());
    with("min-word-count", counting.minCount());
  }

  /// Adds a setting whose `toString` tells all of it.
  public RunSettings with(String name, Object value) {
    lines.put(
        name, value.toString().replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
    return this;
  }

  /// Adds how texts are split.
  public RunSettings withPreTokenizer(PreTokenizer preTokenizer) {
    return with(
        "pre-tokenizer",
        SplitPattern.of(preTokenizer).map(SplitPattern::id).orElseGet(preTokenizer::toString));
  }

  /// The lines.
  String text() {
    StringBuilder text = new StringBuilder();
    lines.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }

  /// The first difference to what another run wrote: `ties: BEST wanted, found HF`; empty if there
  /// is none.
  String difference(String text) {
    Map<String, String> found = new TreeMap<>();
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(": ");
      found.put(
          colon < 0 ? line : line.substring(0, colon), line.substring(Math.max(0, colon + 2)));
    }
    for (Map.Entry<String, String> line : lines.entrySet()) {
      String value = found.remove(line.getKey());
      if (!line.getValue().equals(value)) {
        return line.getKey()
            + ": \""
            + line.getValue()
            + "\" wanted, found "
            + (value == null ? "nothing" : "\"" + value + "\"");
      }
    }
    return found.isEmpty() ? "" : "there is a setting " + found.keySet().iterator().next();
  }
}
