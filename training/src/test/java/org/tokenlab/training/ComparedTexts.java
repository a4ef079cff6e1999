package org.tokenlab.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The texts that a comparison with a peer is asked for: files, and for `random:COUNT:SEED` as many
/// made up from that seed, on the disk until this is closed.
///
/// Made-up texts are such as trainers get wrong: of few letters, so that pairs tie and run, in
/// several scripts, with digits, marks and runs of spaces.
public final class ComparedTexts implements AutoCloseable {
  private static final String[] ALPHABETS = {
    "ab", "abc", "aàbz", "абвгд", "αβγ", "אבג", "مرح", "कखगि", "กขค", "日本語々", "かなカナ", "가나다", "a1b2",
    "😀👍"
  };

  private final List<Path> files = new ArrayList<>();
  private final List<Path> made = new ArrayList<>();

  /// The texts that are named.
  private ComparedTexts(List<String> names) throws IOException {
    for (String name : names) {
      String[] parts = name.split(":", -1);
      if (parts.length == 3 && parts[0].equals("random")) {
        for (int number = 0; number < Integer.parseInt(parts[1]); number++) {
          Path file = Files.createTempFile("random-" + parts[2] + "-" + number + "-", ".txt");
          made.add(file);
          files.add(Files.writeString(file, text(new Random(Long.parseLong(parts[2]) + number))));
        }
      } else {
        files.add(Path.of(name));
      }
    }
  }

  /// One comparison.
  @FunctionalInterface
  public interface Comparison {
    /// Whether ours and the peer's are equal; prints what there is to say.
    boolean isEqual(String peer, Path text) throws IOException, InterruptedException;
  }

  /// Compares with every peer on every text, prints how many were equal, and ends the process: with
  /// 0 if all were, else with 3.
  ///
  /// @param names of the texts
  public static void compareAll(List<String> peers, List<String> names, Comparison comparison)
      throws IOException, InterruptedException {
    int compared = 0;
    int equal = 0;
    try (ComparedTexts texts = new ComparedTexts(names)) {
      for (String peer : peers) {
        for (Path file : texts.files) {
          equal += comparison.isEqual(peer, file) ? 1 : 0;
          compared++;
        }
      }
    }
    System.out.printf("%d of %d equal%n", equal, compared);
    System.exit(equal == compared ? 0 : 3);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    String letters = "";
    for (int scripts = 1 + random.nextInt(3); scripts > 0; scripts--) {
      letters += ALPHABETS[random.nextInt(ALPHABETS.length)];
    }
    int[] letter = letters.codePoints().toArray();
    int longest = 1 + random.nextInt(12);
    for (int line = 2 + random.nextInt(300); line > 0; line--) {
      for (int word = random.nextInt(12); word > 0; word--) {
        for (int length = 1 + random.nextInt(longest); length > 0; length--) {
          text.appendCodePoint(letter[random.nextInt(letter.length)]);
        }
        text.append(random.nextInt(8) == 0 ? "  " : " ");
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    for (Path file : made) {
      Files.delete(file);
    }
  }
}
