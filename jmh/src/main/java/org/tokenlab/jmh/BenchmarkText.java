package org.tokenlab.jmh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpora;
import org.tokenlab.corpora.ParallelCorpus;

/// Real text to time on, found on any machine with a JDK, cut into documents of about 4 KiB.
///
/// - `english`: prose, from the comments of the running JDK's own sources, without their markup;
/// - `code`: those sources, as they stand;
/// - `languages`: the embedded parallel corpus, item by item in all its languages. Names, dates and
///   numbers, not prose;
/// - anything else: the path of a UTF-8 file.
///
/// The texts depend on the JDK: compare within one.
final class BenchmarkText {
  private static final int DOCUMENT_CHARS = 4096;
  private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
  private static final Pattern MARGIN = Pattern.compile("\\n[ \\t]*\\*+ ?");
  private static final Pattern MARKUP = Pattern.compile("<[^>]{1,80}>|\\{@\\w+\\s|[{}]");

  private BenchmarkText() {}

  /// Documents of about `bytes` bytes of UTF-8 together, or of all there is if that is less.
  ///
  /// @param text `english`, `code`, `languages`, or the path of a file
  /// @throws IllegalStateException if the JDK came without its sources
  static List<String> documents(String text, int bytes) throws IOException {
    StringBuilder all = new StringBuilder();
    switch (text) {
      case "english" -> sources(all, bytes, BenchmarkText::prose);
      case "code" -> sources(all, bytes, source -> source);
      case "languages" -> languages(all, bytes);
      default -> all.append(Files.readString(Path.of(text)));
    }
    return cut(all, bytes);
  }

  /// Bytes of UTF-8 in all `documents`.
  static long utf8Bytes(List<String> documents) {
    return documents.stream().mapToLong(d -> d.getBytes(StandardCharsets.UTF_8).length).sum();
  }

  /// Where the running JDK keeps its sources, if it does.
  static Path sourceArchive() {
    return Path.of(System.getProperty("java.home"), "lib", "src.zip");
  }

  private interface Extract {
    String of(String source);
  }

  private static void sources(StringBuilder all, int bytes, Extract extract) throws IOException {
    if (!Files.exists(sourceArchive())) {
      throw new IllegalStateException(
          "the texts english and code are made from the JDK's sources, and "
              + sourceArchive()
              + " is absent: run on a JDK that has it, or give a UTF-8 file: -p text=FILE");
    }
    try (ZipFile archive = new ZipFile(sourceArchive().toFile());
        Stream<? extends ZipEntry> entries = archive.stream()) {
      List<? extends ZipEntry> files =
          entries
              .filter(e -> e.getName().matches("java\\.base/java/(util|lang|net|time)/.*\\.java"))
              .sorted(Comparator.comparing(ZipEntry::getName))
              .toList();
      for (ZipEntry file : files) {
        if (all.length() >= bytes) {
          return;
        }
        byte[] content = archive.getInputStream(file).readAllBytes();
        all.append(extract.of(new String(content, StandardCharsets.UTF_8)));
      }
    }
  }

  private static String prose(String source) {
    StringBuilder prose = new StringBuilder();
    Matcher comment = COMMENT.matcher(source);
    while (comment.find()) {
      String text = MARGIN.matcher(comment.group(1)).replaceAll("\n");
      prose.append(MARKUP.matcher(text).replaceAll("").strip()).append("\n\n");
    }
    return prose.toString();
  }

  private static void languages(StringBuilder all, int bytes) throws IOException {
    ParallelCorpus corpus = ParallelCorpora.embedded();
    for (int i = 0; i < corpus.items() && all.length() < bytes; i++) {
      for (LanguageScript language : corpus.languages()) {
        String item = corpus.item(language, i);
        if (item != null) {
          all.append(item).append('\n');
        }
      }
    }
  }

  /// The first `bytes` bytes of UTF-8 of `text` or a little more, in documents of about 4 KiB.
  static List<String> cut(CharSequence text, int bytes) {
    List<String> documents = new ArrayList<>();
    long left = bytes;
    for (int from = 0; from < text.length() && left > 0; ) {
      int to = Math.min(text.length(), from + DOCUMENT_CHARS);
      if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
        to++;
      }
      String document = text.subSequence(from, to).toString();
      documents.add(document);
      left -= document.getBytes(StandardCharsets.UTF_8).length;
      from = to;
    }
    return documents;
  }
}
