package org.tokenlab.tokenizers.baseline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;

/// Tokenizers that need no vocabulary file, to compare others with.
public enum Baseline {
  /// One token per UTF-8 byte, ids 0–255 (ByT5 without its offset).
  BYTES,
  /// One token per UTF-16 code unit, ids 0–65,535.
  UTF16,
  /// One token per code point; the id is the code point (UTF-32, CANINE).
  CODEPOINTS,
  /// One token per extended grapheme cluster (UAX #29, ICU4J's rules). Counts and gives offsets,
  /// but has no ids: there is no end of clusters.
  GRAPHEMES,
  /// One token per word: a UAX #29 segment that holds a letter, a number, kana or an ideograph, by
  /// ICU4J's root rules, with its dictionaries for scripts without spaces. White space and
  /// punctuation count nothing. Counts only.
  WORDS;

  private final Tokenizer tokenizer;

  Baseline() {
    TokenizerModel model =
        switch (name()) {
          case "BYTES" -> new ByteModel();
          case "UTF16" -> new CodeUnitModel();
          case "CODEPOINTS" -> new CodePointModel();
          case "GRAPHEMES" -> new SegmentModel(SegmentModel.Segments.GRAPHEMES);
          case "WORDS" -> new SegmentModel(SegmentModel.Segments.WORDS);
          default -> throw new AssertionError(name());
        };
    tokenizer = new Tokenizer(id(), PreTokenizer.none(), model, AddedTokens.none());
  }

  /// The tokenizer.
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /// The name used on the command line: `codepoints`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The baseline of this name.
  public static Optional<Baseline> byId(String id) {
    return Arrays.stream(values()).filter(b -> b.id().equals(id)).findFirst();
  }
}
