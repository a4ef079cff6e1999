package org.tokenlab.analysis.characters;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/// Score on CUTE (Edman, Schmid and Fraser 2024, "CUTE: Measuring LLMs' Understanding of Their
/// Tokens"): the share of answers that are the label, letter for letter.
///
/// As in the authors' code, answers and labels of the tasks on words are compared in lower case,
/// those of the tasks on characters as they are.
public final class CuteScore {
  private static final Set<String> WORD_TASKS =
      Set.of("ins_word", "del_word", "sub_word", "swap_word", "contains_word");

  private CuteScore() {}

  /// What counts as the answer in a model's output: the text between the first two quotation marks
  /// after the last `Answer:`, before any `</s>`. Empty where there is no opening quotation mark,
  /// which is wrong; a missing closing one is forgiven.
  public static String answer(String output) {
    String text =
        output.substring(
            output.lastIndexOf("Answer:") < 0
                ? 0
                : output.lastIndexOf("Answer:") + "Answer:".length());
    int end = text.indexOf("</s>");
    text = end < 0 ? text : text.substring(0, end);
    int open = text.indexOf('"');
    if (open < 0) {
      return "";
    }
    int close = text.indexOf('"', open + 1);
    return close < 0 ? text.substring(open + 1) : text.substring(open + 1, close);
  }

  /// Share of right answers, in [0, 1]; empty without any.
  ///
  /// @param task name of the task, as `spell` or `ins_word`
  /// @param answers taken out of the outputs already, see [#answer]
  /// @param labels as many
  /// @throws IllegalArgumentException for different numbers of answers and labels
  public static OptionalDouble accuracy(String task, List<String> answers, List<String> labels) {
    if (answers.size() != labels.size()) {
      throw new IllegalArgumentException(
          "an answer for each label wanted; got " + answers.size() + " and " + labels.size());
    }
    boolean words = WORD_TASKS.contains(task);
    int right = 0;
    for (int i = 0; i < answers.size(); i++) {
      String answer = answers.get(i);
      String label = labels.get(i);
      right +=
          words
              ? answer.toLowerCase(Locale.ROOT).equals(label.toLowerCase(Locale.ROOT)) ? 1 : 0
              : answer.equals(label) ? 1 : 0;
    }
    return labels.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) right / labels.size());
  }
}
