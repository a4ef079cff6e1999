package org.example.dependent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.tokenlab.corpora.ParallelCorpora;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.training.BpeTrainer;

/// Uses the three libraries as a stranger would, and fails unless they run on the kernels named by its argument:
/// `scalar`, `vector`, or `refused` where the vector ones were asked for and can't be had.
public final class Dependent {
  private static final Logger SIMD = Logger.getLogger("org.tokenlab.simd");

  private Dependent() {}

  public static void main(String[] args) {
    List<LogRecord> lines = collectLog();
    String kernels = args[0];
    check(kernels.matches("scalar|vector|refused"), "kernels", kernels);
    boolean named = Dependent.class.getModule().isNamed();
    check(named == args[1].equals("module-path"), "is a named module", named);

    if (kernels.equals("refused")) {
      checkRefused();
      return;
    }
    useTokenizers();
    useTraining();
    useCorpora();

    check(lines.size() == 1, "log lines", lines.stream().map(LogRecord::getMessage).toList());
    String line = lines.getFirst().getMessage();
    Level level = lines.getFirst().getLevel();
    if (kernels.equals("scalar")) {
      check(line.contains("scalar") && level == Level.INFO, "log line", level + " " + line);
    } else {
      check(line.contains("on the Vector API: vector") && level == Level.FINE, "log line", level + " " + line);
    }
    System.out.println("checked: " + String.join(" ", args) + ": " + line);
  }

  private static void useTokenizers() {
    Tokenizer cl100k = Tokenizers.named("cl100k_base");
    int[] ids = cl100k.encodeOrdinary("tiktoken is great!");
    // As OpenAI's own guide to tiktoken prints them.
    check(Arrays.equals(ids, new int[] {83, 1609, 5963, 374, 2294, 0}), "ids", Arrays.toString(ids));
    String text = "Straße, 東京, \uD83D\uDE00: " + "naïve ".repeat(100);
    check(cl100k.decode(cl100k.encodeOrdinary(text)).equals(text), "text", text);
  }

  private static void useTraining() {
    Tokenizer trained =
        BpeTrainer.builder(258).build().train(Stream.of("abab abab abab", "ab")).tokenizer("trained");
    int[] ids = trained.encodeOrdinary("abab");
    check(Arrays.equals(ids, new int[] {257}), "ids", Arrays.toString(ids));
  }

  private static void useCorpora() {
    int languages = ParallelCorpora.embedded().languages().size();
    check(languages >= 100, "languages", languages);
  }

  private static void checkRefused() {
    try {
      useTokenizers();
    } catch (ExceptionInInitializerError e) {
      String message = String.valueOf(e.getCause().getMessage());
      check(message.contains("--add-modules jdk.incubator.vector"), "message", message);
      System.out.println("checked: refused: " + message);
      return;
    }
    throw new AssertionError("-Dorg.tokenlab.simd=vector without the Vector API was not refused");
  }

  private static List<LogRecord> collectLog() {
    List<LogRecord> lines = new ArrayList<>();
    SIMD.setLevel(Level.ALL);
    SIMD.setUseParentHandlers(false);
    SIMD.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
    return lines;
  }

  private static void check(boolean holds, String what, Object got) {
    if (!holds) {
      throw new AssertionError(what + ": " + got);
    }
  }
}
