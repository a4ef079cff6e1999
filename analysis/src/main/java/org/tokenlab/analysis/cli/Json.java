package org.tokenlab.analysis.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Small JSON documents, indented for readers.
final class Json {
  static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /// The document that `writer` writes, ended by `\n`.
  static String text(Consumer<JsonGenerator> writer) {
    return written(new Indented(), writer);
  }

  /// The document that `writer` writes, on one line ended by `\n`.
  static String line(Consumer<JsonGenerator> writer) {
    return written(ObjectWriteContext.empty(), writer);
  }

  private static String written(ObjectWriteContext context, Consumer<JsonGenerator> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(context, bytes)) {
      writer.accept(json);
    }
    return bytes.toString(StandardCharsets.UTF_8) + "\n";
  }

  /// A figure, null where it does not exist.
  static void figure(JsonGenerator json, String name, OptionalDouble value) {
    if (value.isPresent()) {
      json.writeNumberProperty(name, value.getAsDouble());
    } else {
      json.writeNullProperty(name);
    }
  }

  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }
  }
}
