package org.tokenlab.tokenizers.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.UnknownTokenizerException;
import org.tokenlab.tokenizers.baseline.Baseline;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// The tokenizers that have a name: OpenAI's published vocabularies, as tiktoken 0.14 defines them,
/// and the baselines.
public final class NamedTokenizers {
  private static final Map<String, Tokenizer> LOADED = new ConcurrentHashMap<>();

  private NamedTokenizers() {}

  /// The tokenizer of this name; see [org.tokenlab.tokenizers.Tokenizers#named].
  public static Tokenizer get(String name) {
    Optional<Baseline> baseline = Baseline.byId(name);
    if (baseline.isPresent()) {
      return baseline.get().tokenizer();
    }
    Published published =
        Arrays.stream(Published.values())
            .filter(p -> p.names.contains(name))
            .findFirst()
            .orElseThrow(() -> new UnknownTokenizerException(name, names()));
    return LOADED.computeIfAbsent(name, n -> published.tokenizer(n));
  }

  /// All names.
  public static List<String> names() {
    return Stream.concat(
            Arrays.stream(Published.values()).flatMap(p -> p.names.stream()),
            Arrays.stream(Baseline.values()).map(Baseline::id))
        .toList();
  }

  /// The published vocabulary whose ranks file has this SHA-256: what it can't say itself.
  static Optional<Published> bySha256(String sha256) {
    return Arrays.stream(Published.values()).filter(p -> p.sha256.equals(sha256)).findFirst();
  }

  /// A published vocabulary.
  enum Published {
    R50K(
        "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930",
        SplitPattern.GPT2,
        Map.of("<|endoftext|>", 50256),
        "r50k_base",
        "gpt2"),
    P50K(
        "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069",
        SplitPattern.GPT2,
        Map.of("<|endoftext|>", 50256),
        "p50k_base"),
    CL100K(
        "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
        SplitPattern.CL100K,
        cl100kSpecials(),
        "cl100k_base"),
    O200K(
        "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
        SplitPattern.O200K,
        Map.of("<|endoftext|>", 199999, "<|endofprompt|>", 200018),
        "o200k_base");

    final String sha256;
    final SplitPattern pattern;
    final AddedTokens specialTokens;
    final List<String> names;

    Published(String sha256, SplitPattern pattern, Map<String, Integer> specials, String... names) {
      this.sha256 = sha256;
      this.pattern = pattern;
      specialTokens = AddedTokens.special(specials);
      this.names = List.of(names);
    }

    private static Map<String, Integer> cl100kSpecials() {
      Map<String, Integer> specials = new LinkedHashMap<>();
      specials.put("<|endoftext|>", 100257);
      specials.put("<|fim_prefix|>", 100258);
      specials.put("<|fim_middle|>", 100259);
      specials.put("<|fim_suffix|>", 100260);
      specials.put("<|endofprompt|>", 100276);
      return specials;
    }

    /// The ranks file's name.
    String file() {
      return names.getFirst() + ".tiktoken";
    }

    Tokenizer tokenizer(String name) {
      try {
        byte[] ranks = RanksSource.bytes(this);
        return new Tokenizer(
            name,
            pattern.preTokenizer(),
            BpeModel.ofRanks(TiktokenFile.read(new ByteArrayInputStream(ranks), file())),
            specialTokens);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
