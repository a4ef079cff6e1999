package org.tokenlab.tokenizers.io;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.bpe.CharacterBpeModel;
import org.tokenlab.tokenizers.bpe.Merges;

/// The parts of a BPE model as HF reads them, before it is decided how the model runs.
///
/// @param vocabulary its tokens
/// @param merges by id, in order of rank
/// @param options the rest
record BpeSection(VocabularyTexts vocabulary, Merges merges, CharacterBpeModel.Options options) {

  /// Reads the `model` of a `tokenizer.json`.
  static BpeSection read(ModelSection section, VocabularyTexts vocabulary)
      throws ModelFileException {
    if (section.spelling == ModelSection.Merges.ABSENT) {
      section.small.get("merges");
    }
    JsonNode small = section.small;
    JsonNode dropout = small.find("dropout");
    double probability = dropout == null ? 0 : dropout.number();
    if (dropout != null && !(probability >= 0 && probability <= 1)) {
      throw dropout.expected("a number from 0 to 1");
    }
    CharacterBpeModel.Options options =
        new CharacterBpeModel.Options(
            text(small, "unk_token"),
            orEmpty(text(small, "continuing_subword_prefix")),
            orEmpty(text(small, "end_of_word_suffix")),
            flag(small, "fuse_unk"),
            flag(small, "byte_fallback"),
            flag(small, "ignore_merges"),
            probability);
    String source = small.source() + ": model.merges";
    Merges merges =
        MergeIds.of(
            section.merges,
            section.spelling == ModelSection.Merges.LINES,
            options.continuingSubwordPrefix(),
            vocabulary,
            source);
    return new BpeSection(vocabulary, merges, options);
  }

  private static @Nullable String text(JsonNode node, String key) throws ModelFileException {
    JsonNode field = node.find(key);
    return field == null ? null : field.text();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static boolean flag(JsonNode node, String key) throws ModelFileException {
    JsonNode field = node.find(key);
    return field != null && field.bool();
  }
}
