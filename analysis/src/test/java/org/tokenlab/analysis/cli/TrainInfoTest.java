package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.superword.BoundlessBpeModel;

final class TrainInfoTest {
  private static final byte[] TEXT =
      Cli.utf8("low lower lowest\nnew newer newest\nwide wider widest 2026\n".repeat(20));

  @TempDir Path folder;

  @Test
  void aTrainedModelIsReadBackAndEncodesAlikeFromBothFormats() throws IOException {
    for (String name : List.of("m.json", "m.tiktoken")) {
      String said =
          Cli.withInput(TEXT, "train", "bpe", "-v", 270, "-o", folder.resolve(name), "-").quietly();
      assertTrue(said.contains("270 tokens"), said);
    }
    Tokenizer json = Tokenizers.load(folder.resolve("m.json"));
    assertEquals(270, json.vocabulary().size());
    String text = "lower newest wider wildest\n";
    assertEquals(text, json.decode(json.encodeOrdinary(text)));
    assertTrue(json.count(text) < text.length());
    assertArrayEquals(
        json.encodeOrdinary(text),
        Tokenizers.load(folder.resolve("m.tiktoken")).encodeOrdinary(text));
    String info = Cli.run("info", folder.resolve("m.tiktoken")).quietly();
    assertTrue(info.matches("(?s).*tokens +270\n.*pattern +cl100k\n.*"), info);
  }

  @Test
  void wordsMayBeSplitByAnyExpression() throws IOException {
    Path model = folder.resolve("m.json");
    for (String kind : List.of("bpe", "superbpe")) {
      Cli.withInput(TEXT, "train", kind, "-v", 262, "--pattern", "[a-m]+|\\s", "-o", model, "-")
          .quietly();
      Tokenizer tokenizer = Tokenizers.load(model);
      String text = "lower newest wider wildest\n";
      assertEquals(text, tokenizer.decode(tokenizer.encodeOrdinary(text)));
    }
    Cli.withInput(TEXT, "train", "bpe", "-v", 265, "--pattern", "[a-m", "-o", model, "-")
        .failed(ExitCode.WRONG_USAGE, "--pattern", "[a-m");
    Cli.withInput(TEXT, "train", "bpe", "-v", 265, "--pattern", "(?<=a)b|.", "-o", model, "-")
        .failed(ExitCode.WRONG_USAGE, "look-behind", "(?<=a)b");
    Cli.withInput(TEXT, "train", "bpe", "-v", 265, "--pattern", "cl100kk", "-o", model, "-")
        .failed(ExitCode.WRONG_USAGE, "cl100kk", "o200k");
  }

  @Test
  void anEmptyTextIsNothingToTrainOn() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.txt"), "\n\n");
    Path model = folder.resolve("m.json");
    for (String kind : List.of("bpe", "wordpiece", "superbpe")) {
      Cli.run("train", kind, "-v", 300, "-o", model, "--unit", "line", empty)
          .failed(ExitCode.FAILED, "no text to train on");
      assertFalse(Files.exists(model), kind);
    }
  }

  @Test
  void unigramAndWordPieceAreTrainedAndReadBack() throws IOException {
    Path unigram = folder.resolve("u.model");
    Path wordPiece = folder.resolve("w.json");
    String said = Cli.withInput(TEXT, "train", "unigram", "-v", 30, "-o", unigram, "-").quietly();
    assertTrue(said.contains("30 tokens"), said);
    Cli.withInput(TEXT, "train", "unigram", "-v", 22, "--mode", "sentencepiece", "-o", unigram, "-")
        .quietly();
    Cli.withInput(TEXT, "train", "wordpiece", "-v", 49, "-o", wordPiece, "-").quietly();
    Path minGram = folder.resolve("g.model");
    Cli.withInput(TEXT, "train", "unigram", "-v", 30, "--mingram", "-o", minGram, "-").quietly();
    assertEquals(
        "lower newest",
        Tokenizers.load(minGram).decode(Tokenizers.load(minGram).encodeOrdinary("lower newest")));
    Cli.withInput(TEXT, "train", "bpe", "-v", 300, "--mingram", "-o", wordPiece, "-")
        .failed(ExitCode.WRONG_USAGE, "--mingram", "unigram");
    Cli.withInput(
            TEXT,
            "train",
            "unigram",
            "-v",
            30,
            "--mingram",
            "--mode",
            "sentencepiece",
            "-o",
            minGram,
            "-")
        .failed(ExitCode.WRONG_USAGE, "MinGram");
    Tokenizer read = Tokenizers.load(unigram);
    assertEquals("lower newest", read.decode(read.encodeOrdinary("lower newest")));
    assertEquals(2, Tokenizers.load(wordPiece).count("Lower newest"));
  }

  @Test
  void aMemoryLimitGivesTheSameFileAndLeavesNothingBehind() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30_000; i++) {
      text.append("word").append(Integer.toString(i * 7919, 36)).append(i % 9 == 0 ? "\n" : " ");
    }
    Path input = Files.writeString(folder.resolve("in.txt"), text);
    Path temp = Files.createDirectory(folder.resolve("temp"));
    for (String kind :
        List.of("bpe", "unigram", "wordpiece", "paritybpe", "superbpe", "boundlessbpe")) {
      String ending =
          switch (kind) {
            case "unigram" -> ".model";
            case "boundlessbpe" -> ".boundless.json";
            default -> ".json";
          };
      Path free = folder.resolve("free" + ending);
      Path limited = folder.resolve("limited" + ending);
      Cli.run("train", kind, "-v", 500, "-o", free, input).quietly();
      Cli.run(
              "train",
              kind,
              "-v",
              500,
              "-o",
              limited,
              "--memory-limit",
              "100k",
              "--temp-dir",
              temp,
              input)
          .quietly();
      assertEquals(-1, Files.mismatch(free, limited), kind);
    }
    assertEquals(List.of(), Cli.files(temp));
    String said =
        Cli.run(
                "train",
                "bpe",
                "-v",
                500,
                "--min-word-count",
                1_000_000,
                "-o",
                folder.resolve("few.json"),
                input)
            .err();
    assertTrue(said.contains("no more to learn than 256 tokens"), said); // no word comes as often
    Path model = folder.resolve("x.json");
    Cli.run("train", "bpe", "-v", 500, "--memory-limit", "much", "-o", model, input)
        .failed(ExitCode.WRONG_USAGE, "--memory-limit", "much");
    Cli.run("train", "bpe", "-v", 500, "--memory-limit", "10", "-o", model, input)
        .failed(ExitCode.WRONG_USAGE, "at least 65536", "10");
    Cli.run("train", "bpe", "-v", 500, "--temp-dir", temp, "-o", model, input)
        .failed(ExitCode.WRONG_USAGE, "--memory-limit");
    Cli.run("train", "equalinfo", "--memory-limit", "1g", "-o", model, input)
        .failed(ExitCode.WRONG_USAGE, "--memory-limit", "equalinfo");
    Cli.run("train", "superbpe", "-v", 500, "--min-word-count", 2, "-o", model, input)
        .failed(ExitCode.WRONG_USAGE, "superwords are learned from all words", "2");
    Path nowhere = folder.resolve("nowhere");
    Cli.run(
            "train",
            "bpe",
            "-v",
            500,
            "--memory-limit",
            "100k",
            "--temp-dir",
            nowhere,
            "-o",
            model,
            input)
        .failed(ExitCode.FAILED, "nowhere", "Name another folder");
  }

  @Test
  void aRunGoesOnFromItsCheckpointAndRefusesAnothers() throws IOException {
    Path input = Files.write(folder.resolve("in.txt"), TEXT);
    Map<String, String> endings =
        Map.of(
            "bpe", ".tiktoken",
            "unigram", ".model",
            "superbpe", ".json",
            "boundlessbpe", ".boundless.json");
    for (String kind : endings.keySet()) {
      int size = kind.equals("unigram") ? 30 : 270;
      Path plain = folder.resolve("p" + endings.get(kind));
      Path resumed = folder.resolve("r-" + plain.getFileName());
      Path checkpoint = folder.resolve("checkpoint-" + kind);
      Cli.run("train", kind, "-v", size, "-o", plain, input).quietly();
      for (int i = 0; i < 2; i++) {
        String said =
            Cli.run("train", kind, "-v", size, "--checkpoint", checkpoint, "-o", resumed, input)
                .quietly();
        assertTrue(
            said.contains(i == 0 ? TEXT.length - 60 + " bytes" : "the words of its checkpoint"),
            said);
        assertEquals(-1, Files.mismatch(plain, resumed), kind);
      }
      Cli.run(
              "train",
              kind,
              "-v",
              size,
              "--checkpoint",
              checkpoint,
              "--invalid",
              "replace",
              "-o",
              resumed,
              input)
          .failed(ExitCode.FAILED, checkpoint.toString(), "another run", "replace");
      Path other = Files.writeString(folder.resolve("other.txt"), "other text");
      Cli.run("train", kind, "-v", size, "--checkpoint", checkpoint, "-o", resumed, other)
          .failed(ExitCode.FAILED, "another run", "corpus");
      Cli.run("train", kind, "-v", size, "--checkpoint", checkpoint, "-o", resumed, "-")
          .failed(ExitCode.WRONG_USAGE, "--checkpoint", "standard input");
    }
    for (String kind : List.of("wordpiece", "paritybpe", "wordpool")) {
      Cli.run(
              "train",
              kind,
              "-v",
              300,
              "--checkpoint",
              folder.resolve("x"),
              "-o",
              folder.resolve("x.json"),
              input)
          .failed(ExitCode.WRONG_USAGE, "--checkpoint", "unigram");
    }
  }

  @Test
  void bpeIsTrainedAsPeersDoAndReadBack() throws IOException {
    Path sentencePiece = folder.resolve("b.model");
    Cli.withInput(
            TEXT, "train", "bpe", "-v", 40, "--mode", "sentencepiece", "-o", sentencePiece, "-")
        .quietly();
    Tokenizer read = Tokenizers.load(sentencePiece);
    assertEquals(40, read.vocabulary().size());
    assertEquals("lower newest", read.decode(read.encodeOrdinary("lower newest")));
    for (String mode : List.of("subword-nmt", "youtokentome")) {
      Path model = folder.resolve(mode + ".json");
      Cli.withInput(TEXT, "train", "bpe", "-v", 34, "--mode", mode, "-o", model, "-").quietly();
      Tokenizer peers = Tokenizers.load(model);
      assertEquals(34, peers.vocabulary().size());
      assertEquals("lower newest", peers.decode(peers.encodeOrdinary("lower newest")));
    }
    Path minbpe = folder.resolve("minbpe.json");
    Cli.withInput(TEXT, "train", "bpe", "-v", 270, "--ties", "minbpe", "-o", minbpe, "-").quietly();
    assertEquals(270, Tokenizers.load(minbpe).vocabulary().size());
  }

  @Test
  void languagesAreTrainedForParityAndReadBack() throws IOException {
    Path english = folder.resolve("en.txt");
    Path greek = folder.resolve("el.txt");
    Files.write(english, TEXT);
    Files.write(greek, Cli.utf8("φως και φάρος\nφάρος και φως\n".repeat(9)));
    Path model = folder.resolve("p.json");
    for (List<Object> more :
        List.<List<Object>>of(
            List.of("--development", english, "--development", greek),
            List.of("--ratio", 1, "--ratio", 2, "--window", 10),
            List.of("--global-merges", 5))) {
      List<Object> line = new ArrayList<>(List.of("train", "paritybpe", "-v", 270, "-o", model));
      line.addAll(more);
      line.addAll(List.of(english, greek));
      String said = Cli.run(line.toArray()).quietly();
      assertTrue(said.matches("(?s).*measured text: .*en.txt \\d+, .*el.txt \\d+\n"), said);
      Tokenizer read = Tokenizers.load(model);
      assertEquals(270, read.vocabulary().size());
      assertEquals("φως", read.decode(read.encodeOrdinary("φως")));
    }
    Cli.run("train", "paritybpe", "-v", 270, "--ratio", 2, "-o", model, english, greek)
        .failed(ExitCode.WRONG_USAGE, "--ratio", "2 are wanted, got 1");
  }

  @Test
  void superwordsAreTrainedAndReadBack() throws IOException {
    Path model = folder.resolve("s.json");
    byte[] text = Cli.utf8("the end of the day\nat the end of the week\n".repeat(20));
    for (List<String> more :
        List.of(
            List.of("--transition", "270"),
            List.of("--transition", "0.9", "--max-words", "2"),
            List.of("--rules", "original"))) {
      List<Object> line = new ArrayList<>(List.of("train", "superbpe", "-v", 300));
      line.addAll(more);
      line.addAll(List.of("-o", model, "-"));
      Cli.Result result = Cli.withInput(text, line.toArray());
      assertEquals(ExitCode.DONE, result.code(), result.err());
      assertTrue(result.out().contains("which it encodes in"), result.out());
      Tokenizer read = Tokenizers.load(model);
      assertEquals("the end of the day", read.decode(read.encodeOrdinary("the end of the day")));
      boolean crosses =
          IntStream.range(0, read.vocabulary().size())
              .mapToObj(id -> read.decode(new int[] {id}))
              .anyMatch(token -> token.strip().contains(" "));
      assertTrue(crosses, more.toString());
    }
  }

  @Test
  void wordsAreJoinedAndReadBackFromBothForms() throws IOException {
    byte[] text = Cli.utf8("the end of the day\nat the end of the week\n".repeat(20));
    int[] first = {};
    for (String name : List.of("b.boundless.json", "b.boundless.model")) {
      Path model = folder.resolve(name);
      String said =
          Cli.withInput(text, "train", "boundlessbpe", "-v", 265, "-o", model, "-").quietly();
      assertTrue(said.matches("(?s).*265 tokens.*tokens; [1-9]\\d* are superwords\n"), said);
      Tokenizer read = Tokenizers.load(model);
      int[] ids = read.encodeOrdinary("at the end of the day");
      assertEquals("at the end of the day", read.decode(ids));
      assertTrue(first.length == 0 || Arrays.equals(first, ids));
      first = ids;
    }
    Cli.run("train", "boundlessbpe", "-v", 300, "-o", folder.resolve("m.json"), "-")
        .failed(ExitCode.WRONG_USAGE, "boundlessbpe", ".boundless.json");
    Cli.run(
            "train",
            "boundlessbpe",
            "-v",
            300,
            "--merge-pattern",
            "(",
            "-o",
            folder.resolve("m.boundless.json"),
            "-")
        .failed(ExitCode.WRONG_USAGE, "(");
  }

  @Test
  void boundlessBpeMayDeleteTokens() throws IOException {
    byte[] text = Cli.utf8("the end of the weekday\nat the end of the weekday\n".repeat(50));
    Path model = folder.resolve("m.boundless.model");
    for (String delete : List.of("0.9", "0.9:pair", "0.8:bytes")) {
      Cli.withInput(text, "train", "boundlessbpe", "-v", 252, "--delete", delete, "-o", model, "-")
          .quietly();
      BoundlessBpeModel read = (BoundlessBpeModel) Tokenizers.load(model).model();
      assertTrue(read.wordSteps().hasDeletions(), delete);
    }
    for (String wrong : List.of("0.5", "x", "0.9:words", "0.9:pair:")) {
      Cli.run("train", "boundlessbpe", "-v", 260, "--delete", wrong, "-o", model, "-")
          .failed(ExitCode.WRONG_USAGE, wrong.split(":", -1)[0]);
    }
  }

  @Test
  void windowsAreTrainedAndReadBack() throws IOException {
    byte[] text = Cli.utf8("the end of the day\nat the end of the week\n".repeat(50));
    Path model = folder.resolve("w.equalinfo");
    String said =
        Cli.withInput(text, "train", "equalinfo", "--window-bits", 32, "-v", 256, "-o", model, "-")
            .quietly();
    assertTrue(said.contains("256 tokens"), said);
    assertTrue(said.contains("windows of 32 bits, tokens of 8"), said);
    int[] ids = Tokenizers.load(model).encodeOrdinary("at the end of the day\n");
    assertTrue(ids.length <= 8 && ids.length % 4 == 0, ids.length + " tokens");
    assertTrue(Cli.run("info", model).quietly().contains("Equal-Info Windows: windows of 32 bits"));
    Cli.withInput(text, "train", "equalinfo", "-v", 300, "-o", model, "-")
        .failed(ExitCode.WRONG_USAGE, "256 or 65536", "300");
    Cli.withInput(text, "train", "equalinfo", "-o", folder.resolve("w.json"), "-")
        .failed(ExitCode.WRONG_USAGE, ".equalinfo");
    Cli.withInput(text, "train", "bpe", "-o", folder.resolve("b.json"), "-")
        .failed(ExitCode.WRONG_USAGE, "--vocab-size");
  }

  @Test
  void anyNumberOfThreadsGivesTheSameFile() throws IOException {
    byte[] first = new byte[0];
    for (int threads : new int[] {1, 2, 3}) {
      Path file = folder.resolve(threads + ".json");
      Cli.withInput(
              TEXT,
              "train",
              "bpe",
              "-v",
              275,
              "--ties",
              "hf",
              "--pattern",
              "gpt2",
              "--threads",
              threads,
              "-o",
              file,
              "-")
          .quietly();
      byte[] content = Files.readAllBytes(file);
      assertArrayEquals(threads == 1 ? content : first, content);
      first = content;
    }
  }

  @Test
  void aTextThatHoldsLessGivesFewerTokensAndSaysSo() {
    Cli.Result result =
        Cli.withInput(
            Cli.utf8("ab\n"), "train", "bpe", "-v", 1000, "-o", folder.resolve("m.json"), "-");
    assertEquals(ExitCode.DONE, result.code());
    assertTrue(result.err().contains("no more to learn than 257 tokens"), result.err());
  }

  @Test
  void wordPoolingSaysWhichEngineIsMissingAndWhatIsWrong() throws IOException {
    Path text = folder.resolve("words.txt");
    Files.writeString(text, "a cat sat\n".repeat(60));
    Path model = folder.resolve("pooled");
    Cli.run("train", "wordpool", "-o", model, text)
        .failed(ExitCode.FAILED, "ai.djl.pytorch:pytorch-engine:0.36.0");
    Cli.run("train", "equalinfo", "--neural", "-o", folder.resolve("n.equalinfo"), text)
        .failed(ExitCode.FAILED, "ai.djl.pytorch:pytorch-engine:0.36.0");
    Cli.run("train", "equalinfo", "--neural", "-v", 9, "-o", folder.resolve("n.equalinfo"), text)
        .failed(ExitCode.WRONG_USAGE, "expected -v 256 or 65536; got 9");
    Cli.run("train", "wordpool", "--rule", "paper", "-o", model, text)
        .failed(ExitCode.WRONG_USAGE, "paper-kept");
    Cli.run("train", "wordpool", "--heads", "5", "-o", model, text)
        .failed(ExitCode.WRONG_USAGE, "multiple of the number of heads");
    Cli.run("train", "wordpool", "--units", "runes", "-o", model, text)
        .failed(ExitCode.WRONG_USAGE, "--units", "runes");
    Cli.run("pool-cost", "--longest-row", "0", text)
        .failed(ExitCode.WRONG_USAGE, "longest row: at least 1");
  }

  @Test
  void whatIsNotThereYetIsSaid() {
    Path model = folder.resolve("m.json");
    Cli.run("train", "bpe", "-o", model, "-").failed(ExitCode.WRONG_USAGE, "-v SIZE");
    Cli.run("train", "superbpe", "-v", 300, "--transition", "nine", "-o", model, "-")
        .failed(ExitCode.WRONG_USAGE, "--transition", "0.9", "nine");
    Cli.run("train", "superbpe", "-v", 300, "--transition", "301", "-o", model, "-")
        .failed(ExitCode.WRONG_USAGE, "256", "300", "301");
    Cli.run("train", "superbpe", "-v", 300, "--rules", "strict", "-o", model, "-")
        .failed(ExitCode.WRONG_USAGE, "--rules", "phrases or original", "strict");
    Cli.run("train", "superbpe", "-v", 300, "-o", folder.resolve("m.tiktoken"), "-")
        .failed(ExitCode.WRONG_USAGE, ".tiktoken", ".json");
    Cli.run("train", "unigram", "-v", 300, "-o", model, "-")
        .failed(ExitCode.WRONG_USAGE, "train unigram", ".model");
    Cli.run("train", "bqe", "-v", 300, "-o", model, "-").failed(ExitCode.WRONG_USAGE, "bqe", "bpe");
    Cli.run("train", "bpe", "-v", 300, "--ties", "yttm", "-o", model, "-")
        .failed(ExitCode.WRONG_USAGE, "yttm", "best, hf or minbpe", "--mode");
    Cli.run("train", "bpe", "-v", 300, "--mode", "fastbpe", "-o", model, "-")
        .failed(ExitCode.WRONG_USAGE, "fastbpe", "subword-nmt");
    Cli.run("train", "bpe", "-v", 300, "--mode", "sentencepiece", "-o", model, "-")
        .failed(ExitCode.WRONG_USAGE, ".model");
    Cli.run("train", "bpe", "-v", 300, "--mode", "subword-nmt", "--ties", "hf", "-o", model, "-")
        .failed(ExitCode.WRONG_USAGE, "leave out");
    Cli.run("train", "paritybpe", "-v", 300, "--ratio", 2, "-o", model, "a.txt", "b.txt")
        .failed(ExitCode.FAILED, "a.txt");
    Cli.run("train", "bpe", "-v", 300, "-o", folder.resolve("m.model"), "-")
        .failed(ExitCode.WRONG_USAGE, ".model", ".json, .tiktoken");
    Cli.run("train", "bpe", "-v", 300, "-o", folder.resolve("m.txt"), "-")
        .failed(ExitCode.WRONG_USAGE, ".json", ".tiktoken");
    Cli.run("train", "bpe", "-v", 255, "-o", model, "-").failed(ExitCode.WRONG_USAGE, "256", "255");
    assertFalse(Files.exists(model));
  }

  @Test
  void infoDescribesNamedTokenizersAndBaselines() {
    String info = Cli.run("info", "cl100k_base").quietly();
    assertTrue(info.contains("100256"), info);
    assertTrue(info.contains("<|endofprompt|> = 100276"), info);
    assertTrue(Cli.run("info", "words").quietly().contains("baseline"));
    String json = Cli.run("info", "--json", "r50k_base").quietly().replaceAll("\\s", "");
    assertTrue(json.contains("\"tokens\":50256"), json);
    assertTrue(json.contains("\"special_tokens\":{\"<|endoftext|>\":50256}"), json);
  }

  @Test
  void aTiktokenFileWithoutPatternNeedsOne() throws IOException {
    Path file = folder.resolve("m.tiktoken");
    Cli.withInput(TEXT, "train", "bpe", "-v", 270, "--pattern", "gpt2", "-o", file, "-").quietly();
    String ids = Cli.withInput(TEXT, "encode", "-t", file).quietly();
    Files.delete(folder.resolve("m.tiktoken.meta.json"));
    Cli.withInput(TEXT, "encode", "-t", file).failed(ExitCode.FAILED, file.toString(), "pattern");
    assertEquals(ids, Cli.withInput(TEXT, "encode", "-t", file, "--pattern", "gpt2").quietly());
  }
}
