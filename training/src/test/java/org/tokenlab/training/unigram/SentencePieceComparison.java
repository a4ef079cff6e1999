package org.tokenlab.training.unigram;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.training.WordCounts;

/// Trains on files of one's own as SentencePiece does and with SentencePiece 0.2.3 itself, and
/// prints how far the two agree, and how well our own mode fits against both. Not a test: run its
/// `main` with `-Dtokenlab.python=…` and the arguments VOCABULARY_SIZE THREADS FILE...
final class SentencePieceComparison {
  private static final String TRAIN =
      """
      import sys, sentencepiece
      assert sentencepiece.__version__ == "0.2.3", sentencepiece.__version__
      sentencepiece.SentencePieceTrainer.train(input=sys.argv[1], model_prefix=sys.argv[2],
          vocab_size=int(sys.argv[3]), num_threads=int(sys.argv[4]), minloglevel=1)
      """;

  private SentencePieceComparison() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int size = Integer.parseInt(args[0]);
    int threads = Integer.parseInt(args[1]);
    for (int i = 2; i < args.length; i++) {
      compare(Path.of(args[i]), size, threads);
    }
  }

  private static void compare(Path file, int size, int threads)
      throws IOException, InterruptedException {
    SentencePieceModel theirs = peer(file, size, threads);
    UnigramTrainer exact =
        UnigramTrainer.builder(size)
            .mode(UnigramMode.SENTENCEPIECE)
            .sentencePieceThreads(threads)
            .build();
    UnigramTrainer best = UnigramTrainer.builder(size).build();
    SentencePieces ours = train(exact, file).pieces();
    SentencePieces expected = theirs.pieces();
    Map<String, Float> scores = new HashMap<>();
    for (int id = 0; id < ours.size(); id++) {
      scores.put(ours.piece(id), ours.score(id));
    }
    int inBoth = 0;
    double farthest = 0;
    for (int id = 0; id < expected.size(); id++) {
      Float score = scores.get(expected.piece(id));
      if (score != null) {
        inBoth++;
        farthest = Math.max(farthest, Math.abs(score - expected.score(id)));
      }
    }
    WordCounts words = best.count(lines(file).iterator());
    System.out.printf(
        Locale.ROOT,
        "%s: %d pieces, theirs %d, in both %d, farthest scores %.1e apart; nats a word: theirs"
            + " %.4f, best mode %.4f%n",
        file.getFileName(),
        ours.size(),
        expected.size(),
        inBoth,
        farthest,
        UnigramObjective.of(theirs, words),
        UnigramObjective.of(train(best, file), words));
  }

  private static SentencePieceModel train(UnigramTrainer trainer, Path file) throws IOException {
    return trainer.train(lines(file)).model();
  }

  private static Stream<String> lines(Path file) throws IOException {
    return Arrays.stream(Files.readString(file).split("\n", -1)); // a carriage return is text
  }

  private static SentencePieceModel peer(Path file, int size, int threads)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("sentencepiece");
    Process process =
        new ProcessBuilder(
                System.getProperty("tokenlab.python", "python3"),
                "-c",
                TRAIN,
                file.toString(),
                folder.resolve("peer").toString(),
                Integer.toString(size),
                Integer.toString(threads))
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(file + ": SentencePiece failed; see above");
    }
    return (SentencePieceModel) Tokenizers.load(folder.resolve("peer.model")).model();
  }
}
