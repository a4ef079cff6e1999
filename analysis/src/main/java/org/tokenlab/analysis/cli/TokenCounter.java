package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tokenlab.analysis.concurrent.InOrder;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.DocumentReader;
import org.tokenlab.tokenizers.TextUnit;

/// Counts the tokens of files by several tokenizers at once; each text is read once.
final class TokenCounter {
  private final List<TokenizerChoice> tokenizers;
  private final int threads;

  TokenCounter(List<TokenizerChoice> tokenizers, int threads) {
    this.tokenizers = tokenizers;
    this.threads = threads;
  }

  /// Sums over the units of one file.
  ///
  /// @param name of the file
  /// @param units how many were encoded
  /// @param tokens by tokenizer
  /// @param lengths in every unit
  record FileCounts(String name, long units, List<Long> tokens, Map<TextUnit, Long> lengths) {
    long tokens(int tokenizer) {
      return tokens.get(tokenizer);
    }

    long length(TextUnit unit) {
      return lengths.get(unit);
    }

    private FileCounts plus(FileCounts more) {
      Map<TextUnit, Long> length = new EnumMap<>(lengths);
      more.lengths.forEach((unit, l) -> length.merge(unit, l, Math::addExact));
      List<Long> sums =
          IntStream.range(0, tokens.size())
              .mapToObj(t -> Math.addExact(tokens.get(t), more.tokens.get(t)))
              .toList();
      return new FileCounts(name, units + more.units, sums, length);
    }
  }

  /// Counts each unit by itself and sums over each file, in the order of the files. Closes `units`.
  List<FileCounts> countUnits(UnitReader units, Progress progress) throws IOException {
    List<FileCounts> files = new ArrayList<>();
    long[] done = {0};
    try (units) {
      InOrder.run(
          units,
          this::count,
          part -> {
            if (part.file == files.size()) {
              files.add(part.counts);
            } else {
              files.set(part.file, files.get(part.file).plus(part.counts));
            }
            done[0] += part.counts.units();
            progress.at(done[0]);
          },
          threads);
    }
    return files;
  }

  private record Part(int file, FileCounts counts) {}

  private Part count(UnitReader.Batch batch) {
    long[] tokens = new long[tokenizers.size()];
    Map<TextUnit, Long> lengths = new EnumMap<>(TextUnit.class);
    for (TextUnit unit : TextUnit.values()) {
      lengths.put(unit, batch.texts().stream().mapToLong(unit::length).sum());
    }
    for (String text : batch.texts()) {
      for (int t = 0; t < tokens.length; t++) {
        tokens[t] += tokenizers.get(t).tokenizer().count(text);
      }
    }
    return new Part(
        batch.file(),
        new FileCounts(
            batch.source(), batch.texts().size(), Arrays.stream(tokens).boxed().toList(), lengths));
  }

  /// Counts all lines of all corpora as one text, with `separator` between any two. The text is
  /// held in memory.
  ///
  /// This is the recipe of Petrov et al. 2023 if each corpus is one file read by
  /// [org.tokenlab.corpora.ReadOptions#rawLines]: `" ".join(dev.split("\n") +
  /// devtest.split("\n"))`.
  FileCounts countJoined(List<Corpus> corpora, String separator, String name) throws IOException {
    StringBuilder joined = new StringBuilder();
    boolean first = true;
    for (Corpus corpus : corpora) {
      try (DocumentReader reader = corpus.openUnhashed()) {
        for (String line = reader.next(); line != null; line = reader.next()) {
          joined.append(first ? "" : separator).append(line);
          first = false;
        }
      }
    }
    String text = joined.toString();
    List<Long> tokens =
        IntStream.range(0, tokenizers.size())
            .parallel()
            .mapToObj(t -> (long) tokenizers.get(t).tokenizer().count(text))
            .toList();
    Map<TextUnit, Long> lengths = new EnumMap<>(TextUnit.class);
    for (TextUnit unit : TextUnit.values()) {
      lengths.put(unit, (long) unit.length(text));
    }
    return new FileCounts(name, 1, tokens, lengths);
  }
}
