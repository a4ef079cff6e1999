package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.baseline.Baseline;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `info`: what a tokenizer is.
@Command(name = "info", description = "Describes a tokenizer.")
final class InfoCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Parameters(paramLabel = "T", description = "A name or a model file.")
  private String tokenizer = "";

  @Option(
      names = "--pattern",
      paramLabel = "NAME",
      description = "Splitting pattern for a .tiktoken file that is not a published one.")
  private @Nullable String pattern;

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  InfoCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, Object> facts = facts(TokenizerChoice.of(tokenizer, pattern));
    streams.print(json ? json(facts) : table(facts));
    return ExitCode.DONE;
  }

  private static Map<String, Object> facts(TokenizerChoice choice) {
    Tokenizer tokenizer = choice.tokenizer();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("tokenizer", choice.given());
    facts.put("kind", kind(tokenizer));
    Vocabulary vocabulary = tokenizer.vocabulary();
    if (vocabulary.size() > 0) {
      facts.put("tokens", vocabulary.size());
      facts.put("largest_id", Math.max(vocabulary.idLimit() - 1, tokenizer.addedTokens().maxId()));
    }
    if (tokenizer.model() instanceof BpeModel model) {
      facts.put("merge_rule", rule(model));
      model.merges().ifPresent(merges -> facts.put("merges", merges.size()));
      facts.put("longest_token_bytes", longest(vocabulary));
      SplitPattern.of(tokenizer.preTokenizer())
          .ifPresent(split -> {
            facts.put("pattern", split.id());
            facts.put("pattern_regex", split.regex());
          });
    }
    AddedTokens specials = tokenizer.addedTokens();
    if (specials.size() > 0) {
      Map<String, Integer> ids = new LinkedHashMap<>();
      specials.specialTexts().stream()
          .sorted(java.util.Comparator.comparing(text -> specials.id(text).orElseThrow()))
          .forEach(text -> ids.put(text, specials.id(text).orElseThrow()));
      facts.put("special_tokens", ids);
    }
    return facts;
  }

  private static String kind(Tokenizer tokenizer) {
    return Baseline.byId(tokenizer.name()).filter(b -> b.tokenizer() == tokenizer).isPresent()
        ? "baseline"
        : tokenizer.model() instanceof BpeModel
            ? "byte-level BPE"
            : tokenizer.model().getClass().getSimpleName();
  }

  private static String rule(BpeModel model) {
    return model.merges().isEmpty()
        ? "tiktoken: lowest rank of the concatenation"
        : model.wholePieceFirst()
            ? "merge list; a piece that is a token stays whole"
            : "merge list";
  }

  private static int longest(Vocabulary vocabulary) {
    int longest = 0;
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      if (vocabulary.contains(id)) {
        longest = Math.max(longest, vocabulary.length(id));
      }
    }
    return longest;
  }

  private static String table(Map<String, Object> facts) {
    TextTable table = new TextTable("ll");
    facts.forEach((name, value) ->
        table.row(
            name.replace('_', ' ').toLowerCase(Locale.ROOT),
            value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                    .map(e -> e.getKey() + " = " + e.getValue())
                    .collect(Collectors.joining(", "))
                : value.toString()));
    return table.toString();
  }

  private static String json(Map<String, Object> facts) {
    return Json.text(json -> {
      json.writeStartObject();
      facts.forEach((name, value) -> {
        switch (value) {
          case Integer number -> json.writeNumberProperty(name, number);
          case Map<?, ?> map -> {
            json.writeObjectPropertyStart(name);
            map.forEach((key, id) -> json.writeNumberProperty(key.toString(), (Integer) id));
            json.writeEndObject();
          }
          default -> json.writeStringProperty(name, value.toString());
        }
      });
      json.writeEndObject();
    });
  }
}
