package org.tokenlab.tokenizers.peers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/// Puts a vocabulary that its project ships as bare files (ranks, `vocab.json` and merges,
/// `vocab.txt`) into the settings that its project's loader gives it, which `peer.py --template`
/// has written down; so it can be loaded without Python.
final class FilledTemplate {
  // CLIP reads so many of the merges in its file (clip/simple_tokenizer.py).
  private static final int CLIP_MERGES = 49152 - 256 - 2;

  private FilledTemplate() {}

  /// Writes a file that `Tokenizers.load` reads.
  ///
  /// @param files the vocabulary's own
  static Path write(String name, List<Path> files, Path folder) throws IOException {
    Files.createDirectories(folder);
    if (files.getFirst().toString().endsWith(".tiktoken")) {
      Path file = folder.resolve(name + ".tiktoken");
      Files.write(file, Files.readAllBytes(files.getFirst()));
      Files.writeString(
          folder.resolve(name + ".tiktoken.meta.json"), template(name + ".tiktoken.meta.json"));
      return file;
    }
    Path file = folder.resolve(name + ".json");
    Files.writeString(file, filled(template(name + ".json"), files));
    return file;
  }

  private static String template(String name) throws IOException {
    try (InputStream in = FilledTemplate.class.getResourceAsStream("templates/" + name)) {
      byte[] template = Objects.requireNonNull(in, "no template " + name).readAllBytes();
      return new String(template, StandardCharsets.UTF_8);
    }
  }

  private static String filled(String template, List<Path> files) throws IOException {
    String first = files.getFirst().toString();
    byte[] content = Files.readAllBytes(files.getFirst());
    if (first.endsWith(".gz")) {
      List<String> merges = clipMerges(content);
      return with(template, numbered(clipTokens(merges)), pairs(merges));
    }
    if (first.endsWith(".zip")) {
      return with(template, scored(content), "");
    }
    String text = new String(content, StandardCharsets.UTF_8);
    if (first.endsWith(".txt")) {
      return with(template, numbered(text.lines().map(String::strip).toList()), "");
    }
    return with(template, text, pairs(merges(Files.readString(files.get(1)))));
  }

  private static String with(String template, String vocabulary, String merges) {
    return template.replace("\"@vocab\"", vocabulary).replace("\"@merges\"", merges);
  }

  private static List<String> merges(String text) {
    // Not String.lines: a merge may hold any character but a space and a line feed.
    return List.of(text.split("\n", -1)).stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("#version"))
        .toList();
  }

  private static List<String> clipMerges(byte[] gzip) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
      return List.of(lines).subList(1, 1 + CLIP_MERGES);
    }
  }

  private static List<String> clipTokens(List<String> merges) {
    List<String> tokens = new ArrayList<>();
    for (int c = 33; c < 256; c++) {
      if (c < 127 || (c > 160 && c != 173)) {
        tokens.add(Character.toString(c));
      }
    }
    for (int c = 256; tokens.size() < 256; c++) {
      tokens.add(Character.toString(c));
    }
    for (int i = 0; i < 256; i++) {
      tokens.add(tokens.get(i) + "</w>");
    }
    merges.forEach(merge -> tokens.add(merge.replace(" ", "")));
    tokens.add("<|startoftext|>");
    tokens.add("<|endoftext|>");
    return tokens;
  }

  /// BlingFire's dictionary: `piece TAB WORD_ID_n TAB score`, ids from 1; the first four are
  /// special.
  private static String scored(byte[] zip) throws IOException {
    List<String> special = List.of("<s>", "<pad>", "</s>", "<unk>");
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      in.getNextEntry();
      String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
      String[] rows = new String[lines.length];
      int size = 1;
      for (String line : lines) {
        if (!line.isEmpty()) {
          String[] cells = line.split("\t", -1);
          int id = Integer.parseInt(cells[1].substring("WORD_ID_".length()));
          rows[id] = "[" + quoted(cells[0]) + "," + cells[2].strip() + "]";
          size++;
        }
      }
      for (int id = 0; id < special.size(); id++) {
        rows[id] = "[" + quoted(special.get(id)) + ",0.0]";
      }
      return "[" + String.join(",", List.of(rows).subList(0, size)) + "]";
    }
  }

  private static String numbered(List<String> tokens) {
    StringBuilder json = new StringBuilder("{");
    for (int id = 0; id < tokens.size(); id++) {
      json.append(id == 0 ? "" : ",").append(quoted(tokens.get(id))).append(':').append(id);
    }
    return json.append('}').toString();
  }

  private static String pairs(List<String> merges) {
    StringBuilder json = new StringBuilder("[");
    for (String merge : merges) {
      int space = merge.indexOf(' ');
      json.append(json.length() == 1 ? "[" : ",[").append(quoted(merge.substring(0, space)));
      json.append(',').append(quoted(merge.substring(space + 1))).append(']');
    }
    return json.append(']').toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
