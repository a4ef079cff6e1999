package org.tokenlab.analysis.characters;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.tokenlab.analysis.records.DataRecord;
import org.tokenlab.tokenizers.TextUnit;

/// How much longer a model's answers are than need be: YapScore and YapIndex (Borisov et al. 2026,
/// "Do Chatbot LLMs Talk Too Much?").
///
/// YapScore is `max(0, length of the response − length of a minimal sufficient answer)`, in
/// characters, so no tokenizer has a say. YapIndex is the mean over categories, each with the same
/// weight, of the category's median YapScore. The paper does not say which characters: name the
/// unit.
public final class YapScore {
  private YapScore() {}

  /// A model's response.
  ///
  /// @param category of the prompt: `A`, `B`, `C` in YapBench
  /// @param baseline a minimal sufficient answer
  /// @param response what the model said
  public record Response(String category, String baseline, String response) {
    /// Reads `category`, `baseline` and `response` of a record.
    ///
    /// @throws IOException if it lacks one
    public static Response of(DataRecord entry) throws IOException {
      return new Response(entry.text("category"), entry.text("baseline"), entry.text("response"));
    }
  }

  /// The excess length of one response, >= 0.
  public static int of(Response response, TextUnit unit) {
    return Math.max(0, unit.length(response.response) - unit.length(response.baseline));
  }

  /// Median YapScore by category, in the order of their names. Of an even number, the mean of the
  /// two in the middle.
  public static Map<String, Double> medians(List<Response> responses, TextUnit unit) {
    Map<String, List<Integer>> scores = new TreeMap<>();
    for (Response response : responses) {
      scores.computeIfAbsent(response.category, c -> new ArrayList<>()).add(of(response, unit));
    }
    Map<String, Double> medians = new TreeMap<>();
    scores.forEach((category, list) -> medians.put(category, median(list)));
    return medians;
  }

  private static double median(List<Integer> scores) {
    int[] sorted = scores.stream().mapToInt(Integer::intValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : ((double) sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// YapIndex, in `unit`; empty without responses.
  public static OptionalDouble index(List<Response> responses, TextUnit unit) {
    return Arrays.stream(medians(responses, unit).values().stream().mapToDouble(d -> d).toArray())
        .average();
  }
}
