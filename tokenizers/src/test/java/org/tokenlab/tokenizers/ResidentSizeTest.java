package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.lang.UCharacter;
import com.knuddels.jtokkit.Encodings;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonFactory;

/// How much memory a loaded tokenizer keeps: measured by [ResidentSize], whose heap is no larger
/// than loading needs.
@Tag("exhaustive") // knows nothing of vectors
final class ResidentSizeTest {
  private static final long MOST = 15_000_000;

  @TempDir private Path folder = Path.of("");

  @Test
  void cl100kByNameKeepsAtMost15Megabytes() throws Exception {
    requireAtMost(MOST, "cl100k_base");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.tokenlab", "x.tiktoken", "tokenizer.json"})
  void cl100kFromAFileKeepsAtMost15Megabytes(String name) throws Exception {
    Path file = folder.resolve(name);
    Tokenizers.save(Tokenizers.named("cl100k_base"), file);
    requireAtMost(MOST, "file", file.toString());
  }

  private static void requireAtMost(long most, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The collector with the least of its own on the heap, and whose collections are whole ones.
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx64m", "-cp", classPath()));
    command.add(ResidentSize.class.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    long bytes = Long.parseLong(out.strip().substring(out.strip().lastIndexOf('\n') + 1));
    assertTrue(bytes > 1_000_000, () -> "too little to be true: " + bytes);
    assertTrue(bytes <= most, () -> "expected at most " + most + " bytes; found " + bytes);
  }

  /// Where the classes are that loading needs, whether this JVM has them from modules or not.
  private static String classPath() {
    return Stream.of(
            ResidentSize.class,
            Tokenizers.class,
            JsonFactory.class,
            UCharacter.class,
            Encodings.class)
        .map(ResidentSizeTest::folderOf)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String folderOf(Class<?> type) {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    String location = Objects.requireNonNull(type.getResource(file), file).toString();
    String folder =
        location.startsWith("jar:")
            ? location.substring("jar:".length(), location.indexOf("!/"))
            : location.substring(0, location.length() - file.length());
    return Path.of(URI.create(folder)).toString();
  }
}
