package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/// What a `.tiktoken` file can't say: `FILE.tiktoken.meta.json`, `{"pattern": "cl100k",
/// "special_tokens": {…}}`.
///
/// @param pattern the splitting pattern
/// @param specialTokens the special tokens
record TiktokenSidecar(SplitPattern pattern, AddedTokens specialTokens) {
  private static final JsonFactory JSON = new JsonFactory();

  static Path path(Path tiktoken) {
    return tiktoken.resolveSibling(tiktoken.getFileName() + ".meta.json");
  }

  static Optional<TiktokenSidecar> beside(Path tiktoken) throws IOException {
    Path file = path(tiktoken);
    return Files.isRegularFile(file)
        ? Optional.of(read(Files.readAllBytes(file), file.toString()))
        : Optional.empty();
  }

  private static TiktokenSidecar read(byte[] content, String source) throws IOException {
    Optional<SplitPattern> pattern = Optional.empty();
    Map<String, Integer> specials = new LinkedHashMap<>();
    try (JsonParser json =
        JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), content)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = json.currentName();
        json.nextToken();
        if (key.equals("pattern")) {
          pattern = SplitPattern.byId(json.getString());
        } else if (key.equals("special_tokens")) {
          while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String text = json.currentName();
            json.nextToken();
            specials.put(text, json.getIntValue());
          }
        } else {
          json.skipChildren();
        }
      }
    } catch (tools.jackson.core.JacksonException e) {
      throw new ModelFileException(source + ": " + e.getMessage(), e);
    }
    if (pattern.isEmpty()) {
      throw new ModelFileException(source + ": expected \"pattern\" with a known pattern's name");
    }
    return new TiktokenSidecar(pattern.get(), AddedTokens.special(specials));
  }

  byte[] toJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json =
        JSON.createGenerator(tools.jackson.core.ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("pattern", pattern.id());
      json.writeObjectPropertyStart("special_tokens");
      for (String text : specialTokens.specialTexts()) {
        json.writeNumberProperty(text, specialTokens.id(text).orElseThrow());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    out.write('\n');
    return out.toByteArray();
  }
}
