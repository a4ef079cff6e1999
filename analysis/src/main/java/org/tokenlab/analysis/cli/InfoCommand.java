package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.baseline.Baseline;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.BpeSteps;
import org.tokenlab.tokenizers.bpe.CharacterBpeModel;
import org.tokenlab.tokenizers.equalinfo.EqualInfoModel;
import org.tokenlab.tokenizers.io.ModelFormat;
import org.tokenlab.tokenizers.io.SentencePieceFile;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.superword.BoundlessBpeModel;
import org.tokenlab.tokenizers.superword.WordSplitter;
import org.tokenlab.tokenizers.unigram.UnigramModel;
import org.tokenlab.tokenizers.wordpiece.WordLevelModel;
import org.tokenlab.tokenizers.wordpiece.WordPieceModel;
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
      paramLabel = "NAME|REGEX",
      description = "Splitting pattern for a .tiktoken file that is not a published one.")
  private @Nullable String pattern;

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  @Option(
      names = "--self-test",
      description =
          "Runs the texts that a SentencePiece model brings along to test its reader; exits 3 if one fails.")
  private boolean selfTest;

  InfoCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    TokenizerChoice choice = TokenizerChoice.of(tokenizer, pattern);
    Map<String, Object> facts = facts(choice);
    boolean passed = !selfTest || selfTest(facts);
    streams.print(json ? json(facts) : table(facts));
    return passed ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }

  private boolean selfTest(Map<String, Object> facts) throws IOException {
    Path path = Path.of(tokenizer);
    if (ModelFormat.ofName(path).filter(f -> f == ModelFormat.SENTENCEPIECE).isEmpty()) {
      throw new UsageException(
          "--self-test is for SentencePiece .model files; " + tokenizer + " brings no test along");
    }
    SentencePieceFile file = SentencePieceFile.read(Files.readAllBytes(path), tokenizer);
    List<SentencePieceFile.Sample> failed = file.selfTest();
    facts.put("self_test_samples", file.samples().size());
    facts.put("self_test_failed", failed.size());
    for (SentencePieceFile.Sample sample : failed) {
      streams.note(tokenizer + ": self-test: expected \"" + sample.expected() + "\"");
    }
    return failed.isEmpty();
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
    }
    if (tokenizer.model() instanceof CharacterBpeModel model) {
      facts.put("merges", model.merges().size());
    }
    if (tokenizer.model() instanceof BoundlessBpeModel model) {
      boundless(facts, model);
      facts.put("longest_token_bytes", longest(vocabulary));
    }
    tokenizer
        .preTokenizer()
        .splitter()
        .flatMap(SplitPattern::of)
        .ifPresent(split -> {
          facts.put("pattern", split.id());
          facts.put("pattern_regex", split.regex());
        });
    part(facts, "normalizer", tokenizer.normalizer(), Normalizer.none());
    part(facts, "pre_tokenizer", tokenizer.preTokenizer(), PreTokenizer.none());
    tokenizer.postProcessor().ifPresent(part -> facts.put("post_processor", part.toString()));
    tokenizer.decoder().ifPresent(part -> facts.put("decoder", name(part)));
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

  private static void boundless(Map<String, Object> facts, BoundlessBpeModel model) {
    BpeSteps steps = model.wordSteps();
    int deletions = 0;
    for (int step = 0; step < steps.size(); step++) {
      deletions += steps.isDeletion(step) ? 1 : 0;
    }
    int superwords = 0;
    for (int id = 0; id < model.vocabulary().idLimit(); id++) {
      superwords += model.isSuperword(id) ? 1 : 0;
    }
    facts.put("merges", steps.size() - deletions);
    facts.put("deletions", deletions);
    facts.put("supermerges", model.supermerges().size());
    facts.put("superwords", superwords);
    WordSplitter.like(model.wordSplitter())
        .ifPresent(words -> {
          facts.put("word_regex", words.regex());
          words
              .scriptRegex()
              .ifPresent(regex -> {
                facts.put("scripts", String.join(" ", words.scripts()));
                facts.put("script_regex", regex);
              });
        });
  }

  private static void part(Map<String, Object> facts, String name, Object part, Object none) {
    boolean scanner = part instanceof Splitter; // said by its pattern
    if (!part.equals(none) && !scanner) {
      facts.put(name, name(part));
    }
  }

  /// A part as it describes itself; tables and vocabularies would be endless.
  private static String name(Object part) {
    String text = part.toString();
    return text.length() > 200 ? part.getClass().getSimpleName() : text;
  }

  private static String kind(Tokenizer tokenizer) {
    return Baseline.byId(tokenizer.name()).filter(b -> b.tokenizer() == tokenizer).isPresent()
        ? "baseline"
        : tokenizer.model() instanceof BpeModel ? "byte-level BPE" : kind(tokenizer.model());
  }

  private static String kind(TokenizerModel model) {
    return switch (model) {
      case CharacterBpeModel _ -> "BPE over characters";
      case BoundlessBpeModel _ -> "BoundlessBPE";
      case UnigramModel _ -> "Unigram";
      case WordPieceModel _ -> "WordPiece";
      case WordLevelModel _ -> "WordLevel";
      case EqualInfoModel windows -> "Equal-Info Windows: " + windows;
      case SentencePieceModel pieces ->
          "SentencePiece " + pieces.kind().name().toLowerCase(Locale.ROOT);
      default -> model.getClass().getSimpleName();
    };
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
