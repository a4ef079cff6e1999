package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PostProcessor;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.decode.JoinWithSpaces;
import org.tokenlab.tokenizers.pretokenize.ByteAlphabet;
import org.tokenlab.tokenizers.pretokenize.ByteLevel;
import org.tokenlab.tokenizers.pretokenize.PreTokenizerSequence;
import org.tokenlab.tokenizers.pretokenize.Split;
import org.tokenlab.tokenizers.pretokenize.SplitBehavior;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// All of a tokenizer but its model, as JSON: the fields of a `tokenizer.json`, and for what HF has
/// not, `{"type": "Pattern"}` for a known pattern, `{"type": "Matches"}` for tiktoken's splitting,
/// and `{"type": "JoinWithSpaces"}`. Added tokens have the ids that are written.
final class CompiledParts {
  private final Map<String, JsonNode> fields;
  private final List<AddedToken> added = new ArrayList<>();

  private CompiledParts(Map<String, JsonNode> fields) {
    this.fields = new LinkedHashMap<>(fields);
  }

  static CompiledParts read(byte[] json, String source) throws ModelFileException {
    return of(JsonSource.parse(json, source + ": JSON"));
  }

  /// The parts in an object that was read.
  static CompiledParts of(JsonNode object) throws ModelFileException {
    CompiledParts parts = new CompiledParts(object.members());
    JsonNode tokens = parts.find("added_tokens");
    if (tokens != null) {
      for (JsonNode token : tokens.elements()) {
        parts.added.add(
            new AddedToken(
                token.get("content").text(),
                token.get("id").index(Integer.MAX_VALUE),
                token.get("single_word").bool(),
                token.get("lstrip").bool(),
                token.get("rstrip").bool(),
                token.get("normalized").bool(),
                token.get("special").bool()));
      }
    }
    return parts;
  }

  private @Nullable JsonNode find(String field) {
    JsonNode node = fields.get(field);
    return node == null || node.isNull() ? null : node;
  }

  Tokenizer.Builder around(String name, TokenizerModel model) throws ModelFileException {
    Tokenizer.Builder tokenizer =
        Tokenizer.builder(name, model)
            .normalizer(NormalizerJson.read(find("normalizer")))
            .preTokenizer(preTokenizer())
            .addedTokens(AddedTokens.of(added));
    JsonNode processor = find("post_processor");
    if (processor != null) {
      tokenizer.postProcessor(PostProcessorJson.read(processor));
    }
    JsonNode decoder = find("decoder");
    if (decoder != null) {
      tokenizer.decoder(
          decoder.type().equals("JoinWithSpaces")
              ? new JoinWithSpaces()
              : DecoderJson.read(decoder));
    }
    JsonNode truncation = find("truncation");
    if (truncation != null) {
      tokenizer.truncation(LengthsJson.truncation(truncation));
    }
    JsonNode padding = find("padding");
    if (padding != null) {
      tokenizer.padding(LengthsJson.padding(padding));
    }
    return tokenizer;
  }

  private PreTokenizer preTokenizer() throws ModelFileException {
    JsonNode node = find("pre_tokenizer");
    if (node == null) {
      return PreTokenizer.none();
    }
    if (node.type().equals("Pattern")) {
      JsonNode id = node.get("id");
      return SplitPattern.byId(id.text())
          .orElseThrow(() -> id.expected("a known pattern's name"))
          .preTokenizer();
    }
    if (node.type().equals("Matches")) {
      return new Split(
          new TextPattern.Regex(node.get("regex").text(), Dialect.FANCY_REGEX),
          SplitBehavior.REMOVED,
          true);
    }
    List<PreTokenizer> steps = PreTokenizerJson.read(node);
    steps.removeIf(ByteAlphabet.class::isInstance);
    return steps.size() == 1 ? steps.getFirst() : new PreTokenizerSequence(List.copyOf(steps));
  }

  /// @param format whose parts these are, for messages
  static byte[] write(Tokenizer tokenizer, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      tokenizer
          .truncation()
          .ifPresent(truncation -> {
            json.writeName("truncation");
            LengthsJson.write(json, truncation);
          });
      tokenizer
          .padding()
          .ifPresent(padding -> {
            json.writeName("padding");
            LengthsJson.write(json, padding);
          });
      json.writeName("added_tokens");
      AddedTokensJson.write(json, tokenizer.addedTokens());
      if (!tokenizer.normalizer().equals(Normalizer.none())) {
        json.writeName("normalizer");
        NormalizerJson.write(json, tokenizer.normalizer());
      }
      json.writeName("pre_tokenizer");
      writePreTokenizer(json, tokenizer.preTokenizer());
      Optional<PostProcessor> processor = tokenizer.postProcessor();
      if (processor.isPresent()) {
        json.writeName("post_processor");
        PostProcessorJson.write(json, processor.get());
      }
      Optional<Decoder> decoder = tokenizer.decoder();
      if (decoder.isPresent()) {
        json.writeName("decoder");
        if (decoder.get() instanceof JoinWithSpaces) {
          writeType(json, "JoinWithSpaces", "", "");
        } else {
          DecoderJson.write(json, decoder.get());
        }
      }
      json.writeEndObject();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          format + " can't hold " + tokenizer.name() + ": " + e.getMessage(), e);
    }
    return out.toByteArray();
  }

  private static void writePreTokenizer(JsonGenerator json, PreTokenizer preTokenizer) {
    Optional<SplitPattern> known = SplitPattern.of(preTokenizer);
    if (known.isPresent()) {
      writeType(json, "Pattern", "id", known.get().id());
    } else if (preTokenizer
            instanceof
            Split(TextPattern.Regex(String regex, Dialect dialect), var behavior, var invert)
        && dialect == Dialect.FANCY_REGEX
        && behavior == SplitBehavior.REMOVED
        && invert) {
      writeType(json, "Matches", "regex", regex);
    } else {
      List<PreTokenizer> steps = new ArrayList<>();
      for (PreTokenizer step : PreTokenizerJson.steps(preTokenizer)) {
        steps.add(step);
        if (step instanceof ByteLevel) {
          steps.add(new ByteAlphabet()); // so that it is written as HF's
        }
      }
      PreTokenizerJson.write(json, steps);
    }
  }

  private static void writeType(JsonGenerator json, String type, String field, String value) {
    json.writeStartObject();
    json.writeStringProperty("type", type);
    if (!field.isEmpty()) {
      json.writeStringProperty(field, value);
    }
    json.writeEndObject();
  }
}
