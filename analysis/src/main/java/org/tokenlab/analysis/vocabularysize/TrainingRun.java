package org.tokenlab.analysis.vocabularysize;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A model at some point of its training: a row of the data that scaling laws are fitted to.
///
/// @param vocabularySize V, in tokens
/// @param embeddingWidth d
/// @param characters H, read so far
/// @param nonVocabularyParameters N
/// @param flops C, spent so far
/// @param loss normalised by that of unigrams; mostly negative
public record TrainingRun(
    double vocabularySize,
    double embeddingWidth,
    double characters,
    double nonVocabularyParameters,
    double flops,
    double loss) {
  private static final String HEADER =
      "vocab_size,embed_dim,num_characters,Non_vocab_parameters,FLOPs,Lossu";

  /// Reads a file as the authors' `exp_data.csv`.
  ///
  /// @param source for messages
  /// @throws IOException if it can't be read, has another header, or holds what is no number
  public static List<TrainingRun> read(BufferedReader csv, String source) throws IOException {
    String header = csv.readLine();
    if (!HEADER.equals(header)) {
      throw new IOException(source + ": the header \"" + HEADER + "\" wanted; got: " + header);
    }
    List<TrainingRun> runs = new ArrayList<>();
    int line = 1;
    for (String text = csv.readLine(); text != null; text = csv.readLine()) {
      line++;
      String[] cells = text.split(",", -1);
      double[] values = new double[6];
      Arrays.fill(values, Double.NaN);
      try {
        for (int i = 0; i < values.length && i < cells.length; i++) {
          values[i] = Double.parseDouble(cells[i]);
        }
      } catch (NumberFormatException e) {
        throw new IOException(source + ": line " + line + ": numbers wanted; got: " + text, e);
      }
      if (cells.length != values.length || !Arrays.stream(values).allMatch(Double::isFinite)) {
        throw new IOException(
            source + ": line " + line + ": 6 finite numbers wanted; got: " + text);
      }
      runs.add(new TrainingRun(values[0], values[1], values[2], values[3], values[4], values[5]));
    }
    return runs;
  }

  /// Vocabulary parameters, V · d.
  public double vocabularyParameters() {
    return vocabularySize * embeddingWidth;
  }
}
