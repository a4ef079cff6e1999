package org.tokenlab.tokenizers.postprocess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.PostProcessor;

/// HF's TemplateProcessing: texts and special tokens in the order that a template says.
///
/// A text's overflowing encodings go through the template as well, but keep the type id 0 of a
/// first text or 1 of a second, as in HF.
///
/// @param single the template for one sequence
/// @param pair the template for two
/// @param specialTokens by the name that templates call them
public record TemplateProcessing(
    List<Part> single, List<Part> pair, Map<String, SpecialToken> specialTokens)
    implements PostProcessor {
  /// Copies the lists and the map.
  public TemplateProcessing {
    single = List.copyOf(single);
    pair = List.copyOf(pair);
    specialTokens = Map.copyOf(specialTokens);
  }

  /// BERT's template: `[CLS] A [SEP]`, or `[CLS] A [SEP] B [SEP]` with type id 1 from B on.
  ///
  /// @param cls the id of `[CLS]`
  /// @param sep the id of `[SEP]`
  public static TemplateProcessing bert(int cls, int sep) {
    Map<String, SpecialToken> tokens = new LinkedHashMap<>();
    tokens.put("[CLS]", new SpecialToken("[CLS]", List.of(cls), List.of("[CLS]")));
    tokens.put("[SEP]", new SpecialToken("[SEP]", List.of(sep), List.of("[SEP]")));
    return new TemplateProcessing(
        List.of(new Special("[CLS]", 0), new Sequence(0, 0), new Special("[SEP]", 0)),
        List.of(
            new Special("[CLS]", 0),
            new Sequence(0, 0),
            new Special("[SEP]", 0),
            new Sequence(1, 1),
            new Special("[SEP]", 1)),
        tokens);
  }

  /// A part of a template.
  public sealed interface Part {
    /// The type id its tokens get.
    int typeId();
  }

  /// A text: 0 the first, 1 the second.
  public record Sequence(int index, int typeId) implements Part {}

  /// A special token, by its name.
  public record Special(String name, int typeId) implements Part {}

  /// What a special token stands for: one or more tokens.
  public record SpecialToken(String name, List<Integer> ids, List<String> tokens) {
    /// Copies the lists, which must have one length.
    public SpecialToken {
      ids = List.copyOf(ids);
      tokens = List.copyOf(tokens);
      if (ids.size() != tokens.size()) {
        throw new IllegalArgumentException(
            "special token \"%s\" needs as many tokens as ids; got %d and %d"
                .formatted(name, tokens.size(), ids.size()));
      }
    }

    private Encoding encoding(int typeId) {
      int[] numbers = ids.stream().mapToInt(Integer::intValue).toArray();
      return Encoding.ofSpecialTokens(numbers, tokens, typeId);
    }
  }

  @Override
  public int addedTokens(boolean ofPair) {
    int added = 0;
    for (Part part : ofPair ? pair : single) {
      if (part instanceof Special special && specialTokens.containsKey(special.name())) {
        added += specialTokens.get(special.name()).ids().size();
      }
    }
    return added;
  }

  /// @throws IllegalArgumentException if there are neither one nor two encodings, or the template
  ///   names a text or a special token that is not there
  @Override
  public List<Encoding> process(List<Encoding> encodings, boolean addSpecialTokens) {
    if (encodings.isEmpty() || encodings.size() > 2) {
      throw new IllegalArgumentException(
          "a template takes 1 or 2 encodings; got "
              + encodings.size()
              + ", as after another template in a sequence of post-processors");
    }
    List<Encoding> texts = new ArrayList<>(encodings);
    List<Encoding> processed = new ArrayList<>();
    for (Part part : encodings.size() == 2 ? pair : single) {
      switch (part) {
        case Sequence(int index, int typeId) -> {
          if (index >= texts.size()) {
            throw new IllegalArgumentException(
                "the template for one text names text " + index + ", but texts count from 0");
          }
          // Marks of an earlier part stay on the text where a template names it twice.
          texts.set(index, texts.get(index).withTypeId(typeId).withSequence(index));
          processed.add(texts.get(index));
        }
        case Special(String name, int typeId) -> {
          if (addSpecialTokens) {
            processed.add(named(name).encoding(typeId));
          }
        }
      }
    }
    return processed;
  }

  private SpecialToken named(String name) {
    SpecialToken token = specialTokens.get(name);
    if (token == null) {
      throw new IllegalArgumentException(
          "the template names the special token \"%s\"; there are %s"
              .formatted(name, specialTokens.keySet()));
    }
    return token;
  }
}
