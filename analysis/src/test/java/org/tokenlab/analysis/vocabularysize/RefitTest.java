package org.tokenlab.analysis.vocabularysize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.tokenlab.analysis.ReferenceFolder;

/// Fits to data made from known constants, and to the authors' data where that is at hand.
final class RefitTest {
  private static final double[] PREDICTED_FOR = {3e9, 7e9, 13e9, 30e9, 70e9, 130e9, 300e9};

  private static List<TrainingRun> published() throws IOException {
    try (BufferedReader csv =
        Files.newBufferedReader(
            ReferenceFolder.require("papers/scaling-with-vocab/exp_data.csv"))) {
      return TrainingRun.read(csv, "exp_data.csv");
    }
  }

  @Test
  void lossOfKnownConstantsIsFoundAgain() {
    ParametricLoss known = new ParametricLoss(1.9, 0.2, 1.6, 5.5, 0.7, 0.45);
    List<TrainingRun> runs = new ArrayList<>();
    for (double n : new double[] {33e6, 85e6, 302e6, 1.13e9}) {
      for (double v : new double[] {4096, 16384, 65536}) {
        for (double h : new double[] {2e10, 8e10, 3e11}) {
          double d = EmbeddingWidth.of(n);
          double tokens = h * TokensPerCharacter.of(v);
          double loss = known.loss(n, v * d, tokens);
          runs.add(new TrainingRun(v, d, h, n, 6 * (n + v * d) * tokens, loss));
        }
      }
    }
    ParametricLossFit.Result fit =
        ParametricLossFit.fit(runs, ParametricLossFit.Argument.VOCABULARY_SIZE);
    assertEquals(known.alpha2(), fit.loss().alpha2(), 1e-3);
    assertEquals(known.beta(), fit.loss().beta(), 1e-3);
    assertEquals(known.a2(), fit.loss().a2(), 1e-3);
    assertThrows(
        IllegalArgumentException.class,
        () -> ParametricLossFit.fit(runs.subList(0, 3), ParametricLossFit.Argument.THOUSANDS));
  }

  @Test
  void powersOfTheBudgetAreFoundAgain() {
    IsoFlops known = new IsoFlops(-2.5, -1.6, 0.42, 1.9);
    long seed = Long.getLong("tests.seed", new Random().nextLong());
    System.out.println("replay: -Dtests.seed=" + seed);
    Random random = new Random(seed);
    List<TrainingRun> runs = new ArrayList<>();
    for (double c = 1e17; c < 1e22; c *= 2) {
      double n = Math.exp(known.k1()) * Math.sqrt(c);
      double d = EmbeddingWidth.of(n);
      double v = Math.exp(known.k2()) * Math.pow(c, known.alpha2()) / d;
      runs.add(new TrainingRun(v, d, known.characters(c), n, c, -Math.log(c)));
      // Worse than what came before: not on the frontier.
      runs.add(new TrainingRun(1 + 1e5 * random.nextDouble(), d, 1e9, n, 1.5 * c, 0));
    }
    List<TrainingRun> frontier = IsoFlopsFit.frontier(runs);
    assertEquals(runs.size() / 2, frontier.size(), "seed " + seed);
    IsoFlops fit = IsoFlopsFit.fit(frontier);
    assertEquals(known.k1(), fit.k1(), 1e-9);
    assertEquals(known.k2(), fit.k2(), 1e-7);
    assertEquals(known.alpha2(), fit.alpha2(), 1e-9);
    assertEquals(known.k3(), fit.k3(), 1e-9);
    assertThrows(IllegalArgumentException.class, () -> IsoFlopsFit.fit(List.of()));
  }

  @Test
  void theAuthorsDataGiveTheCorrectedConstants() throws IOException {
    ParametricLossFit.Result fit =
        ParametricLossFit.fit(published(), ParametricLossFit.Argument.VOCABULARY_SIZE);
    assertEquals(1054, fit.runs());
    assertEquals(0.066787, fit.huber(), 5e-7);
    assertEquals(1, fit.loss().alpha2());
    assertEquals(ParametricLoss.CORRECTED.a2(), fit.loss().a2(), 1e-7);
    assertArrayEquals(
        new long[] {20053, 28802, 35957, 55541, 75428, 78499, 107464}, sizes(fit.loss()));
  }

  @Test
  void theAuthorsDataInTheAuthorsUnitsGiveNearlyThePublishedConstants() throws IOException {
    ParametricLossFit.Result fit =
        ParametricLossFit.fit(published(), ParametricLossFit.Argument.THOUSANDS);
    // Lower than the published fit's sum, 0.0622917.
    assertEquals(0.0622914, fit.huber(), 5e-8);
    assertEquals(0.19067, fit.loss().a2(), 5e-6);
    assertEquals(0.66367, fit.loss().alpha2(), 5e-6);
    assertEquals(0.44532, fit.loss().beta(), 5e-6);
    long[] sizes = sizes(fit.loss());
    assertEquals(36530, sizes[0]);
    assertEquals(387606, sizes[6]);
  }

  private static long[] sizes(ParametricLoss loss) {
    return DoubleStream.of(PREDICTED_FOR)
        .mapToLong(n -> loss.vocabulary(n).vocabularySize())
        .toArray();
  }

  @Test
  void aFileThatIsNotOneIsRefused() {
    String header = "vocab_size,embed_dim,num_characters,Non_vocab_parameters,FLOPs,Lossu\n";
    assertThrows(IOException.class, () -> read(""));
    assertThrows(IOException.class, () -> read(header + "1,2,3\n"));
    assertThrows(IOException.class, () -> read(header + "1,2,3,4,5,x\n"));
    assertThrows(IOException.class, () -> read(header + "1,2,3,4,5,NaN\n"));
  }

  private static List<TrainingRun> read(String csv) throws IOException {
    return TrainingRun.read(new BufferedReader(new StringReader(csv)), "runs.csv");
  }
}
