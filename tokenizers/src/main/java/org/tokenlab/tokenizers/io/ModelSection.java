package org.tokenlab.tokenizers.io;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.ModelFileException;
import tools.jackson.core.JsonToken;

/// The `model` of a `tokenizer.json`, read in one pass: vocabulary and merges into flat arrays, the
/// rest as nodes. What kind of model it is may stand after them, so that is found out later.
final class ModelSection {
  /// Ids are below this, here and in [org.tokenlab.tokenizers.bpe.BpeModel]; HF takes any 32-bit
  /// number. A vocabulary is an array by id, and a stray id must not cost gigabytes.
  static final int ID_LIMIT = 1 << 21;

  /// How merges are written.
  enum Merges {
    /// There are none.
    ABSENT,
    /// As arrays of two strings: two entries of the list each.
    PAIRS,
    /// As strings with a space between: one entry each.
    LINES,
  }

  /// All members but `vocab` and `merges`.
  final JsonNode small;

  /// Tokens of an object, pieces of an array; null if there is no vocabulary.
  final @Nullable TextList vocab;

  /// Ids by entry of [#vocab]; null for an array.
  final int @Nullable [] ids;

  /// Finds texts of [#vocab], if that is being prepared already.
  final @Nullable ForkJoinTask<TextIndex> index;

  /// Scores by entry of [#vocab]; null for an object.
  final double @Nullable [] scores;

  final Merges spelling;
  final TextList merges;

  private ModelSection(Reader read, JsonNode small) {
    this.small = small;
    vocab = read.vocab;
    ids = read.ids;
    index = read.vocab == read.sections.tokens ? read.sections.index : null;
    scores = read.scores;
    spelling = read.spelling;
    merges = read.merges;
  }

  /// Reads the value that `json` stands at.
  ///
  /// @param sections what was taken out of the file
  static ModelSection read(JsonSource json, String source, LargeSections sections)
      throws ModelFileException {
    return new Reader(json, sections).section(source);
  }

  private static final class Reader {
    private final JsonSource json;
    private final LargeSections sections;
    private @Nullable TextList vocab;
    private int @Nullable [] ids;
    private double @Nullable [] scores;
    private Merges spelling = Merges.ABSENT;
    private TextList merges = new TextList(0);

    Reader(JsonSource json, LargeSections sections) {
      this.json = json;
      this.sections = sections;
    }

    ModelSection section(String source) throws ModelFileException {
      if (json.current() != JsonToken.START_OBJECT) {
        throw json.node("model").expected("an object");
      }
      long offset = json.offset();
      Map<String, JsonNode> small = new LinkedHashMap<>();
      while (json.next() != JsonToken.END_OBJECT) {
        String key = json.text();
        JsonToken value = json.next();
        if (key.equals("vocab") && value == JsonToken.START_OBJECT) {
          readObject();
        } else if (key.equals("vocab") && value == JsonToken.START_ARRAY) {
          readArray();
        } else if (key.equals("vocab")) {
          throw json.node("model.vocab").expected("an object, or an array for Unigram");
        } else if (key.equals("merges")) {
          readMerges();
        } else {
          small.put(key, json.node("model." + key));
        }
      }
      return new ModelSection(this, new JsonNode(source, "model", offset, small));
    }

    private void readObject() throws ModelFileException {
      if (sections.tokens != null) {
        json.next();
        vocab = sections.tokens;
        ids = sections.ids;
        return;
      }
      TextList tokens = new TextList(1 << 15);
      int[] idOf = new int[1 << 15];
      while (json.next() != JsonToken.END_OBJECT) {
        json.appendTo(tokens, "model.vocab", tokens.size());
        json.next();
        if (tokens.size() > idOf.length) {
          idOf = Arrays.copyOf(idOf, 2 * idOf.length);
        }
        idOf[tokens.size() - 1] = json.index(ID_LIMIT, "model.vocab", tokens);
      }
      vocab = tokens;
      ids = idOf;
      scores = null;
    }

    private void readArray() throws ModelFileException {
      TextList pieces = new TextList(1 << 15);
      double[] scoreOf = new double[1 << 15];
      for (int id = 0; json.next() != JsonToken.END_ARRAY; id++) {
        if (json.current() != JsonToken.START_ARRAY || json.next() != JsonToken.VALUE_STRING) {
          throw json.failure(
              "model.vocab[" + id + "]", "expected an array of a string and a number");
        }
        if (id == ID_LIMIT) {
          throw json.failure("model.vocab", "expected at most " + ID_LIMIT + " pieces");
        }
        json.appendTo(pieces, "model.vocab", id);
        json.next();
        if (id == scoreOf.length) {
          scoreOf = Arrays.copyOf(scoreOf, 2 * scoreOf.length);
        }
        scoreOf[id] = json.number("model.vocab", id);
        requireEndOfArray("model.vocab", id);
      }
      vocab = pieces;
      scores = scoreOf;
      ids = null;
    }

    private void readMerges() throws ModelFileException {
      if (json.current() != JsonToken.START_ARRAY) {
        throw json.node("model.merges").expected("an array");
      }
      if (sections.merges != null) {
        json.next();
        merges = sections.merges;
        spelling = sections.spelling;
        return;
      }
      merges = new TextList(1 << 15);
      spelling = Merges.PAIRS;
      for (int rank = 0; json.next() != JsonToken.END_ARRAY; rank++) {
        if (rank == 0 && json.current() == JsonToken.VALUE_STRING) {
          spelling = Merges.LINES;
        }
        boolean line = spelling == Merges.LINES;
        if (json.current() != (line ? JsonToken.VALUE_STRING : JsonToken.START_ARRAY)) {
          throw json.node("model.merges[" + rank + "]")
              .expected(line ? "a string, as the merges before" : "an array of two strings");
        }
        if (line) {
          json.appendTo(merges, "model.merges", rank);
        } else {
          readPair(rank);
        }
      }
    }

    private void readPair(int rank) throws ModelFileException {
      for (int i = 0; i < 2; i++) {
        if (json.next() != JsonToken.VALUE_STRING) {
          throw json.failure("model.merges[" + rank + "]", "expected an array of two strings");
        }
        json.appendTo(merges, "model.merges", rank);
      }
      requireEndOfArray("model.merges", rank);
    }

    private void requireEndOfArray(String path, int index) throws ModelFileException {
      if (json.next() != JsonToken.END_ARRAY) {
        throw json.failure(path + "[" + index + "]", "expected an array of two");
      }
    }
  }
}
