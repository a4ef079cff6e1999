package org.tokenlab.tokenizers.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.pretokenize.BertPreTokenizer;
import org.tokenlab.tokenizers.pretokenize.ByteAlphabet;
import org.tokenlab.tokenizers.pretokenize.ByteLevel;
import org.tokenlab.tokenizers.pretokenize.CharDelimiterSplit;
import org.tokenlab.tokenizers.pretokenize.Digits;
import org.tokenlab.tokenizers.pretokenize.FixedLength;
import org.tokenlab.tokenizers.pretokenize.Metaspace;
import org.tokenlab.tokenizers.pretokenize.PreTokenizerSequence;
import org.tokenlab.tokenizers.pretokenize.PrependScheme;
import org.tokenlab.tokenizers.pretokenize.Punctuation;
import org.tokenlab.tokenizers.pretokenize.Split;
import org.tokenlab.tokenizers.pretokenize.SplitBehavior;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.pretokenize.UnicodeScripts;
import org.tokenlab.tokenizers.pretokenize.Whitespace;
import org.tokenlab.tokenizers.pretokenize.WhitespaceSplit;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.RegexSplitter;
import org.tokenlab.tokenizers.regex.TextPattern;
import tools.jackson.core.JsonGenerator;

/// The `pre_tokenizer` of a `tokenizer.json`.
///
/// HF's ByteLevel splits and then writes bytes as characters; here these are two steps, [ByteLevel]
/// and [ByteAlphabet], and models over bytes do without the second ([ByteLevelPipeline]).
final class PreTokenizerJson {
  private PreTokenizerJson() {}

  /// The steps of a node, in order, sequences taken apart; none for null.
  static List<PreTokenizer> read(@Nullable JsonNode node) throws ModelFileException {
    List<PreTokenizer> steps = new ArrayList<>();
    if (node != null) {
      read(node, steps);
    }
    return steps;
  }

  private static void read(JsonNode node, List<PreTokenizer> steps) throws ModelFileException {
    switch (node.type()) {
      case "Sequence" -> {
        for (JsonNode part : node.get("pretokenizers").elements()) {
          read(part, steps);
        }
      }
      case "ByteLevel" -> {
        steps.add(
            new ByteLevel(
                node.get("add_prefix_space").bool(),
                node.get("trim_offsets").bool(),
                node.bool("use_regex", true)));
        steps.add(new ByteAlphabet());
      }
      case "BertPreTokenizer" -> steps.add(new BertPreTokenizer());
      case "Metaspace" -> steps.add(metaspace(node));
      case "Whitespace" -> steps.add(new Whitespace());
      case "WhitespaceSplit" -> steps.add(new WhitespaceSplit());
      case "UnicodeScripts" -> steps.add(new UnicodeScripts());
      case "CharDelimiterSplit" ->
          steps.add(new CharDelimiterSplit(node.get("delimiter").codePoint()));
      case "Digits" -> steps.add(new Digits(node.get("individual_digits").bool()));
      case "FixedLength" ->
          steps.add(
              new FixedLength(
                  node.has("length") ? node.get("length").index(Integer.MAX_VALUE) : 5));
      case "Punctuation" ->
          steps.add(
              new Punctuation(
                  node.has("behavior") ? behavior(node.get("behavior")) : SplitBehavior.ISOLATED));
      case "Split" -> steps.add(split(node));
      default -> throw node.expected("a pre-tokenizer of HF tokenizers 0.23");
    }
  }

  private static PreTokenizer split(JsonNode node) throws ModelFileException {
    JsonNode pattern = node.get("pattern");
    SplitBehavior behavior = behavior(node.get("behavior"));
    boolean invert = node.get("invert").bool();
    try {
      return new Split(PatternJson.read(pattern), behavior, invert);
    } catch (IllegalArgumentException e) {
      throw pattern.refused(String.valueOf(e.getMessage()));
    }
  }

  private static SplitBehavior behavior(JsonNode node) throws ModelFileException {
    return switch (node.text()) {
      case "Removed" -> SplitBehavior.REMOVED;
      case "Isolated" -> SplitBehavior.ISOLATED;
      case "MergedWithPrevious" -> SplitBehavior.MERGED_WITH_PREVIOUS;
      case "MergedWithNext" -> SplitBehavior.MERGED_WITH_NEXT;
      case "Contiguous" -> SplitBehavior.CONTIGUOUS;
      default ->
          throw node.expected(
              "Removed, Isolated, MergedWithPrevious, MergedWithNext or Contiguous");
    };
  }

  /// Reads a Metaspace. Old files write `add_prefix_space` for today's `prepend_scheme`; false
  /// counts only beside the scheme `never`, and is an error beside any other, the default included,
  /// as HF has it.
  static Metaspace metaspace(JsonNode node) throws ModelFileException {
    PrependScheme scheme = PrependScheme.ALWAYS;
    if (node.has("prepend_scheme")) {
      JsonNode field = node.get("prepend_scheme");
      scheme =
          switch (field.text()) {
            case "always" -> PrependScheme.ALWAYS;
            case "never" -> PrependScheme.NEVER;
            case "first" -> PrependScheme.FIRST;
            default -> throw field.expected("first, never or always");
          };
    }
    JsonNode prefix = node.find("add_prefix_space");
    if (prefix != null && !prefix.bool() && scheme != PrependScheme.NEVER) {
      throw prefix.refused(
          "expected prepend_scheme \"never\" beside add_prefix_space false; found "
              + scheme.name().toLowerCase(Locale.ROOT));
    }
    JsonNode split = node.find("split");
    return new Metaspace(
        node.get("replacement").codePoint(), scheme, split == null || split.bool());
  }

  /// Writes steps as a value.
  ///
  /// @throws IllegalArgumentException if HF has no such pre-tokenizer
  static void write(JsonGenerator json, List<PreTokenizer> steps) {
    List<Runnable> parts = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      PreTokenizer step = steps.get(i);
      boolean alphabetNext = i + 1 < steps.size() && steps.get(i + 1) instanceof ByteAlphabet;
      if (step instanceof ByteLevel level && alphabetNext) {
        parts.add(() -> {
          json.writeStartObject();
          byteLevel(json, level.addPrefixSpace(), level.trimOffsets(), level.useRegex());
          json.writeEndObject();
        });
        i++;
      } else if (step instanceof ByteAlphabet) {
        parts.add(() -> {
          json.writeStartObject();
          byteLevel(json, false, true, false);
          json.writeEndObject();
        });
      } else {
        parts.add(() -> write(json, step));
      }
    }
    if (parts.isEmpty()) {
      json.writeNull();
    } else if (parts.size() == 1) {
      parts.getFirst().run();
    } else {
      json.writeStartObject();
      type(json, "Sequence");
      json.writeArrayPropertyStart("pretokenizers");
      parts.forEach(Runnable::run);
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /// A pre-tokenizer as steps.
  static List<PreTokenizer> steps(PreTokenizer preTokenizer) {
    List<PreTokenizer> steps = new ArrayList<>();
    if (preTokenizer instanceof PreTokenizerSequence sequence) {
      sequence.preTokenizers().forEach(part -> steps.addAll(steps(part)));
    } else if (!preTokenizer.equals(PreTokenizer.none())) {
      steps.add(preTokenizer);
    }
    return steps;
  }

  private static void write(JsonGenerator json, PreTokenizer step) {
    json.writeStartObject();
    Optional<SplitPattern> known = SplitPattern.of(step);
    if (known.isPresent()) {
      split(
          json,
          new TextPattern.Regex(known.get().regex(), Dialect.ONIGURUMA),
          SplitBehavior.ISOLATED,
          false);
    } else {
      writeFields(json, step);
    }
    json.writeEndObject();
  }

  private static void writeFields(JsonGenerator json, PreTokenizer step) {
    switch (step) {
      case BertPreTokenizer _ -> type(json, "BertPreTokenizer");
      case Metaspace space ->
          metaspace(json, space.replacement(), space.prependScheme(), space.split());
      case Whitespace _ -> type(json, "Whitespace");
      case WhitespaceSplit _ -> type(json, "WhitespaceSplit");
      case UnicodeScripts _ -> type(json, "UnicodeScripts");
      case CharDelimiterSplit delimiter -> {
        type(json, "CharDelimiterSplit");
        json.writeStringProperty("delimiter", Character.toString(delimiter.delimiter()));
      }
      case Digits digits -> {
        type(json, "Digits");
        json.writeBooleanProperty("individual_digits", digits.individualDigits());
      }
      case FixedLength fixed -> {
        type(json, "FixedLength");
        json.writeNumberProperty("length", fixed.length());
      }
      case Punctuation punctuation -> {
        type(json, "Punctuation");
        json.writeStringProperty("behavior", name(punctuation.behavior()));
      }
      case Split split -> split(json, split.pattern(), split.behavior(), split.invert());
      case RegexSplitter splitter when splitter.regex().dialect() == Dialect.ONIGURUMA ->
          split(json, splitter.regex(), SplitBehavior.ISOLATED, false);
      case ByteLevel level ->
          throw new IllegalArgumentException(
              "HF's ByteLevel writes bytes as characters, and this one does not: " + level);
      default ->
          throw new IllegalArgumentException(
              "HF has no pre-tokenizer like " + step.getClass().getSimpleName());
    }
  }

  private static void split(
      JsonGenerator json, TextPattern pattern, SplitBehavior behavior, boolean invert) {
    type(json, "Split");
    PatternJson.write(json, pattern);
    json.writeStringProperty("behavior", name(behavior));
    json.writeBooleanProperty("invert", invert);
  }

  private static String name(SplitBehavior behavior) {
    return switch (behavior) {
      case REMOVED -> "Removed";
      case ISOLATED -> "Isolated";
      case MERGED_WITH_PREVIOUS -> "MergedWithPrevious";
      case MERGED_WITH_NEXT -> "MergedWithNext";
      case CONTIGUOUS -> "Contiguous";
    };
  }

  /// Writes the fields of a Metaspace, pre-tokenizer or decoder.
  static void metaspace(JsonGenerator json, int replacement, PrependScheme scheme, boolean split) {
    type(json, "Metaspace");
    json.writeStringProperty("replacement", Character.toString(replacement));
    json.writeStringProperty("prepend_scheme", scheme.name().toLowerCase(Locale.ROOT));
    json.writeBooleanProperty("split", split);
  }

  /// Writes the fields of a ByteLevel, whichever part it is.
  static void byteLevel(
      JsonGenerator json, boolean addPrefixSpace, boolean trimOffsets, boolean useRegex) {
    type(json, "ByteLevel");
    json.writeBooleanProperty("add_prefix_space", addPrefixSpace);
    json.writeBooleanProperty("trim_offsets", trimOffsets);
    json.writeBooleanProperty("use_regex", useRegex);
  }

  private static void type(JsonGenerator json, String type) {
    json.writeStringProperty("type", type);
  }
}
