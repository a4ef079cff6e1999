package org.tokenlab.tokenizers.io;

import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Vocabulary;

/// The vocabulary of a file as it is written: texts and their ids.
///
/// Where a text comes more than once its last id counts. The empty text has an id, but no token: no
/// model ever gives it.
final class VocabularyTexts {
  private final TextList texts;
  private final int[] ids;
  private final TextIndex index;
  private final String source;

  /// @param source file and field, for messages
  VocabularyTexts(TextList texts, int[] ids, String source) {
    this(texts, ids, new TextIndex(texts), source);
  }

  /// @param index finds `texts`
  VocabularyTexts(TextList texts, int[] ids, TextIndex index, String source) {
    this.texts = texts;
    this.ids = ids;
    this.index = index;
    this.source = source;
  }

  /// Number of different texts, the empty one included.
  int size() {
    return index.distinct();
  }

  /// The id of a text, or [Vocabulary#NONE].
  int id(byte[] utf8, int from, int to) {
    int entry = index.find(utf8, from, to);
    return entry == TextIndex.NONE ? Vocabulary.NONE : ids[entry];
  }

  /// Finds entries.
  TextIndex index() {
    return index;
  }

  /// The entry that a text's id is from, or [TextIndex#NONE]. A guess at where it is is looked at
  /// first, for files list most of their tokens in the order in which merges make them.
  ///
  /// @param guess an entry, or a number beyond
  int entry(byte[] utf8, int from, int to, int guess) {
    boolean right = guess < texts.size() && index.is(guess, utf8, from, to) && index.counts(guess);
    return right ? guess : index.find(utf8, from, to);
  }

  /// The id of an entry.
  int idOfEntry(int entry) {
    return ids[entry];
  }

  /// The id of a text, or [Vocabulary#NONE].
  int id(String text) {
    int entry = index.find(text);
    return entry == TextIndex.NONE ? Vocabulary.NONE : ids[entry];
  }

  int idLimit() {
    int limit = 0;
    for (int i = 0; i < texts.size(); i++) {
      limit = Math.max(limit, ids[i] + 1);
    }
    return limit;
  }

  /// Entry by id; −1 where no text has it, or the empty one.
  ///
  /// @throws ModelFileException if two texts share an id: HF then decodes it as either
  int[] entries() throws ModelFileException {
    int[] entryOf = new int[idLimit()];
    java.util.Arrays.fill(entryOf, -1);
    for (int i = 0; i < texts.size(); i++) {
      if (texts.isEmpty(i) || !index.counts(i)) {
        continue;
      }
      int other = entryOf[ids[i]];
      if (other >= 0) {
        throw new ModelFileException(
            source
                + ": id "
                + ids[i]
                + " comes twice, for \""
                + texts.text(other)
                + "\" and \""
                + texts.text(i)
                + "\"; HF decodes it as either, by chance");
      }
      entryOf[ids[i]] = i;
    }
    return entryOf;
  }

  TextList texts() {
    return texts;
  }

  /// A vocabulary of the texts in UTF-8.
  Vocabulary vocabulary() throws ModelFileException {
    int[] entryOf = entries();
    byte[][] tokens = new byte[entryOf.length][];
    for (int id = 0; id < tokens.length; id++) {
      tokens[id] = entryOf[id] < 0 ? new byte[0] : texts.utf8(entryOf[id]);
    }
    return Vocabulary.of(tokens);
  }
}
