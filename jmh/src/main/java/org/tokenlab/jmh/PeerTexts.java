package org.tokenlab.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpora;
import org.tokenlab.corpora.ParallelCorpus;

/// The texts of the table, as files of documents of about 4 KiB: from the reference data where it
/// lies, else from the embedded corpus and the JDK's sources.
///
/// | text | reference data | else |
/// |---|---|---|
/// | `english` | novels | prose in the JDK's comments |
/// | `languages` | FLORES-200, sentence by sentence in all its languages | the embedded corpus likewise |
/// | `cjk` | Chinese, Japanese and Thai documents in turn | the embedded corpus in these languages |
/// | `code` | the JDK's sources | the same |
/// | `chat` | requests in JSON, made by seed from sentences of `english` and `languages` | the same |
///
/// No text repeats itself to reach its size: where there is less, it is shorter.
final class PeerTexts {
  /// All texts, in the order of the table.
  static final List<String> NAMES = List.of("english", "languages", "cjk", "code", "chat");

  private static final long SEED = 20_261_126L;
  private static final int SHORT_CHARS = 160;

  private PeerTexts() {}

  /// Writes `TEXT.docs` and `TEXT.short` for each text, and `warmup.docs`: for the compiler, what
  /// follows in each text after what is timed.
  static void write(List<String> texts, int bytes, Path folder) throws IOException {
    List<String> warmup = new ArrayList<>();
    for (String text : texts) {
      List<String> all = documents(text, bytes + bytes / 4);
      int timed = prefix(all, Math.min(bytes, BenchmarkText.utf8Bytes(all) * 4 / 5));
      List<String> documents = all.subList(0, timed);
      DocumentFile.write(folder.resolve(text + ".docs"), documents);
      DocumentFile.write(folder.resolve(text + ".short"), lines(documents, bytes / 5));
      warmup.addAll(all.subList(timed, all.size()));
    }
    DocumentFile.write(folder.resolve("warmup.docs"), warmup);
  }

  /// How many documents reach that many bytes.
  private static int prefix(List<String> documents, long bytes) {
    long seen = 0;
    for (int i = 0; i < documents.size(); i++) {
      seen += documents.get(i).getBytes(StandardCharsets.UTF_8).length;
      if (seen >= bytes) {
        return i + 1;
      }
    }
    return documents.size();
  }

  /// The documents of one text, of about `bytes` bytes together or of all there is.
  static List<String> documents(String text, int bytes) throws IOException {
    return switch (text) {
      case "english" -> english(bytes);
      case "languages" -> BenchmarkText.cut(String.join("\n", sentences(bytes)), bytes);
      case "cjk" -> cjk(bytes);
      case "code" -> BenchmarkText.documents("code", bytes);
      case "chat" -> chat(bytes);
      default -> throw new IllegalArgumentException("no text \"" + text + "\"; there are " + NAMES);
    };
  }

  private static List<String> english(int bytes) throws IOException {
    Optional<Path> books = ReferenceFolder.find("mono/english-books");
    return books.isPresent()
        ? BenchmarkText.cut(joined(files(books.get())), bytes)
        : BenchmarkText.documents("english", bytes);
  }

  /// Sentences of all languages, the same sentence in each before the next.
  private static List<String> sentences(int bytes) throws IOException {
    Optional<Path> flores = ReferenceFolder.find("flores200/dev");
    if (flores.isEmpty()) {
      return List.of(String.join("", BenchmarkText.documents("languages", bytes)).split("\n", -1));
    }
    List<List<String>> languages = new ArrayList<>();
    for (Path file : files(flores.get())) {
      languages.add(Files.readAllLines(file));
    }
    List<String> sentences = new ArrayList<>();
    long left = bytes;
    for (int i = 0; left > 0; i++) {
      int before = sentences.size();
      for (List<String> language : languages) {
        if (i < language.size()) {
          sentences.add(language.get(i));
          left -= language.get(i).getBytes(StandardCharsets.UTF_8).length + 1;
        }
      }
      if (sentences.size() == before) {
        break;
      }
    }
    return sentences;
  }

  private static List<String> cjk(int bytes) throws IOException {
    List<List<String>> languages = new ArrayList<>();
    for (List<String> sources :
        List.of(
            List.of("commonvoice/zh-CN.txt", "commonvoice/zh-TW.txt"),
            List.of(
                "mono/japanese/wagahai.txt",
                "commonvoice/ja.txt",
                "mono/japanese/python-docs-ja.txt"),
            List.of("mono/thai/wisesight-neu.txt", "mono/thai/wisesight-pos.txt"))) {
      List<Path> found =
          sources.stream().map(ReferenceFolder::find).flatMap(Optional::stream).toList();
      languages.add(BenchmarkText.cut(joined(found), bytes / 3));
    }
    if (languages.stream().anyMatch(List::isEmpty)) {
      languages = embedded(List.of("zho", "jpn", "tha"), bytes / 3);
    }
    List<String> mixed = new ArrayList<>();
    for (int i = 0; i < languages.stream().mapToInt(List::size).max().orElse(0); i++) {
      for (List<String> language : languages) {
        if (i < language.size()) {
          mixed.add(language.get(i));
        }
      }
    }
    return mixed;
  }

  private static List<List<String>> embedded(List<String> codes, int bytes) {
    ParallelCorpus corpus = ParallelCorpora.embedded();
    List<List<String>> languages = new ArrayList<>();
    for (String code : codes) {
      StringBuilder text = new StringBuilder();
      for (LanguageScript language : corpus.languages()) {
        if (language.language().equals(code)) {
          for (int i = 0; i < corpus.items(); i++) {
            String item = corpus.item(language, i);
            text.append(item == null ? "" : item + "\n");
          }
        }
      }
      languages.add(BenchmarkText.cut(text, bytes));
    }
    return languages;
  }

  /// Requests of a chat, one a document and up to some 8 KiB long, three quarters of them English.
  private static List<String> chat(int bytes) throws IOException {
    List<String> prose = lines(english(bytes), bytes);
    List<String> foreign = sentences(bytes);
    Random random = new Random(SEED);
    List<String> requests = new ArrayList<>();
    for (long left = bytes; left > 0; ) {
      List<String> said = random.nextInt(4) > 0 ? prose : foreign;
      StringBuilder json =
          new StringBuilder("{\"model\": \"m-")
              .append(random.nextInt(100))
              .append("\", \"temperature\": 0.")
              .append(random.nextInt(10))
              .append(", \"messages\": [{\"role\": \"system\", \"content\": ")
              .append("\"You are a helpful assistant.\"}");
      for (int turn = 0, turns = 1 + random.nextInt(12); turn < turns; turn++) {
        json.append(", {\"role\": \"")
            .append(turn % 2 == 0 ? "user" : "assistant")
            .append("\", \"content\": \"");
        int at = random.nextInt(said.size());
        for (int i = at; i < Math.min(said.size(), at + 1 + random.nextInt(8)); i++) {
          json.append(i == at ? "" : "\\n").append(escaped(said.get(i)));
        }
        json.append("\"}");
      }
      String request = json.append("]}\n").toString();
      requests.add(request);
      left -= request.getBytes(StandardCharsets.UTF_8).length;
    }
    return requests;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t").replace("\r", "");
  }

  /// The lines of `documents` that say something, none longer than some 160 UTF-16 units, of about
  /// `bytes` bytes together.
  private static List<String> lines(List<String> documents, int bytes) {
    List<String> lines = new ArrayList<>();
    long left = bytes;
    for (String document : documents) {
      for (String line : document.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
        for (int from = 0; from < line.length() && left > 0; ) {
          int to = Math.min(line.length(), from + SHORT_CHARS);
          if (to < line.length() && Character.isLowSurrogate(line.charAt(to))) {
            to++;
          }
          lines.add(line.substring(from, to));
          left -= lines.getLast().getBytes(StandardCharsets.UTF_8).length;
          from = to;
        }
      }
    }
    return lines;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String joined(List<Path> files) {
    StringBuilder text = new StringBuilder();
    try {
      for (Path file : files) {
        text.append(Files.readString(file)).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
