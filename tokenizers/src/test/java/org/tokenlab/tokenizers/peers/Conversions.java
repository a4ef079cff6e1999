package org.tokenlab.tokenizers.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.io.ModelFormat;

/// Everything that a tokenizer can be converted to: to each format, and from what was saved there
/// to each again, until only files come that were written before.
final class Conversions {
  private static final int MOST = 200; // files; a few are the rule

  /// What came of one conversion.
  enum Outcome {
    /// The format can't hold the tokenizer.
    REFUSED,
    /// The same files were written, and looked at, before.
    KNOWN,
    /// The ids are those of the original.
    EQUAL,
    /// They are not.
    DIFFERS
  }

  /// A conversion.
  ///
  /// @param chain the formats passed through, the original's first: `tiktoken > json`
  /// @param from the format that was loaded
  /// @param to the format that was asked for
  /// @param words the reason, the chain of the known files, or what was compared
  record Step(String chain, ModelFormat from, ModelFormat to, Outcome outcome, String words) {}

  /// Compares what was loaded again with the original.
  interface Check {
    /// Whether the ids are equal, and what was compared.
    ///
    /// @param passed the formats between the original and the saved file
    Verdict of(SavedFile saved, List<ModelFormat> passed) throws IOException;
  }

  record Verdict(boolean equal, String words) {}

  /// @param chain the formats up to this one, the original's first
  private record Loaded(List<ModelFormat> chain, Tokenizer tokenizer) {
    ModelFormat format() {
      return chain.getLast();
    }

    Loaded then(SavedFile saved) {
      List<ModelFormat> longer = new ArrayList<>(chain);
      longer.add(saved.format());
      return new Loaded(longer, saved.tokenizer());
    }

    String chain(ModelFormat to) {
      return chain.stream().map(ModelFormat::id).collect(Collectors.joining(" > "))
          + " > "
          + to.id();
    }
  }

  private Conversions() {}

  /// All conversions of a tokenizer, in the order in which they are found.
  ///
  /// @param format of the file that it was loaded from
  /// @param folder where files may be written; what is written is deleted
  static List<Step> all(Tokenizer tokenizer, ModelFormat format, Path folder, Check check)
      throws IOException {
    List<Step> steps = new ArrayList<>();
    Map<String, String> known = new HashMap<>();
    Deque<Loaded> open = new ArrayDeque<>(List.of(new Loaded(List.of(format), tokenizer)));
    while (!open.isEmpty()) {
      Loaded from = open.remove();
      for (ModelFormat to : ModelFormat.values()) {
        Path own = folder.resolve("step" + steps.size());
        steps.add(convert(from, to, own, known, open, check));
        delete(own);
      }
      if (known.size() > MOST) {
        throw new IllegalStateException("no end of different files: " + known);
      }
    }
    return steps;
  }

  private static Step convert(
      Loaded from,
      ModelFormat to,
      Path folder,
      Map<String, String> known,
      Deque<Loaded> open,
      Check check)
      throws IOException {
    SavedFile saved;
    try {
      saved = SavedFile.write(from.tokenizer, to, folder);
    } catch (IllegalArgumentException e) {
      return step(from, to, Outcome.REFUSED, String.valueOf(e.getMessage()));
    }
    String chain = from.chain(to);
    String before = known.putIfAbsent(saved.digest(), chain);
    if (before != null) {
      return step(from, to, Outcome.KNOWN, before);
    }
    open.add(from.then(saved));
    Verdict verdict = check.of(saved, from.chain.subList(1, from.chain.size()));
    return step(from, to, verdict.equal ? Outcome.EQUAL : Outcome.DIFFERS, verdict.words);
  }

  private static Step step(Loaded from, ModelFormat to, Outcome outcome, String words) {
    return new Step(from.chain(to), from.format(), to, outcome, words);
  }

  /// Deletes a folder, if it is there.
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
