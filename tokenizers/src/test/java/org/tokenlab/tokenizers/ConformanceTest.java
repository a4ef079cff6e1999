package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.peers.JudgedVocabulary;

/// Other projects' vectors for the published vocabularies, from the reference data.
final class ConformanceTest {
  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"p50k_base", "cl100k_base", "o200k_base"})
  void jtokkitsVectors(String name) throws IOException {
    Path file = ReferenceData.file("conformance/jtokkit/" + name + "_encodings.csv");
    Tokenizer tokenizer = Tokenizers.named(name);
    List<List<String>> rows = csv(Files.readString(file));
    assertTrue(rows.size() > 10);
    for (List<String> row : rows.subList(1, rows.size())) {
      List<Integer> wanted = ids(row.get(1));
      assertEquals(wanted, list(tokenizer.encodeOrdinary(row.get(0))), row.get(0));
      assertEquals(row.get(0), tokenizer.decode(wanted.stream().mapToInt(i -> i).toArray()));
    }
  }

  @Test
  void gptTokenizersVectors() throws IOException {
    String plans = Files.readString(ReferenceData.file("conformance/gpt-tokenizer/TestPlans.txt"));
    Matcher plan =
        Pattern.compile("EncodingName: (\\S+)\nSample: (.*?)\nEncoded: \\[([^]]*)]", Pattern.DOTALL)
            .matcher(plans);
    int seen = 0;
    while (plan.find()) {
      if (Tokenizers.names().contains(plan.group(1))) {
        assertEquals(
            ids(plan.group(3)),
            list(Tokenizers.named(plan.group(1)).encodeOrdinary(plan.group(2))),
            plan.group(2));
        seen++;
      }
    }
    assertTrue(seen > 30, "vectors found: " + seen);
  }

  /// Its inputs are escaped one to a line, or one file; special tokens in them count, and none is
  /// added. (Its Kimi K2 knows no special tokens.)
  @ParameterizedTest
  @CsvSource({
    "tiktoken, p50k_base, p50k_base",
    "tiktoken, cl100k_base, cl100k_base",
    "tiktoken, o200k_base, o200k_base",
    "tiktoken, kimi_k2, kimi_k2",
    "tokenizers, gpt_oss, o200k_base",
    "tokenizers, bert_base_cased, hf_bert_base_cased",
    "tokenizers, clip_base, hf_clip_base",
    "tokenizers, gpt2, hf_gpt2",
    "tokenizers, gpt_neox, hf_gpt_neox_20b",
    "tokenizers, gte, hf_gte",
    "tokenizers, mistral01, hf_mistral_v0.1",
    "tokenizers, mistral03, hf_mistral_v0.3",
    "tokenizers, modernbert, hf_modernbert",
    "tokenizers, mpt, hf_mpt",
    "tokenizers, xlnet_base_cased, hf_xlnet_base_cased",
    "sentencepiece, mistral01, sp_mistral_v1",
    "sentencepiece, mistral03, sp_mistral_v3",
    "sentencepiece, xlnet_base_cased, sp_xlnet",
  })
  void kitokensVectors(String family, String model, String name) throws IOException {
    Path folder = ReferenceData.file("conformance/kitoken");
    Tokenizer tokenizer = load(name);
    // To SentencePiece, control pieces in a text are text.
    boolean asText = model.equals("kimi_k2") || family.equals("sentencepiece");
    EncodeOptions options = asText ? EncodeOptions.DEFAULT : EncodeOptions.TRUSTED;
    if (tokenizer.truncation().isPresent()) {
      options = options.withTruncation(tokenizer.truncation().get());
    }
    if (tokenizer.padding().isPresent()) {
      options = options.withPadding(tokenizer.padding().get());
    }
    for (String kind : List.of("small", "utf8")) {
      boolean whole = kind.equals("utf8");
      List<String> inputs = kitokensTexts(folder.resolve(kind + "_input.txt"), whole);
      Path tokens = folder.resolve(family + "/" + kind + "_tokens_" + model + ".txt");
      List<String> wanted = Files.readAllLines(tokens);
      assertEquals(wanted.size(), inputs.size(), "as many inputs as outputs");
      for (int i = 0; i < inputs.size(); i++) {
        Encoding encoding = tokenizer.encode(inputs.get(i), options);
        assertEquals(ids(wanted.get(i)), list(encoding.ids()), inputs.get(i));
      }
      Path output = folder.resolve(family + "/" + kind + "_output_" + model + ".txt");
      if (Files.exists(output)) {
        List<String> texts = kitokensTexts(output, whole);
        for (int i = 0; i < inputs.size(); i++) {
          int[] ids = ids(wanted.get(i)).stream().mapToInt(id -> id).toArray();
          assertEquals(texts.get(i), tokenizer.decode(ids));
        }
      }
    }
  }

  private static List<String> kitokensTexts(Path file, boolean whole) throws IOException {
    String text = Files.readString(file);
    return whole
        ? List.of(text)
        : List.of(text.split("\n", -1)).stream()
            .limit(text.chars().filter(c -> c == '\n').count())
            .map(line -> line.replace("\\n", "\n").replace("\\s", " "))
            .toList();
  }

  @ParameterizedTest
  @CsvSource({"gpt-2, hf_gpt2", "mpt, hf_mpt"})
  void llamaCppsVectors(String model, String name) throws IOException {
    Path file = ReferenceData.file("conformance/llamacpp/ggml-vocab-" + model + ".gguf.inp");
    String[] inputs = Files.readString(file).split("\n__ggml_vocab_test__\n", -1);
    List<String> wanted =
        Files.readAllLines(file.resolveSibling("ggml-vocab-" + model + ".gguf.out"));
    Tokenizer tokenizer = load(name);
    assertEquals(46, wanted.size());
    for (int i = 0; i < wanted.size(); i++) {
      assertEquals(ids(wanted.get(i)), list(tokenizer.encodeOrdinary(inputs[i])), inputs[i]);
    }
  }

  /// The pieces of its conversations, one after the other. (Its second version's
  /// `parallel_calls/text_v2.txt` writes spaces for the last pieces' `▁`.)
  @ParameterizedTest
  @CsvSource({"v1, sp_mistral_v1", "v2, sp_mistral_v3", "v3, sp_mistral_v3"})
  void mistralCommonsPieces(String version, String name) throws IOException {
    Path folder = ReferenceData.file("conformance/mistral-common");
    Tokenizer tokenizer = load(name);
    int seen = 0;
    try (Stream<Path> conversations = Files.list(folder)) {
      for (Path conversation : conversations.filter(Files::isDirectory).sorted().toList()) {
        Path tokens = conversation.resolve("tokens_" + version + ".json");
        if (Files.exists(tokens)) {
          List<Integer> ids = ids(Files.readString(tokens));
          String pieces = ids.stream().map(tokenizer::tokenText).collect(Collectors.joining());
          String wanted = Files.readString(conversation.resolve("text_" + version + ".txt"));
          assertEquals(wanted.replace(' ', '\u2581'), pieces, conversation.toString());
          seen++;
        }
      }
    }
    assertTrue(seen > 0, "conversations found: " + seen);
  }

  private static Tokenizer load(String name) throws IOException {
    return Tokenizers.names().contains(name)
        ? Tokenizers.named(name)
        : JudgedVocabulary.named(name).load(ReferenceData.file("vocab").getParent(), folder);
  }

  private static List<Integer> list(int[] ids) {
    return Arrays.stream(ids).boxed().toList();
  }

  private static List<Integer> ids(String text) {
    List<Integer> ids = new ArrayList<>();
    Matcher number = Pattern.compile("\\d+").matcher(text);
    while (number.find()) {
      ids.add(Integer.valueOf(number.group()));
    }
    return ids;
  }

  private static List<List<String>> csv(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    Matcher field =
        Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^,\r\n]*))(,|\r?\n|$)").matcher(text);
    while (field.find() && field.start() < text.length()) {
      String quoted = field.group(1);
      row.add(quoted == null ? field.group(2) : quoted.replace("\"\"", "\""));
      if (!field.group(3).equals(",")) {
        rows.add(row);
        row = new ArrayList<>();
      }
    }
    return rows;
  }
}
