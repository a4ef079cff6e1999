package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.tokenlab.analysis.concurrent.InOrder;
import org.tokenlab.corpora.ReadOptions;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.io.AtomicOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/// `decode`: ids to text.
@Command(
    name = "decode",
    description = {
      "Turns ids into text: one line of ids in, one text out.",
      "The bytes are written as the tokens hold them, even where they are not UTF-8."
    })
final class DecodeCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Mixin private ConversionOptions conversion = new ConversionOptions();

  @Option(
      names = "--format",
      paramLabel = "ids|jsonl",
      defaultValue = "ids",
      description = {
        "ids: a line of numbers in, the text and a line feed out;",
        "jsonl: {\"ids\":[...]} in, {\"text\":\"...\"} out, for texts that hold line feeds. Default: ${DEFAULT-VALUE}."
      })
  private String format = "ids";

  DecodeCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    boolean json = format.equals("jsonl");
    if (!json && !format.equals("ids")) {
      throw new UsageException("--format: expected ids or jsonl; got \"" + format + "\"");
    }
    Tokenizer chosen = conversion.tokenizer().tokenizer();
    UnitReader units = conversion.units(ReadOptions.rawLines(), streams);
    Decoder decoder = new Decoder(chosen, json);
    try (units;
        Progress progress = new Progress(streams, "decoding", "lines")) {
      if (conversion.output().isEmpty()) {
        decoder.run(units, streams.out(), progress, conversion.threads());
      } else {
        try (AtomicOutput file = new AtomicOutput(conversion.output().get())) {
          decoder.run(units, file, progress, conversion.threads());
          file.commit();
        }
      }
    }
    return ExitCode.DONE;
  }

  private static final class Decoder {
    private final Tokenizer tokenizer;
    private final boolean json;

    Decoder(Tokenizer tokenizer, boolean json) {
      this.tokenizer = tokenizer;
      this.json = json;
    }

    void run(UnitReader reader, OutputStream out, Progress progress, int threads)
        throws IOException {
      InOrder.run(reader, this::decode, new LineParts(out, progress), threads);
    }

    private LineParts.Part decode(UnitReader.Batch batch) {
      ByteSink out = new ByteSink();
      int size = batch.texts().size();
      for (int i = 0; i < size; i++) {
        String line = batch.texts().get(i);
        try {
          if (!json) {
            out.add(tokenizer.decodeToBytes(IdLines.parse(line)));
          } else if (!line.isBlank()) {
            out.add(textLine(tokenizer.decode(idsOf(line))));
          }
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              batch.source() + ": line " + (batch.firstUnit() + i) + ": " + e.getMessage(), e);
        }
        if (i + 1 < size || batch.endsInLineFeed()) {
          out.add('\n');
        }
      }
      return new LineParts.Part(out, size, 0, batch.endsInLineFeed());
    }

    private static byte[] textLine(String text) {
      StringWriter line = new StringWriter();
      try (JsonGenerator generator =
          Json.FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
        generator.writeStartObject();
        generator.writeStringProperty("text", text);
        generator.writeEndObject();
      }
      return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The ids in `{"ids":[…]}`, other properties passed over, or in a bare array.
    private static int[] idsOf(String line) {
      IntSink ids = new IntSink(64);
      boolean found = false;
      try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), line)) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
          readIds(parser, ids);
          return ids.toArray();
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          boolean wanted = parser.currentName().equals("ids");
          if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
            readIds(parser, ids);
            found = true;
          } else {
            parser.skipChildren();
          }
        }
      } catch (JacksonException e) {
        throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
      }
      if (!found) {
        throw new IllegalArgumentException("expected an object with \"ids\": [...]");
      }
      return ids.toArray();
    }

    private static void readIds(JsonParser parser, IntSink ids) {
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (token != JsonToken.VALUE_NUMBER_INT) {
          throw new IllegalArgumentException(
              "expected only numbers in \"ids\"; found " + parser.getString());
        }
        ids.add(parser.getIntValue());
      }
    }
  }
}
