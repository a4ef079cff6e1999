package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class OldClassesTest {
  private static Path library(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /// With references to constants of one width: constants are numbered anew.
  private static List<String> instructions(byte[] file) {
    List<String> all = new ArrayList<>();
    ClassModel model = ClassFile.of().parse(file);
    for (MethodModel method : model.methods()) {
      all.add(method.methodName().stringValue() + method.methodType().stringValue());
      method
          .code()
          .ifPresent(code ->
              code.forEach(element -> {
                if (element instanceof Instruction instruction) {
                  all.add(instruction.opcode().toString().replace("LDC_W", "LDC"));
                }
              }));
    }
    return all;
  }

  private static byte[] bytes(JarFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  @Test
  void theCodeStaysAndEveryClassLinks(@TempDir Path folder) throws Exception {
    Path from = library(CommandLine.class);
    Path jar = Files.copy(from, folder.resolve("picocli.jar"));
    int rewritten = OldClasses.rewrite(jar);
    assertTrue(rewritten > 100, () -> rewritten + " classes");
    assertEquals(0, OldClasses.rewrite(jar), "a second time");
    int compared = 0;
    try (JarFile before = new JarFile(from.toFile());
        JarFile after = new JarFile(jar.toFile());
        URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      for (ZipEntry entry : Collections.list(before.entries())) {
        byte[] old = bytes(before, entry);
        byte[] made = bytes(after, after.getEntry(entry.getName()));
        if (!entry.getName().endsWith(".class") || entry.getName().startsWith("META-INF")) {
          assertArrayEquals(old, made, entry.getName());
          continue;
        }
        assertTrue(instructions(old).equals(instructions(made)), entry.getName()); // long lists
        String name = entry.getName().replace('/', '.').replaceAll("[.]class$", "");
        if (!name.contains("Groovy")) { // needs a library that is not there
          Class.forName(name, true, loader); // checks and initializes it
        }
        compared++;
      }
      Class<?> found = loader.loadClass(CommandLine.class.getName());
      assertNotSame(CommandLine.class, found);
    }
    assertEquals(rewritten, compared);
  }

  @Test
  void newerLibrariesAreLeftAlone(@TempDir Path folder) throws Exception {
    Path from = library(org.jspecify.annotations.Nullable.class);
    Path jar = Files.copy(from, folder.resolve("jspecify.jar"));
    byte[] before = Files.readAllBytes(jar);
    assertEquals(0, OldClasses.rewrite(jar));
    assertArrayEquals(before, Files.readAllBytes(jar));
    assertFalse(Files.exists(folder.resolve("jspecify.jar.new")));
  }
}
