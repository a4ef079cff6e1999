package org.tokenlab.analysis.morphology;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tokenlab.analysis.records.DataRecord;

/// Reads segmented words in the formats that they are published in.
public final class SegmentedWords {
  private SegmentedWords() {}

  /// MorphScore's files: `full_word`, `pt1` and `rest` of each record, the word before and after
  /// its one boundary. Where one of the two is empty the word has one morpheme. A record with a
  /// number `freq` or `frequency` gets it as its weight.
  ///
  /// @throws IOException if a record lacks a value, or has nothing in both parts
  public static List<SegmentedWord> morphScore(List<DataRecord> records) throws IOException {
    List<SegmentedWord> words = new ArrayList<>();
    for (DataRecord entry : records) {
      List<String> parts = new ArrayList<>(List.of(entry.text("pt1"), entry.text("rest")));
      parts.removeIf(String::isEmpty);
      if (parts.isEmpty()) {
        throw new IOException(entry.place() + ": a part of the word wanted; both are empty");
      }
      double weight =
          entry.find("freq").isPresent()
              ? entry.number("freq")
              : entry.find("frequency").isPresent() ? entry.number("frequency") : 1;
      words.add(new SegmentedWord(entry.text("full_word"), parts, weight));
    }
    return words;
  }

  /// SIGMORPHON 2022's word files: a word, a tab, its morphemes with `@@` before all but the first,
  /// spaces between them; a third column is passed over.
  ///
  /// @param source for messages
  /// @throws IOException if it can't be read or a line is not of this form
  public static List<SegmentedWord> sigmorphon(BufferedReader reader, String source)
      throws IOException {
    List<SegmentedWord> words = new ArrayList<>();
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      String[] cells = line.split("\t", -1);
      if (cells.length < 2 || cells[1].isBlank()) {
        throw new IOException(
            source + ": line " + number + ": a word, a tab and its morphemes wanted; got: " + line);
      }
      words.add(
          new SegmentedWord(
              cells[0],
              Arrays.stream(cells[1].strip().split(" +"))
                  .map(m -> m.startsWith("@@") && m.length() > 2 ? m.substring(2) : m)
                  .toList()));
    }
    return words;
  }

  /// UniMorph's segmentation files: lemma, form, features, and the form's morphemes with `|`
  /// between them, in four columns between tabs. Lines whose last column is `-` or empty have no
  /// segmentation and are passed over.
  ///
  /// @param source for messages
  /// @throws IOException if it can't be read or a line is not of this form
  public static List<SegmentedWord> uniMorph(BufferedReader reader, String source)
      throws IOException {
    List<SegmentedWord> words = new ArrayList<>();
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      String[] cells = line.split("\t", -1);
      if (line.isBlank()) {
        continue;
      }
      if (cells.length != 4) {
        throw new IOException(
            source + ": line " + number + ": four columns wanted; got " + cells.length);
      }
      List<String> morphemes =
          Arrays.stream(cells[3].split("\\|")).filter(m -> !m.isEmpty()).toList();
      if (!cells[3].equals("-") && !morphemes.isEmpty()) {
        words.add(new SegmentedWord(cells[1], morphemes));
      }
    }
    return words;
  }
}
