package org.tokenlab.training.unigram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tokenlab.tokenizers.normalize.CharsMap;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;

/// SentencePiece's ready-made normalizers: with a dummy prefix, without extra spaces, with `▁` for
/// a space. Another rule can be taken from a model file that has it: `(SentencePieceNormalizer)
/// Tokenizers.load(file).normalizer()`.
public final class NormalizationRules {
  private static final String RESOURCE = "nmt_nfkc.charsmap.gz";

  private NormalizationRules() {}

  /// SentencePiece's default, `nmt_nfkc`: Unicode's NFKC, and what control characters and odd
  /// spaces become. The table is SentencePiece 0.2.3's.
  ///
  /// @param userDefined user-defined pieces, which are taken over as they stand
  public static SentencePieceNormalizer nmtNfkc(List<String> userDefined) {
    return of("nmt_nfkc", Optional.of(Loaded.TABLE), userDefined);
  }

  /// Text as it is, but for its spaces: `identity`.
  ///
  /// @param userDefined user-defined pieces, which are taken over as they stand
  public static SentencePieceNormalizer identity(List<String> userDefined) {
    return of("identity", Optional.empty(), userDefined);
  }

  private static SentencePieceNormalizer of(
      String name, Optional<CharsMap> table, List<String> userDefined) {
    return new SentencePieceNormalizer(name, table, true, true, true, false, userDefined);
  }

  /// Read when first asked for.
  private static final class Loaded {
    static final CharsMap TABLE = read();

    private static CharsMap read() {
      try (InputStream in = NormalizationRules.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("the resource " + RESOURCE + " is missing from the jar");
        }
        return CharsMap.of(new GZIPInputStream(in).readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
