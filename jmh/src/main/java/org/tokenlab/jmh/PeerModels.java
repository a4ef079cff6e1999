package org.tokenlab.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.pretokenize.PreTokenizerSequence;
import org.tokenlab.tokenizers.pretokenize.Split;
import org.tokenlab.tokenizers.pretokenize.SplitBehavior;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;

/// The vocabularies of the table, as files that each engine takes: nothing is downloaded by a peer.
///
/// | vocabulary | algorithm | files |
/// |---|---|---|
/// | `cl100k_base`, `o200k_base` | byte-level BPE | `.tiktoken`, `.json` |
/// | `llama3` | byte-level BPE | `.json`: Llama 3's pattern with cl100k's ranks |
/// | `mistral` | SentencePiece BPE | `.model`, from the reference data |
/// | `mistral-hf` | the same as HF runs it | `.json`, from the reference data |
/// | `xlnet` | SentencePiece Unigram | `.model`, from the reference data |
/// | `xlnet-hf` | the same as HF runs it | `.json`, from the reference data |
/// | `bert` | WordPiece | `.json`, from the reference data |
/// | `superbpe` | SuperBPE of 200,000 | `.json`, from the reference data and the released pattern |
///
/// SentencePiece and HF give different ids for one model, so each has a row of engines of its own.
final class PeerModels {
  /// All vocabularies, in the order of the table.
  static final List<String> NAMES =
      List.of(
          "cl100k_base",
          "o200k_base",
          "llama3",
          "mistral",
          "mistral-hf",
          "xlnet",
          "xlnet-hf",
          "bert",
          "superbpe");

  private static final String SUPERBPE = "vocab/superbpe/200k_t180k/vocab.json";

  private static final Map<String, String> REFERENCE =
      Map.of(
          "mistral.model", "vocab/sentencepiece/mistral_v1.model",
          "mistral-hf.json", "vocab/hf-json/mistral_v0.1.json",
          "xlnet.model", "vocab/sentencepiece/xlnet_base_cased.model",
          "xlnet-hf.json", "vocab/hf-json/xlnet_base_cased.json",
          "bert.json", "vocab/hf-json/bert_base_uncased.json");

  private PeerModels() {}

  /// Who says what the right ids are: the engine that the file comes from. The first that answers.
  static List<String> references(String vocabulary) {
    return switch (vocabulary) {
      case "cl100k_base", "o200k_base" -> List.of("tiktoken", "jtokkit");
      case "mistral", "xlnet" -> List.of("sentencepiece", "djl-sentencepiece");
      default -> List.of("hf", "djl");
    };
  }

  /// The file that Tokenlab loads.
  static Path ours(String vocabulary, Path folder) {
    return folder.resolve(
        switch (vocabulary) {
          case "cl100k_base", "o200k_base" -> vocabulary + ".tiktoken";
          case "mistral", "xlnet" -> vocabulary + ".model";
          default -> vocabulary + ".json";
        });
  }

  /// Writes all files of the vocabulary.
  ///
  /// @return whether it can be had; those of the reference data can't without it
  static boolean write(String vocabulary, Path folder) throws IOException {
    switch (vocabulary) {
      case "cl100k_base", "o200k_base" -> {
        Tokenizer named = Tokenizers.named(vocabulary);
        Tokenizers.save(named, folder.resolve(vocabulary + ".tiktoken"));
        Tokenizers.save(named, folder.resolve(vocabulary + ".json"));
      }
      case "llama3" -> {
        // Without special tokens, which stand among the vocabulary in our file: fastokens and
        // quicktok refuse that.
        Tokenizer ranks = Tokenizers.named("cl100k_base");
        Tokenizer llama3 =
            Tokenizer.builder("llama3", ranks.model())
                .preTokenizer(SplitPattern.LLAMA3.preTokenizer())
                .build();
        Tokenizers.save(llama3, folder.resolve("llama3.json"));
      }
      case "superbpe" -> {
        Optional<Path> tokens = ReferenceFolder.find(SUPERBPE);
        if (tokens.isPresent()) {
          Tokenizers.save(superBpe(tokens.get()), folder.resolve("superbpe.json"));
        }
      }
      default -> {
        for (String ending : List.of(".model", ".json")) {
          String source = REFERENCE.get(vocabulary + ending);
          if (source != null && ReferenceFolder.find(source).isPresent()) {
            Files.copy(ReferenceFolder.find(source).get(), folder.resolve(vocabulary + ending));
          }
        }
      }
    }
    return Files.exists(ours(vocabulary, folder));
  }

  /// As the model released with these tokens splits: numbers apart, by threes from the right.
  private static Tokenizer superBpe(Path tokens) throws IOException {
    PreTokenizer numbers = isolating("\\p{N}+");
    PreTokenizer threes = isolating("(?=(\\d{3})+(?!\\d))");
    return Tokenizer.builder("superbpe", Tokenizers.load(tokens).model())
        .preTokenizer(new PreTokenizerSequence(List.of(numbers, threes)))
        .build();
  }

  private static PreTokenizer isolating(String regex) {
    return new Split(
        new TextPattern.Regex(regex, Dialect.ONIGURUMA), SplitBehavior.ISOLATED, false);
  }
}
