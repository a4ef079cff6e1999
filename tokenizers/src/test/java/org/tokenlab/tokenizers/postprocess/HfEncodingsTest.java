package org.tokenlab.tokenizers.postprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.EncodeOptions;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.GoldenFile;
import org.tokenlab.tokenizers.HfGolden;
import org.tokenlab.tokenizers.Padding;
import org.tokenlab.tokenizers.PostProcessor;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Truncation;
import org.tokenlab.tokenizers.pretokenize.ByteAlphabet;
import org.tokenlab.tokenizers.pretokenize.ByteLevel;
import org.tokenlab.tokenizers.pretokenize.Metaspace;
import org.tokenlab.tokenizers.pretokenize.PreTokenizerSequence;
import org.tokenlab.tokenizers.pretokenize.PrependScheme;
import org.tokenlab.tokenizers.pretokenize.Split;
import org.tokenlab.tokenizers.pretokenize.SplitBehavior;
import org.tokenlab.tokenizers.pretokenize.WhitespaceSplit;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Encodings with every post-processor, truncation and padding against HF tokenizers 0.23.2
/// (`hf_encodings_golden.py`): each field of each token, overflowing encodings included.
final class HfEncodingsTest {
  @Test
  void everyFieldOfEncodingsIsHfs() {
    for (String[] line : GoldenFile.lines(HfEncodingsTest.class, "hf-0.23.2-encodings.tsv")) {
      String got;
      try {
        got = dump(encode(line));
      } catch (IllegalArgumentException _) {
        got = "ERROR";
      }
      assertEquals(line[8], got, () -> String.join("\t", line));
    }
  }

  @Test
  void aTemplateSaysWhatItLacks() {
    TemplateProcessing template =
        new TemplateProcessing(
            List.of(
                new TemplateProcessing.Special("[A]", 0), new TemplateProcessing.Sequence(1, 0)),
            List.of(),
            Map.of());
    Encoding text = Encoding.ofSpecialTokens(new int[] {1}, List.of("a"), 0);
    assertEquals(0, template.addedTokens(false));
    assertThrows(IllegalArgumentException.class, () -> template.process(List.of(text), true));
    assertThrows(IllegalArgumentException.class, () -> template.process(List.of(text), false));
    assertThrows(IllegalArgumentException.class, () -> template.process(List.of(), false));
  }

  private static Encoding encode(String[] line) {
    Tokenizer tokenizer = tokenizer(line);
    EncodeOptions options = EncodeOptions.TRUSTED.withSpecialTokens(Boolean.parseBoolean(line[3]));
    if (!line[4].equals("-")) {
      options = options.withTruncation(truncation(line[4].split("\\|", -1)));
    }
    if (!line[5].equals("-")) {
      options = options.withPadding(padding(line[5].split("\\|", -1)));
    }
    String first = HfGolden.unescaped(line[6]);
    return line[7].equals("-")
        ? tokenizer.encode(first, options)
        : tokenizer.encode(first, HfGolden.unescaped(line[7]), options);
  }

  private static Tokenizer tokenizer(String[] line) {
    String[] how = line[0].split("\\+", -1);
    List<String> tokens =
        line[1].isEmpty()
            ? List.of()
            : Stream.of(line[1].split(" ", -1)).map(HfGolden::unescaped).toList();
    Tokenizer.Builder builder =
        Tokenizer.builder("golden", ListedModel.of(tokens, how[1].equals("words")))
            .preTokenizer(preTokenizer(how[0].split("\\|", -1)))
            .addedTokens(
                AddedTokens.of(
                    List.of(
                        new AddedToken("[X]", tokens.size(), false, false, false, false, false))));
    if (Boolean.parseBoolean(how[2])) {
      builder.normalizer(HfEncodingsTest::spread);
    }
    if (!line[2].equals("-")) {
      builder.postProcessor(processor(line[2]));
    }
    return builder.build();
  }

  /// Makes three spaces of each x.
  private static void spread(AlignedText text) {
    text.beginRewrite();
    for (int i = 0; i < text.length(); i++) {
      if (text.bytes()[i] == 'x') {
        for (int n = 0; n < 3; n++) {
          text.put(' ', i);
        }
      } else {
        text.keep(i, i + 1);
      }
    }
    text.endRewrite();
  }

  private static PreTokenizer preTokenizer(String[] fields) {
    return switch (fields[0]) {
      case "WhitespaceSplit" -> new WhitespaceSplit();
      case "SpaceWithNext" ->
          new Split(new TextPattern.Literal(" "), SplitBehavior.MERGED_WITH_NEXT, false);
      case "Metaspace" -> new Metaspace('▁', PrependScheme.ALWAYS, true);
      case "ByteLevel" ->
          new PreTokenizerSequence(
              List.of(
                  new ByteLevel(Boolean.parseBoolean(fields[1]), true, true), new ByteAlphabet()));
      default -> throw new AssertionError(fields[0]);
    };
  }

  private static PostProcessor processor(String name) {
    List<PostProcessor> parts =
        Stream.of(name.split("\\+", -1)).map(HfEncodingsTest::part).toList();
    return parts.size() == 1 ? parts.getFirst() : new PostProcessorSequence(parts);
  }

  private static PostProcessor part(String name) {
    String[] fields = name.split("\\|", -1);
    return switch (fields[0]) {
      case "bert" -> new BertProcessing("[SEP]", 502, "[CLS]", 501);
      case "roberta" ->
          new RobertaProcessing(
              "[SEP]",
              502,
              "[CLS]",
              501,
              Boolean.parseBoolean(fields[1]),
              Boolean.parseBoolean(fields[2]));
      case "bytelevel" ->
          new ByteLevelProcessing(
              Boolean.parseBoolean(fields[2]), Boolean.parseBoolean(fields[1]), true);
      case "template" ->
          new TemplateProcessing(
              template(fields[1]),
              template(fields[2]),
              Map.of(
                  "[CLS]", special("[CLS]", List.of(501), List.of("[CLS]")),
                  "[SEP]", special("[SEP]", List.of(502), List.of("[SEP]")),
                  "[M]", special("[M]", List.of(503, 504), List.of("m1", "m2"))));
      default -> throw new AssertionError(name);
    };
  }

  private static TemplateProcessing.SpecialToken special(
      String name, List<Integer> ids, List<String> tokens) {
    return new TemplateProcessing.SpecialToken(name, ids, tokens);
  }

  private static List<TemplateProcessing.Part> template(String template) {
    List<TemplateProcessing.Part> parts = new ArrayList<>();
    for (String part : template.split(" ", -1)) {
      String[] fields = part.split(":", -1);
      int type = fields.length > 1 ? Integer.parseInt(fields[1]) : 0;
      parts.add(
          switch (fields[0]) {
            case "$A" -> new TemplateProcessing.Sequence(0, type);
            case "$B" -> new TemplateProcessing.Sequence(1, type);
            default -> new TemplateProcessing.Special(fields[0], type);
          });
    }
    return parts;
  }

  private static Truncation truncation(String[] fields) {
    return new Truncation(
        Integer.parseInt(fields[0]),
        Integer.parseInt(fields[1]),
        Truncation.Strategy.valueOf(fields[2].toUpperCase(Locale.ROOT)),
        Side.valueOf(fields[3].toUpperCase(Locale.ROOT)));
  }

  private static Padding padding(String[] fields) {
    int length = Integer.parseInt(fields[0]);
    return new Padding(
        length < 0 ? OptionalInt.empty() : OptionalInt.of(length),
        Integer.parseInt(fields[1]),
        Side.valueOf(fields[2].toUpperCase(Locale.ROOT)),
        500,
        7,
        "[PAD]");
  }

  private static String dump(Encoding encoding) {
    StringJoiner tokens = new StringJoiner(" ");
    int[] offsets = encoding.offsets(TextUnit.CODE_POINTS);
    for (int i = 0; i < encoding.size(); i++) {
      tokens.add(
          "%d/%d/%d/%d/%d/%d/%d/%d/%s"
              .formatted(
                  encoding.id(i),
                  encoding.typeIds()[i],
                  offsets[2 * i],
                  offsets[2 * i + 1],
                  encoding.specialTokensMask()[i] ? 1 : 0,
                  encoding.attentionMask()[i] ? 1 : 0,
                  encoding.wordIds()[i],
                  encoding.sequenceIds()[i],
                  HfGolden.escaped(encoding.token(i))));
    }
    StringBuilder dump = new StringBuilder(tokens.toString());
    encoding.overflowing().forEach(rest -> dump.append('{').append(dump(rest)).append('}'));
    return dump.toString();
  }
}
