package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Utf8;

/// The two large values of a `tokenizer.json`, `model.vocab` and `model.merges`, read straight from
/// the bytes, and the small rest of the file, in which they are empty, for a JSON parser.
///
/// A parser makes a string of every token on the way, which is what loading took longest with. Here
/// only the plain case is read, though strictly: any of JSON's white space and escapes, but nothing
/// that is wrong. For what is not plain the section is left in the rest, so that the parser reads
/// it, or finds the words for what is wrong with it. That is so for scores, too. Whether the file
/// is UTF-8 is not looked at.
final class LargeSections {
  private final byte[] json;
  private final JsonBytes at;
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
  private int kept; // json[0, kept) is in the rest, or was cut out
  private int cuts;
  private final int[] cutAt = new int[2]; // in the rest
  private final int[] cutLength = new int[2];

  /// Tokens and their ids; null if they are in the rest, or there are none.
  @Nullable TextList tokens;

  int @Nullable [] ids;

  /// Finds tokens: made by another thread, if there is one, while merges are read.
  @Nullable ForkJoinTask<TextIndex> index;

  /// Merges; null if they are in the rest, or there are none.
  @Nullable TextList merges;

  ModelSection.Merges spelling = ModelSection.Merges.ABSENT;

  private LargeSections(byte[] json) {
    this.json = json;
    at = new JsonBytes(json);
  }

  /// Takes the sections out of a file.
  static LargeSections of(byte[] json) {
    LargeSections sections = new LargeSections(json);
    if (!sections.walk(true)) {
      // No object, or a key comes twice or has an escape in it: nothing is cut.
      return new LargeSections(json);
    }
    return sections;
  }

  /// A file without its large sections.
  byte[] rest() {
    if (cuts == 0) {
      return json;
    }
    rest.write(json, kept, json.length - kept);
    return rest.toByteArray();
  }

  /// The byte of the file that byte `offset` of the rest was.
  long offsetInFile(long offset) {
    long whole = offset;
    for (int i = 0; i < cuts; i++) {
      whole += offset >= cutAt[i] ? cutLength[i] : 0;
    }
    return whole;
  }

  /// Walks through the members of an object: the file's (`top`), or the model's.
  private boolean walk(boolean top) {
    if (!at.take('{')) {
      return false;
    }
    boolean models = false;
    boolean vocabs = false;
    boolean lists = false;
    if (at.take('}')) {
      return true;
    }
    do {
      int key = at.plainKey();
      if (key < 0 || !at.take(':')) {
        return false;
      }
      boolean model = top && at.keyIs(key, "model");
      boolean vocab = !top && at.keyIs(key, "vocab");
      boolean list = !top && at.keyIs(key, "merges");
      if ((model && models) || (vocab && vocabs) || (list && lists)) {
        return false;
      }
      models |= model;
      vocabs |= vocab;
      lists |= list;
      int first = at.peek();
      int value = at.position();
      if (model && first == '{') {
        if (!walk(false)) {
          return false;
        }
        continue;
      }
      boolean read =
          (vocab && first == '{' && readVocabulary(value))
              || (list && first == '[' && readMerges(value));
      if (!read && !at.skipValue(value)) {
        return false;
      }
    } while (at.take(','));
    return at.take('}');
  }

  private boolean readVocabulary(int from) {
    TextList found = new TextList(1 << 15);
    int[] numbers = at.idsByName(found, ModelSection.ID_LIMIT);
    if (numbers == null) {
      return false;
    }
    tokens = found;
    ids = numbers;
    index = ForkJoinTask.adapt(() -> new TextIndex(found)).fork();
    cut(from, "{}");
    return true;
  }

  private boolean readMerges(int from) {
    TextList found = new TextList(1 << 15);
    at.take('[');
    boolean lines = at.peek() == '"';
    if (!at.take(']')) {
      do {
        boolean read =
            lines
                ? at.string(found)
                : at.take('[')
                    && at.string(found)
                    && at.take(',')
                    && at.string(found)
                    && at.take(']');
        if (!read) {
          return false;
        }
      } while (at.take(','));
      if (!at.take(']')) {
        return false;
      }
    }
    merges = found;
    spelling = lines ? ModelSection.Merges.LINES : ModelSection.Merges.PAIRS;
    cut(from, "[]");
    return true;
  }

  private void cut(int from, String instead) {
    rest.write(json, kept, from - kept);
    rest.write(instead.charAt(0));
    rest.write(instead.charAt(1));
    kept = at.position();
    cutAt[cuts] = rest.size() - 1;
    cutLength[cuts++] = kept - from - 2;
  }

  /// The vocabulary of a `vocab.json`, an object of tokens and ids and nothing else; null if it is
  /// not plain.
  static @Nullable VocabularyTexts vocabulary(byte[] json, String source) {
    TextList found = new TextList(1 << 15);
    JsonBytes at = new JsonBytes(json);
    int[] numbers = at.idsByName(found, ModelSection.ID_LIMIT);
    return numbers == null || !at.isAtEnd() || Utf8.validUpTo(json, 0, json.length) < json.length
        ? null
        : new VocabularyTexts(found, Arrays.copyOf(numbers, found.size()), source);
  }
}
