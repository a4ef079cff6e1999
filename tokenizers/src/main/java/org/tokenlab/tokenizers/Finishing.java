package org.tokenlab.tokenizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What happens to encodings once their ids are there: truncation, the [PostProcessor], padding; in
/// this order, as HF does it.
final class Finishing {
  private Finishing() {}

  /// One encoding from one sequence or from the two of a pair.
  static Encoding finish(
      List<Encoding> parts, Optional<PostProcessor> postProcessor, EncodeOptions options) {
    boolean pair = parts.size() == 2;
    boolean adds = options.addSpecialTokens();
    int added = adds ? postProcessor.map(processor -> processor.addedTokens(pair)).orElse(0) : 0;
    List<Encoding> kept =
        options
            .truncation()
            .map(truncation -> truncate(upToLimit(parts, truncation), truncation, added))
            .orElse(parts);
    if (postProcessor.isPresent()) {
      return Encoding.concat(postProcessor.get().process(marked(kept), adds));
    }
    return pair
        ? Encoding.concat(List.of(kept.get(0).withSequence(0), kept.get(1).withSequence(1)))
        : kept.getFirst();
  }

  /// HF stops making tokens of a text once there are as many as an encoding may have, special ones
  /// not counted; what would come after is not in the overflowing encodings either.
  private static List<Encoding> upToLimit(List<Encoding> parts, Truncation truncation) {
    List<Encoding> kept = new ArrayList<>(parts);
    for (int i = 0; i < kept.size(); i++) {
      if (i == 1 || truncation.strategy() != Truncation.Strategy.ONLY_SECOND) {
        kept.set(i, kept.get(i).upToLimit(truncation.maxLength(), truncation.side()));
      }
    }
    return kept;
  }

  /// Marks each text as its sequence, in overflowing encodings too.
  private static List<Encoding> marked(List<Encoding> parts) {
    List<Encoding> marked = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      int sequence = i;
      Encoding part = parts.get(i);
      marked.add(
          part.withSequence(sequence)
              .withOverflowing(
                  part.overflowing().stream().map(o -> o.withSequence(sequence)).toList()));
    }
    return marked;
  }

  private static List<Encoding> truncate(List<Encoding> parts, Truncation truncation, int added) {
    int most = truncation.maxLength() - added;
    if (most < 0) {
      throw new IllegalArgumentException(
          "truncation to "
              + truncation.maxLength()
              + " tokens leaves no room for the "
              + added
              + " special tokens that are added");
    }
    int total = parts.stream().mapToInt(Encoding::size).sum();
    if (most == 0) {
      return parts.stream().map(part -> truncated(part, 0, truncation)).toList();
    }
    if (total <= most) {
      return parts;
    }
    if (truncation.strategy() == Truncation.Strategy.LONGEST_FIRST) {
      return longestFirst(parts, most, truncation);
    }
    int target = truncation.strategy() == Truncation.Strategy.ONLY_FIRST ? 0 : 1;
    if (target >= parts.size()) {
      throw new IllegalArgumentException("truncation of the second text needs a second text");
    }
    int length = parts.get(target).size() - (total - most);
    if (length <= 0) {
      throw new IllegalArgumentException(
          "truncation to "
              + truncation.maxLength()
              + " tokens would take more than the "
              + parts.get(target).size()
              + " tokens of the text that gives way");
    }
    Encoding cut = truncated(parts.get(target), length, truncation);
    return target == 1
        ? List.of(parts.get(0), cut)
        : parts.size() == 1 ? List.of(cut) : List.of(cut, parts.get(1));
  }

  private static Encoding truncated(Encoding part, int length, Truncation truncation) {
    return part.truncated(length, truncation.stride(), truncation.side());
  }

  private static List<Encoding> longestFirst(
      List<Encoding> parts, int most, Truncation truncation) {
    if (parts.size() == 1) {
      return List.of(truncated(parts.getFirst(), most, truncation));
    }
    int first = parts.get(0).size();
    int second = parts.get(1).size();
    int shorter = Math.min(first, second);
    int longer = shorter > most ? shorter : Math.max(shorter, most - shorter);
    if (shorter + longer > most) {
      shorter = most / 2;
      longer = shorter + most % 2;
    }
    boolean secondIsShorter = first > second;
    return List.of(
        truncated(parts.get(0), secondIsShorter ? longer : shorter, truncation),
        truncated(parts.get(1), secondIsShorter ? shorter : longer, truncation));
  }

  /// All encodings filled up to one length.
  static List<Encoding> pad(List<Encoding> encodings, Padding padding) {
    int longest = encodings.stream().mapToInt(Encoding::size).max().orElse(0);
    int length = padding.target(longest);
    return encodings.stream().map(encoding -> encoding.padded(length, padding)).toList();
  }
}
