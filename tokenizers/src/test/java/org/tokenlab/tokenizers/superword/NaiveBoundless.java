package org.tokenlab.tokenizers.superword;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// BoundlessBPE as fastboundlessbpe's Python spells it out, over texts whose characters stand for
/// bytes. Slow.
///
/// @param steps `{left, right}` merges; `{token, "", part, part, …}` takes apart
/// @param supermerges of words, in order
/// @param wholeWords the tokens that a word is looked up among
record NaiveBoundless(List<String[]> steps, List<String[]> supermerges, Set<String> wholeWords) {

  /// The tokens of a text that is split into these words.
  List<String> tokens(List<String> words) {
    List<List<String>> chunks = new ArrayList<>();
    for (String word : words) {
      chunks.add(wholeWords.contains(word) ? List.of(word) : word(word));
    }
    Set<String> mayJoin = new HashSet<>();
    supermerges.forEach(pair -> mayJoin.addAll(List.of(pair)));
    List<String> tokens = new ArrayList<>();
    int i = 0;
    while (i < chunks.size()) {
      List<String> run = new ArrayList<>();
      while (i < chunks.size()
          && chunks.get(i).size() == 1
          && mayJoin.contains(chunks.get(i).getFirst())) {
        run.add(chunks.get(i++).getFirst());
      }
      tokens.addAll(run(run));
      if (i < chunks.size()) {
        tokens.addAll(chunks.get(i++));
      }
    }
    return tokens;
  }

  private List<String> word(String word) {
    List<String> bytes = new ArrayList<>();
    word.chars().forEach(c -> bytes.add(Character.toString(c)));
    List<String> tokens = bytes;
    // Each step once, in order: one that does not apply changes nothing.
    for (String[] step : steps) {
      List<String> next = new ArrayList<>();
      for (int i = 0; i < tokens.size(); i++) {
        boolean deletion = step[1].isEmpty();
        if (deletion && tokens.get(i).equals(step[0])) {
          next.addAll(List.of(step).subList(2, step.length));
        } else if (!deletion
            && i + 1 < tokens.size()
            && tokens.get(i).equals(step[0])
            && tokens.get(i + 1).equals(step[1])) {
          next.add(step[0] + step[1]);
          i++;
        } else {
          next.add(tokens.get(i));
        }
      }
      tokens = next;
    }
    return tokens;
  }

  private List<String> run(List<String> words) {
    List<String> run = words;
    while (true) {
      String[] first = null;
      for (String[] pair : supermerges) {
        for (int i = 0; i + 1 < run.size() && first == null; i++) {
          first = run.get(i).equals(pair[0]) && run.get(i + 1).equals(pair[1]) ? pair : null;
        }
        if (first != null) {
          break;
        }
      }
      if (first == null) {
        return run;
      }
      List<String> next = new ArrayList<>();
      for (int i = 0; i < run.size(); i++) {
        if (i + 1 < run.size() && run.get(i).equals(first[0]) && run.get(i + 1).equals(first[1])) {
          next.add(first[0] + first[1]);
          i++;
        } else {
          next.add(run.get(i));
        }
      }
      run = next;
    }
  }
}
