package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.concurrent.InOrder;
import org.tokenlab.corpora.ReadOptions;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.io.AtomicOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `encode`: text to ids.
@Command(
    name = "encode",
    description = {
      "Turns text into ids, one line of ids for each unit.",
      "Special tokens in the text are ordinary text. `decode` of the output gives back the input byte for byte."
    })
final class EncodeCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Mixin private ConversionOptions conversion = new ConversionOptions();

  @Option(
      names = "--unit",
      paramLabel = "line|file",
      defaultValue = "line",
      description =
          "What is encoded by itself: each line without its line feed, or each file. Default:"
              + " ${DEFAULT-VALUE}.")
  private String unit = "line";

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "Reads JSON lines; the string in this field is the unit.")
  private @Nullable String field;

  @Option(
      names = "--format",
      paramLabel = "ids|jsonl|npy|bin",
      defaultValue = "ids",
      description = {
        "ids: a line of numbers a unit; jsonl: {\"ids\":[...]} a unit; bin: 32 bits little-endian an id, nothing else;",
        "npy: NumPy int32, flat, or a row a unit with --pad. Default: ${DEFAULT-VALUE}."
      })
  private String format = "ids";

  @Option(
      names = "--add-special",
      description = "Adds the special tokens that the model file's template puts around a text.")
  private boolean addSpecial;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Keeps the first N ids of each unit. Default: all.")
  private int maxTokens;

  @Option(
      names = "--pad",
      description = "Fills units up to --max-tokens with the tokenizer's padding token.")
  private boolean pad;

  @Option(names = "--pad-id", paramLabel = "ID", description = "As --pad, with this id.")
  private @Nullable Integer padId;

  @Mixin private ReadingOptions reading = new ReadingOptions();

  EncodeCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    EncodedFormat encodedFormat = EncodedFormat.of(format);
    TokenizerChoice choice = conversion.tokenizer();
    Fitting fitting = Fitting.of(maxTokens, pad, padId, choice);
    ReadOptions options = reading.units(unit, field);
    if (addSpecial) {
      // No model file that is read so far has a template around texts, so there is nothing to add.
      streams.note(
          choice.given() + " puts no special tokens around a text; --add-special adds none");
    }
    UnitReader units = conversion.units(options, streams);
    Encoder encoder = new Encoder(choice.tokenizer(), encodedFormat, fitting);
    try (units;
        Progress progress = new Progress(streams, "encoding", "units")) {
      if (conversion.output().isPresent()) {
        try (AtomicOutput file = new AtomicOutput(conversion.output().get())) {
          encoder.run(units, file, progress, conversion.threads());
          if (encodedFormat == EncodedFormat.NPY) {
            file.overwrite(0, encoder.npyHeader());
          }
          file.commit();
        }
      } else if (encodedFormat == EncodedFormat.NPY) {
        throughFile(encoder, units, progress);
      } else {
        encoder.run(units, streams.out(), progress, conversion.threads());
      }
    }
    return ExitCode.DONE;
  }

  /// NumPy's header holds the number of ids, which a stream knows only at its end.
  private void throughFile(Encoder encoder, UnitReader units, Progress progress)
      throws IOException {
    Path spool = Files.createTempFile("tokenlab", ".npy");
    try {
      try (OutputStream file = Files.newOutputStream(spool)) {
        encoder.run(units, file, progress, conversion.threads());
      }
      byte[] header = encoder.npyHeader();
      streams.out().write(header);
      try (java.io.InputStream body = Files.newInputStream(spool)) {
        body.skipNBytes(header.length);
        body.transferTo(streams.out());
      }
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  /// The way of units to bytes. Used once.
  private static final class Encoder {
    private final Tokenizer tokenizer;
    private final EncodedFormat format;
    private final Fitting fitting;
    private long ids;

    Encoder(Tokenizer tokenizer, EncodedFormat format, Fitting fitting) {
      this.tokenizer = tokenizer;
      this.format = format;
      this.fitting = fitting;
    }

    void run(UnitReader reader, OutputStream out, Progress progress, int threads)
        throws IOException {
      if (format == EncodedFormat.NPY) {
        out.write(npyHeader()); // its place; the true one comes at the end
      }
      LineParts parts = new LineParts(out, progress);
      InOrder.run(reader, this::encode, parts, threads);
      ids = parts.ids();
    }

    private LineParts.Part encode(UnitReader.Batch batch) {
      ByteSink out = new ByteSink();
      long count = 0;
      int left = batch.texts().size();
      for (String text : batch.texts()) {
        int[] all = fitting.apply(tokenizer.encodeOrdinary(text));
        count += all.length;
        format.append(all, out);
        left--;
        if (format.isLines() && (left > 0 || batch.endsInLineFeed())) {
          out.add('\n');
        }
      }
      return new LineParts.Part(
          out, batch.texts().size(), count, batch.endsInLineFeed() || !format.isLines());
    }

    byte[] npyHeader() {
      return EncodedFormat.npyHeader(ids, fitting.pads() ? fitting.maxTokens() : 0);
    }
  }
}
