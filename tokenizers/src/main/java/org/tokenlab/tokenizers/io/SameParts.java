package org.tokenlab.tokenizers.io;

import java.util.Optional;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.CharacterBpeModel;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// For formats that leave most of a pipeline unsaid: whether what is read back from what was
/// written is the same.
final class SameParts {
  private SameParts() {}

  /// @throws IllegalArgumentException with the first part that the format does not hold
  static void require(Tokenizer saved, Tokenizer loaded, String format) {
    require(saved, format, "normalizer", saved.normalizer(), loaded.normalizer());
    Optional<SplitPattern> pattern = ByteLevelPipeline.pattern(saved.preTokenizer());
    if (pattern.isEmpty() || !pattern.equals(ByteLevelPipeline.pattern(loaded.preTokenizer()))) {
      PreTokenizer before = saved.preTokenizer();
      require(saved, format, "pre-tokenizer", before, loaded.preTokenizer());
    }
    require(
        saved,
        format,
        "list of added tokens",
        java.util.Set.copyOf(saved.addedTokens().all()),
        java.util.Set.copyOf(loaded.addedTokens().all()));
    require(saved, format, "post-processor", saved.postProcessor(), loaded.postProcessor());
    require(saved, format, "decoder", saved.decoder(), loaded.decoder());
    require(saved, format, "model's setting", settings(saved), settings(loaded));
  }

  private static Object settings(Tokenizer tokenizer) {
    TokenizerModel model = tokenizer.model();
    return switch (model) {
      case BpeModel bytes -> "ignore_merges " + bytes.wholePieceFirst();
      case CharacterBpeModel characters -> characters.options();
      case org.tokenlab.tokenizers.wordpiece.WordPieceModel pieces ->
          java.util.List.of(
              pieces.unknownToken(),
              pieces.continuingSubwordPrefix(),
              pieces.maxInputCharsPerWord());
      default -> model;
    };
  }

  private static void require(
      Tokenizer saved, String format, String part, Object wanted, Object found) {
    if (!wanted.equals(found)) {
      throw new IllegalArgumentException(
          format
              + " can't hold "
              + saved.name()
              + ": its "
              + part
              + " is not the one that the format implies: "
              + shown(wanted));
    }
  }

  private static String shown(Object part) {
    String text = part.toString();
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  /// Added tokens in any order.
  static boolean sameTokens(AddedTokens one, AddedTokens other) {
    return java.util.Set.copyOf(one.all()).equals(java.util.Set.copyOf(other.all()));
  }
}
