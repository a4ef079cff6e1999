package org.tokenlab.jmh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What to measure, from the command line of [PeerTable].
///
/// @param bytes of UTF-8 of each text
/// @param rounds in which each engine gets a fresh process
/// @param passes over a text in one process, at most
/// @param budget seconds that these passes may take; two are made at least
/// @param warmup seconds that the JVM's compiler gets
/// @param peers folder with the Python environments, absent: engines of the JVM only
/// @param csv where the table is written for programs
record PeerOptions(
    List<String> vocabularies,
    List<String> texts,
    List<Regime> regimes,
    List<Integer> threads,
    List<String> engines,
    int bytes,
    int rounds,
    int passes,
    double budget,
    double warmup,
    Optional<Path> peers,
    Optional<Path> csv) {

  /// The engines outside the JVM, by the names of `bench.py`.
  static final List<String> NATIVE =
      List.of(
          "tiktoken",
          "hf",
          "hf1",
          "sentencepiece",
          "sentencepiece-lite",
          "gigatoken",
          "quicktok",
          "wordchipper",
          "tokie",
          "fastokens",
          "kitoken",
          "toktok",
          "riptoken",
          "rs-bpe",
          "splintr",
          "bpe-openai",
          "ffbpe");

  static final String USAGE =
      """
      jmh/peers/run.sh [OPTION...]   prints a table of Tokenlab and its peers, in Markdown

        --vocab LIST      of cl100k_base (cl100k), o200k_base (o200k), llama3, mistral, mistral-hf,
                          xlnet, xlnet-hf, bert, superbpe
        --text LIST       of english, languages, cjk, code, chat
        --regime LIST     of cold, unseen, again, nocache, short, count
        --threads LIST    numbers; default 1,2
        --engine LIST     of those in the table; the reference engines run in any case
        --size BYTES      of each text; default 5000000
        --rounds N        fresh processes for each engine, in turn; default 3
        --passes N        over a text that is encoded again; default 5
        --csv FILE        the same, for programs
        --quick           1000000 bytes, one round, three passes, one thread, and cl100k on
                          english and languages, where nothing else is asked for

      LIST is separated by commas. Default: everything, which takes hours.
      """;

  /// The options in `args`.
  ///
  /// @throws IllegalArgumentException if there is no such option or value; the message says which
  static PeerOptions parse(String... args) {
    Arguments given = new Arguments(args);
    boolean quick = given.flag("--quick");
    List<String> all = Stream.concat(JvmEngine.NAMES.stream(), NATIVE.stream()).toList();
    List<String> regimes = Arrays.stream(Regime.values()).map(Regime::toString).toList();
    PeerOptions options =
        new PeerOptions(
            given.list(
                "--vocab", PeerModels.NAMES, quick ? List.of("cl100k_base") : PeerModels.NAMES),
            given.list(
                "--text",
                PeerTexts.NAMES,
                quick ? List.of("english", "languages") : PeerTexts.NAMES),
            given.list("--regime", regimes, regimes).stream().map(Regime::named).toList(),
            given.list("--threads", null, quick ? List.of("1") : List.of("1", "2")).stream()
                .map(Integer::valueOf)
                .toList(),
            given.list("--engine", all, all),
            given.number("--size", quick ? 1_000_000 : 5_000_000),
            given.number("--rounds", quick ? 1 : 3),
            given.number("--passes", quick ? 3 : 5),
            quick ? 2 : 10,
            quick ? 4 : 10,
            given.value("--peers").map(Path::of),
            given.value("--csv").map(Path::of));
    given.nothingElse();
    return options;
  }

  /// Takes what it is asked for, and then knows what was left.
  private static final class Arguments {
    private final List<String> left;

    Arguments(String... args) {
      left = new ArrayList<>(List.of(args));
    }

    boolean flag(String name) {
      return left.remove(name);
    }

    Optional<String> value(String name) {
      int at = left.indexOf(name);
      if (at < 0) {
        return Optional.empty();
      }
      if (at + 1 == left.size()) {
        throw new IllegalArgumentException(name + " wants a value after it");
      }
      left.remove(at);
      return Optional.of(left.remove(at));
    }

    int number(String name, int standard) {
      String text = value(name).orElse(Integer.toString(standard));
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(name + " wants a number, not \"" + text + "\"", e);
      }
    }

    List<String> list(String name, @Nullable List<String> known, List<String> standard) {
      Optional<String> text = value(name);
      if (text.isEmpty()) {
        return standard;
      }
      return Arrays.stream(text.get().split(",", -1))
          .map(item -> {
            String whole = item.equals("cl100k") || item.equals("o200k") ? item + "_base" : item;
            if (known != null && !known.contains(whole)) {
              throw new IllegalArgumentException(
                  name + ": no \"" + item + "\"; there are " + String.join(", ", known));
            }
            return whole;
          })
          .toList();
    }

    void nothingElse() {
      if (!left.isEmpty()) {
        throw new IllegalArgumentException("no option \"" + left.getFirst() + "\"\n\n" + USAGE);
      }
    }
  }
}
