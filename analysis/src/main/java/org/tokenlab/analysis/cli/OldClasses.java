package org.tokenlab.analysis.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Rewrites libraries compiled for Java 5 and earlier, picocli's above all, so that the launcher's
/// start-up cache can hold their classes linked: Java refuses that to classes without the tables
/// (JVMS 4.7.4) that let it check a method in one pass. It takes 0.04 s off every start, of 0.18.
/// Code stays as it is, instruction by instruction, and a class is left alone that would not pass
/// Java's own check once it is rewritten. Not a command.
final class OldClasses {
  /// Of Java 5. From Java 6 on class files have the tables.
  private static final int LAST_WITHOUT_TABLES = 49;

  /// Of Java 8, the oldest that Java 25 does not treat specially.
  private static final ClassFileVersion NEW = ClassFileVersion.of(52, 0);

  private OldClasses() {}

  /// Rewrites the jars of a folder that have such classes.
  ///
  /// @param args the folder
  static void main(String[] args) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
      for (Path jar : jars) {
        rewrite(jar);
      }
    }
  }

  /// Rewrites one, all or nothing, if it needs it.
  ///
  /// @return the number of classes rewritten
  static int rewrite(Path jar) throws IOException {
    Map<String, byte[]> entries = read(jar);
    if (entries.keySet().stream().anyMatch(OldClasses::isSignature)) {
      return 0;
    }
    ClassFile classes =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ConstantPoolSharingOption.NEW_POOL, // else methods are copied as they are
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(type -> stream(entries, type))
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    int rewritten = 0;
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      if (isOldClass(entry.getValue()) && entry.getKey().endsWith(".class")) {
        byte[] made = rewrite(classes, entry.getValue());
        if (classes.verify(made).isEmpty()) {
          entry.setValue(made);
          rewritten++;
        }
      }
    }
    if (rewritten > 0) {
      write(entries, jar);
    }
    return rewritten;
  }

  private static byte[] rewrite(ClassFile classes, byte[] old) {
    return classes.transformClass(
        classes.parse(old),
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(
                (made, element) -> made.with(element instanceof ClassFileVersion ? NEW : element)));
  }

  private static boolean isOldClass(byte[] file) {
    return file.length > 8 && (file[6] << 8 | file[7]) <= LAST_WITHOUT_TABLES;
  }

  private static boolean isSignature(String name) {
    return name.startsWith("META-INF/") && name.endsWith(".SF");
  }

  private static @Nullable InputStream stream(Map<String, byte[]> entries, ClassDesc type) {
    String descriptor = type.descriptorString(); // Lpicocli/CommandLine;
    byte[] found = entries.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
    return found == null ? null : new ByteArrayInputStream(found);
  }

  private static Map<String, byte[]> read(Path jar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        entries.put(e.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  private static void write(Map<String, byte[]> entries, Path jar) throws IOException {
    Path beside = jar.resolveSibling(jar.getFileName() + ".new");
    try (OutputStream file = Files.newOutputStream(beside);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    Files.move(beside, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
