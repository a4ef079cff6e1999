package org.tokenlab.tokenizers.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Texts to be encoded, in units that are asked for in one go.
///
/// @param name as it was written on the command line
/// @param units the units in a fixed order; random ones may hold the vocabulary's tokens
record TextSource(String name, Function<OwnTokens, Stream<Unit>> units) {
  private static final int RANDOM_TEXTS = 1_000; // a unit
  private static final Pattern HEX = Pattern.compile("\\b([0-9A-F]{2,6})\\b ?");
  private static final int UNIT_CHARS = 1 << 20;

  /// Some texts.
  ///
  /// @param name tells units of one source apart
  record Unit(String name, List<String> texts) {
    /// The first texts only.
    Unit head(int count) {
      return texts.size() <= count ? this : new Unit(name + ":" + count, texts.subList(0, count));
    }
  }

  /// What random texts may hold of a vocabulary.
  ///
  /// @param tokens roughly the text of each id, empty where there is no such id
  /// @param added the added tokens' texts
  record OwnTokens(List<String> tokens, List<String> added) {
    static final OwnTokens NONE = new OwnTokens(List.of(), List.of());
  }

  /// The source that `name` describes:
  ///
  /// - `flores`, `udhr`, `mono`: the reference data's sets, a unit a file, a text a line (of UDHR
  ///   what follows the key); `flores-joined`, `udhr-joined`, `mono-joined`: a text a file;
  ///   `flores:100`, `udhr:100`: the first 100 texts of each; `mono:262144`: so many chars of each;
  /// - `conformance`: the other projects' inputs;
  /// - `random:COUNT:SEED`: so many random texts;
  /// - `src` or `src:EVERY`: the files of the JDK's `lib/src.zip`, or one in so many;
  /// - else a file's or a folder's path, a text a line.
  static TextSource of(String name, Path data) {
    String[] words = name.split(":", -1);
    return switch (words[0]) {
      case "flores" -> heads(name, data.resolve("flores200/dev"), words);
      case "flores-joined" -> files(name, data.resolve("flores200/dev"), true, Integer.MAX_VALUE);
      case "udhr" -> heads(name, data.resolve("udhr"), words);
      case "udhr-joined" -> files(name, data.resolve("udhr"), true, Integer.MAX_VALUE);
      case "mono" ->
          files(
              name,
              data.resolve("mono"),
              false,
              words.length > 1 ? Integer.parseInt(words[1]) : Integer.MAX_VALUE);
      case "mono-joined" -> files(name, data.resolve("mono"), true, Integer.MAX_VALUE);
      case "conformance" ->
          new TextSource(name, tokens -> conformance(data.resolve("conformance")));
      case "random" ->
          new TextSource(
              name, tokens -> random(Long.parseLong(words[1]), Long.parseLong(words[2]), tokens));
      case "src" ->
          new TextSource(
              name, tokens -> zip(sources(), words.length > 1 ? Integer.parseInt(words[1]) : 1));
      default -> files(name, Path.of(name), false, Integer.MAX_VALUE);
    };
  }

  private static TextSource heads(String name, Path folder, String[] words) {
    int texts = words.length > 1 ? Integer.parseInt(words[1]) : Integer.MAX_VALUE;
    return new TextSource(
        name,
        tokens ->
            paths(folder)
                .map(file -> unit(file, false, Integer.MAX_VALUE))
                .map(unit -> unit.head(texts)));
  }

  private static TextSource files(String name, Path folder, boolean joined, int mostChars) {
    return new TextSource(name, tokens -> paths(folder).map(file -> unit(file, joined, mostChars)));
  }

  private static Stream<Path> paths(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().matches("SOURCE.*|LICENSE.*|README.*"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Unit unit(Path file, boolean joined, int mostChars) {
    String text = read(file);
    text = text.length() > mostChars ? text.substring(0, text.lastIndexOf('\n', mostChars)) : text;
    String name = file.getParent().getFileName() + "/" + file.getFileName();
    boolean keyed = name.startsWith("udhr/") || file.toString().contains("/udhr/");
    List<String> lines = text.lines().map(line -> keyed ? afterTab(line) : line).toList();
    return new Unit(name, joined ? List.of(keyed ? String.join("\n", lines) : text) : lines);
  }

  private static String afterTab(String line) {
    return line.substring(line.indexOf('\t') + 1);
  }

  private static String read(Path file) {
    try {
      // Replaces what is not UTF-8, so that any file will do.
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Unit> random(long count, long seed, OwnTokens tokens) {
    long blocks = (count + RANDOM_TEXTS - 1) / RANDOM_TEXTS;
    return IntStream.range(0, Math.toIntExact(blocks))
        .mapToObj(block -> random(seed, block, (int) Math.min(RANDOM_TEXTS, count), tokens));
  }

  /// Block `block` of the random texts of `seed`.
  static Unit random(long seed, int block, int count, OwnTokens own) {
    SplitMix random = new SplitMix(new SplitMix(seed + 0x1000_0000L * block).nextLong());
    List<String> tokens = own.tokens().stream().filter(token -> !token.isEmpty()).toList();
    return new Unit(
        "random/" + seed + "/" + block, new PeerText(random, tokens, own.added()).next(count));
  }

  private static Path sources() {
    return Path.of(System.getProperty("java.home"), "lib", "src.zip");
  }

  private static Stream<Unit> zip(Path file, int every) {
    List<Unit> units = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream().filter(entry -> !entry.isDirectory()).toList();
      List<String> texts = new ArrayList<>();
      int chars = 0;
      for (int i = 0; i < entries.size(); i += every) {
        byte[] bytes = zip.getInputStream(entries.get(i)).readAllBytes();
        texts.add(new String(bytes, StandardCharsets.UTF_8));
        chars += bytes.length;
        if (chars > UNIT_CHARS || i + every >= entries.size()) {
          units.add(new Unit("src/" + units.size(), texts));
          texts = new ArrayList<>();
          chars = 0;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return units.stream();
  }

  private static Stream<Unit> conformance(Path folder) {
    return paths(folder)
        .filter(file -> file.toString().matches(".*\\.(txt|csv|tsv|inp|en|json)"))
        .filter(file -> !file.toString().matches(".*(_tokens_|tokens_v).*"))
        .filter(file -> !file.toString().matches(".*/unicode/.*") || isTest(file.toString()))
        .flatMap(file -> inputs(folder.relativize(file).toString(), read(file)));
  }

  private static boolean isTest(String file) {
    return file.matches(".*(Test|emoji-test|emoji-zwj-sequences)\\.txt");
  }

  private static Stream<Unit> inputs(String name, String text) {
    if (isTest(name) || name.matches("sentencepiece/.*\\.tsv")) {
      return Stream.of(
          new Unit("conformance/" + name, text.lines().map(TextSource::ofHex).toList()));
    }
    List<String> texts =
        name.endsWith(".inp")
            ? List.of(text.split("\n__ggml_vocab_test__\n", -1))
            : name.equals("kitoken/small_input.txt")
                ? text.lines().map(TextSource::unescaped).toList()
                : text.lines().toList();
    return Stream.of(
        new Unit("conformance/" + name, texts),
        new Unit("conformance/" + name + " (whole)", List.of(text)));
  }

  /// The characters that a line of Unicode's or SentencePiece's tables names in hex, and what else
  /// stands in it as it is.
  private static String ofHex(String line) {
    return HEX.matcher(line)
        .replaceAll(hex -> {
          int codePoint = Integer.parseInt(hex.group(1), 16);
          boolean usable = codePoint <= 0x10FFFF && (codePoint < 0xD800 || codePoint > 0xDFFF);
          return java.util.regex.Matcher.quoteReplacement(
              usable ? Character.toString(codePoint) : hex.group());
        });
  }

  /// kitoken's inputs have one line each: `\n` and `\s` stand for a line's end and a space.
  static String unescaped(String line) {
    return line.replace("\\n", "\n").replace("\\s", " ");
  }
}
