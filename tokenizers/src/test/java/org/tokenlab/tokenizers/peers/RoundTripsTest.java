package org.tokenlab.tokenizers.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.EncodeOptions;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.ReferenceData;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ModelFormat;
import org.tokenlab.tokenizers.peers.Conversions.Outcome;
import org.tokenlab.tokenizers.peers.Conversions.Step;
import org.tokenlab.tokenizers.peers.Conversions.Verdict;

/// Saved in any format that holds it, and loaded again, a tokenizer gives the same ids; by any
/// chain of formats. [RoundTrips] asks the peers, too.
@Tag("exhaustive")
final class RoundTripsTest {
  private static final String SIDECAR =
      "{\"pattern_regex\": \"\\\\p{L}+|\\\\p{N}{1,2}| ?[^\\\\s\\\\p{L}\\\\p{N}]+|\\\\s+\","
          + " \"special_tokens\": {\"<|endoftext|>\": 400, \"<s>\": 402}}";

  /// All pairs that `convert` allows for some tokenizer.
  private static final List<String> ALLOWED =
      List.of(
          "clip > json",
          "compiled > compiled",
          "compiled > json",
          "compiled > tiktoken",
          "compiled > vocab-and-merges",
          "json > compiled",
          "json > json",
          "json > tiktoken",
          "json > vocab-and-merges",
          "json > wordpiece",
          "sentencepiece > sentencepiece",
          "tiktoken > compiled",
          "tiktoken > json",
          "tiktoken > tiktoken",
          "vocab-and-merges > compiled",
          "vocab-and-merges > json",
          "vocab-and-merges > tiktoken",
          "vocab-and-merges > vocab-and-merges",
          "wordpiece > json",
          "wordpiece > wordpiece");

  @TempDir private Path folder = Path.of("");

  @Test
  void smallTokenizersKeepTheirIdsForEveryAllowedPair() throws Exception {
    List<Step> steps = new ArrayList<>();
    for (Path file : smallFiles()) {
      Tokenizer tokenizer;
      try {
        tokenizer = Tokenizers.load(file);
      } catch (ModelFileException damaged) {
        continue; // some inputs are there to be refused
      }
      steps.addAll(converted(tokenizer, file));
    }
    TreeSet<String> allowed = new TreeSet<>();
    steps.stream()
        .filter(step -> step.outcome() != Outcome.REFUSED)
        .forEach(step -> allowed.add(step.from().id() + " > " + step.to().id()));
    assertEquals(ALLOWED, List.copyOf(allowed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiktoken/r50k_base.tiktoken",
        "gpt1/encoder_bpe_40000.json",
        "clip/bpe_simple_vocab_16e6.txt.gz",
        "hf-json/mistral_v0.3.json",
        "hf-json/bert_base_uncased.json",
        "hf-json/xlnet_base_cased.json",
        "kensho/unigram_likelihood_2_32768.json",
        "wordpiece/bert_multi_cased_vocab.txt",
        "sentencepiece/mistral_v3.model",
        "sentencepiece/xlnet_base_cased.model"
      })
  void realOnesKeepTheirIds(String name) throws IOException {
    Path file = ReferenceData.file("vocab/" + name);
    converted(Tokenizers.load(file), file);
  }

  private List<Step> converted(Tokenizer tokenizer, Path file) throws IOException {
    List<String> texts = texts(tokenizer);
    List<List<Object>> wanted = texts.stream().map(text -> answer(tokenizer, text)).toList();
    ModelFormat format = ModelFormat.ofName(file).orElseThrow();
    List<Step> steps =
        Conversions.all(
            tokenizer,
            format,
            folder.resolve("saved"),
            (saved, passed) -> verdict(saved, texts, wanted));
    assertEquals(
        List.of(),
        steps.stream().filter(step -> step.outcome() == Outcome.DIFFERS).toList(),
        () -> file + "; " + TestSeed.replayLine());
    return steps;
  }

  private static Verdict verdict(SavedFile saved, List<String> texts, List<List<Object>> wanted) {
    for (int i = 0; i < texts.size(); i++) {
      List<Object> found = answer(saved.tokenizer(), texts.get(i));
      if (!found.equals(wanted.get(i))) {
        return new Verdict(
            false, Escaped.text(texts.get(i)) + ": " + wanted.get(i) + ", now " + found);
      }
    }
    return new Verdict(true, texts.size() + " texts");
  }

  /// Random text that now and then holds one of the tokenizer's own tokens.
  private static List<String> texts(Tokenizer tokenizer) {
    SplittableRandom random = TestSeed.random("round trips " + tokenizer.name());
    int ids = tokenizer.vocabulary().idLimit();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      StringBuilder text = new StringBuilder(RandomText.next(random, 12));
      for (int k = random.nextInt(4); k > 0; k--) {
        int id = random.nextInt(ids);
        text.append(tokenizer.vocabulary().contains(id) ? tokenizer.model().tokenText(id) : "");
        text.append(RandomText.next(random, 3));
      }
      tokenizer.addedTokens().all().stream()
          .filter(token -> random.nextInt(8) == 0)
          .limit(3)
          .forEach(token -> text.append(token.text()).append(RandomText.next(random, 2)));
      texts.add(text.toString());
    }
    return texts;
  }

  /// The ids with special tokens as text, and with them found; or that the text has none.
  private static List<Object> answer(Tokenizer tokenizer, String text) {
    try {
      return List.of(
          Arrays.stream(tokenizer.encodeOrdinary(text)).boxed().toList(),
          Arrays.stream(tokenizer.encode(text, EncodeOptions.TRUSTED).ids()).boxed().toList());
    } catch (IllegalStateException | IllegalArgumentException e) {
      return List.of(e.getClass());
    }
  }

  /// One or more files of each format, from the inputs that fuzzing began with.
  private List<Path> smallFiles() throws IOException, URISyntaxException {
    List<Path> files = new ArrayList<>();
    files.addAll(seeds("TokenizerJson"));
    files.addAll(seeds("SentencePiece"));
    files.addAll(seeds("WordPiece"));
    files.addAll(seeds("Compiled"));
    files.addAll(seeds("Clip").stream().filter(f -> f.toString().endsWith(".txt.gz")).toList());
    for (String pair : List.of("byte-level", "words")) {
      files.add(vocabularyAndMerges(seeds("VocabularyAndMerges"), pair));
    }
    for (Path ranks : seeds("Tiktoken")) {
      Path own = folder.resolve(ranks.getFileName().toString());
      Files.copy(ranks, own);
      Files.writeString(folder.resolve(own.getFileName() + ".meta.json"), SIDECAR);
      files.add(own);
    }
    return files;
  }

  private static List<Path> seeds(String format) throws IOException, URISyntaxException {
    URL inputs =
        Objects.requireNonNull(
            RoundTripsTest.class.getResource("/org/tokenlab/tokenizers/fuzz/" + format));
    try (Stream<Path> files = Files.list(Path.of(inputs.toURI()))) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("fuzzed-"))
          .sorted()
          .toList();
    }
  }

  /// Two files from one, which has a zero byte between them.
  private Path vocabularyAndMerges(List<Path> seeds, String name) throws IOException {
    Path seed = seeds.stream().filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    String content = Files.readString(seed);
    int end = content.indexOf('\0');
    Files.writeString(folder.resolve(name + "-merges.txt"), content.substring(end + 1));
    return Files.writeString(folder.resolve(name + "-vocab.json"), content.substring(0, end));
  }
}
