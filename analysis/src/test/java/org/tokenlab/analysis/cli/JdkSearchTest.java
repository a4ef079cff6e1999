package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./tokenlab` and `./mvnw` find a JDK 25 whatever the default `java` is, and say so in one line
/// where there is none.
///
/// The JDKs here are empty shells in a folder of the test's own; the scripts are the real ones.
class JdkSearchTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @TempDir Path folder;

  @BeforeEach
  void needsAPosixShell() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: no /bin/sh");
  }

  @Test
  void aJdk25InAFolderWinsOverAnOlderDefault() throws Exception {
    Path old = jdk("default", "17.0.15", true);
    Path wanted = jdk("jdks/temurin-25", "25.0.3", true);
    assertEquals(found(wanted), search(old, null));
  }

  @Test
  void aJdk25WinsOverAnOlderJavaHome() throws Exception {
    Path old = jdk("old", "17.0.15", true);
    Path wanted = jdk("jdks/temurin-25", "25", true);
    assertEquals(found(wanted), search(old, old));
  }

  @Test
  void aJdk25WinsOverANewerOneAndANewerOneIsBetterThanNone() throws Exception {
    Path old = jdk("default", "21.0.1", true);
    Path newer = jdk("jdks/a-27", "27-ea", true);
    assertEquals(found(newer), search(old, null));
    Path wanted = jdk("jdks/b-25", "25.0.3", true);
    assertEquals(found(wanted), search(old, null));
  }

  @Test
  void aRuntimeWithoutCompilerIsPassedOver() throws Exception {
    Path old = jdk("default", "17.0.15", true);
    jdk("jdks/a-jre", "25.0.3", false);
    Path wanted = jdk("jdks/b-jdk", "25.0.3", true);
    assertEquals(found(wanted), search(old, null));
  }

  @Test
  void withoutAJdk25BothCommandsSayItInOneLineAndFail() throws Exception {
    Path old = jdk("default", "17.0.15", true);
    jdk("jdks/a-21", "21.0.1", true);
    for (String command : List.of("./tokenlab --help", "./mvnw --version")) {
      Result result = run(command, old, old);
      assertEquals(1, result.status, result.text);
      assertEquals(1, result.text.lines().count(), result.text);
      assertTrue(result.text.startsWith("Tokenlab needs a JDK 25"), result.text);
    }
  }

  private static Result found(Path jdk) {
    return new Result(0, jdk + "\n");
  }

  private Result search(Path defaultJdk, @Nullable Path javaHome) throws Exception {
    return run(". .mvn/jdk25.sh; echo \"$JAVA_HOME\"", defaultJdk, javaHome);
  }

  private Result run(String command, Path defaultJdk, @Nullable Path javaHome) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-euc", command);
    builder.directory(ROOT.toFile()).redirectErrorStream(true);
    builder.environment().put("PATH", defaultJdk.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().put("TOKENLAB_JDKS", folder.resolve("jdks").toString());
    builder.environment().remove("JAVA_HOME");
    if (javaHome != null) {
      builder.environment().put("JAVA_HOME", javaHome.toString());
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), text);
  }

  private Path jdk(String name, String version, boolean withCompiler) throws IOException {
    Path home = folder.toRealPath().resolve(name);
    Files.createDirectories(home.resolve("bin"));
    List<String> programs = new ArrayList<>(List.of("java"));
    if (withCompiler) {
      programs.add("javac");
    }
    for (String program : programs) {
      Files.writeString(home.resolve("bin").resolve(program), "#!/bin/sh\nexit 9\n");
      assertTrue(home.resolve("bin").resolve(program).toFile().setExecutable(true));
    }
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\""
            + version
            + "\"\nJAVA_VERSION_DATE=\"2026-04-21\"\n");
    return home;
  }

  private record Result(int status, String text) {}
}
