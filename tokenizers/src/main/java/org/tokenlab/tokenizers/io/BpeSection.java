package org.tokenlab.tokenizers.io;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Vocabulary;
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
        merges(
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

  /// Merges by id.
  ///
  /// @param lines whether an entry is a line with a space between two tokens; else two entries are
  ///   a merge
  /// @param prefix what the right token of a merge loses
  static Merges merges(
      TextList texts, boolean lines, String prefix, VocabularyTexts vocabulary, String source)
      throws ModelFileException {
    int prefixLength = prefix.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    byte[] bytes = texts.bytes();
    byte[] both = new byte[64];
    int[] triples = new int[3 * (lines ? texts.size() : texts.size() / 2)];
    int rank = 0;
    int guess = 0;
    for (int i = 0; i < texts.size(); i += lines ? 1 : 2) {
      int leftStart = texts.start(i);
      int leftEnd = texts.end(i);
      int rightStart = leftEnd;
      int rightEnd = lines ? leftEnd : texts.end(i + 1);
      if (lines) {
        if (isVersion(texts, i)) {
          continue;
        }
        leftEnd = space(bytes, leftStart, rightEnd);
        rightStart = leftEnd + 1;
        if (leftEnd == rightEnd || space(bytes, rightStart, rightEnd) < rightEnd) {
          throw new ModelFileException(
              source
                  + "["
                  + i
                  + "]: expected two tokens with one space between; found \""
                  + texts.text(i)
                  + "\"");
        }
      }
      int left = id(vocabulary, bytes, leftStart, leftEnd, source, i);
      int right = id(vocabulary, bytes, rightStart, rightEnd, source, i);
      int leftLength = leftEnd - leftStart;
      int rightLength = rightEnd - rightStart - prefixLength;
      if (rightLength < 0) {
        throw new ModelFileException(
            source + "[" + i + "]: expected a right token that begins with \"" + prefix + "\"");
      }
      if (both.length < leftLength + rightLength) {
        both = new byte[2 * (leftLength + rightLength)];
      }
      System.arraycopy(bytes, leftStart, both, 0, leftLength);
      System.arraycopy(bytes, rightStart + prefixLength, both, leftLength, rightLength);
      triples[3 * rank] = left;
      triples[3 * rank + 1] = right;
      int entry = vocabulary.entry(both, 0, leftLength + rightLength, guess);
      triples[3 * rank + 2] =
          entry == TextIndex.NONE
              ? id(vocabulary, both, 0, leftLength + rightLength, source, i)
              : vocabulary.idOfEntry(entry);
      guess = entry + 1;
      rank++;
    }
    return Merges.of(Arrays.copyOf(triples, 3 * rank));
  }

  private static boolean isVersion(TextList texts, int line) {
    byte[] version = {'#', 'v', 'e', 'r', 's', 'i', 'o', 'n'};
    int start = texts.start(line);
    return texts.end(line) - start >= version.length
        && Arrays.equals(texts.bytes(), start, start + version.length, version, 0, version.length);
  }

  private static int space(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    return at;
  }

  private static int id(
      VocabularyTexts vocabulary, byte[] bytes, int from, int to, String source, int entry)
      throws ModelFileException {
    int id = vocabulary.id(bytes, from, to);
    if (id == Vocabulary.NONE) {
      throw new ModelFileException(
          source
              + ": merge "
              + entry
              + " names the token \""
              + new String(bytes, from, to - from, java.nio.charset.StandardCharsets.UTF_8)
              + "\", which is not in the vocabulary");
    }
    return id;
  }
}
