package org.tokenlab.analysis.measure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.metrics.SuccessorEfficiency;
import org.tokenlab.analysis.metrics.TokenFrequencies;
import org.tokenlab.tokenizers.Tokenizer;

/// One language of a parallel corpus as one tokenizer cuts it, each item by itself.
///
/// @param counts tokens by item
/// @param words the items' words, each encoded alone
/// @param ids what needs ids; empty for a baseline that only counts, and where nothing asks for it
record TokenizedText(ItemCounts counts, TokenizedWords words, Optional<IdFigures> ids) {
  /// Figures of the ids and their places.
  ///
  /// @param byItem ids of each item, null where there is none
  /// @param frequencies of the ids
  /// @param successors what follows a token, and two
  /// @param places where tokens lie
  record IdFigures(
      List<int @Nullable []> byItem,
      TokenFrequencies frequencies,
      SuccessorEfficiency.Both successors,
      TokenPlaces places) {}

  /// Encodes the text.
  ///
  /// @param groups what will be asked
  static TokenizedText of(Tokenizer tokenizer, LanguageText text, Set<MeasureGroup> groups) {
    List<@Nullable String> items = text.items();
    TokenizedWords words =
        TokenizedWords.of(
            tokenizer,
            groups.contains(MeasureGroup.WORDS) ? text.words() : ItemWords.none(items.size()));
    boolean withPlaces = groups.contains(MeasureGroup.PLACES);
    boolean withIds = withPlaces || groups.contains(MeasureGroup.VOCABULARY);
    int[] counts = new int[items.size()];
    Arrays.fill(counts, ItemCounts.MISSING);
    if (tokenizer.vocabulary().size() == 0 || !withIds) {
      for (int i = 0; i < counts.length; i++) {
        String item = items.get(i);
        counts[i] = item == null ? ItemCounts.MISSING : tokenizer.count(item);
      }
      return new TokenizedText(ItemCounts.of(counts), words, Optional.empty());
    }
    List<int @Nullable []> byItem = new ArrayList<>();
    List<int[]> there = new ArrayList<>();
    TokenPlaces places = new TokenPlaces(counts.length);
    TokenSpans spans = new TokenSpans(tokenizer);
    for (int i = 0; i < counts.length; i++) {
      String item = items.get(i);
      if (item == null) {
        byItem.add(null);
        continue;
      }
      byte[] bytes = item.getBytes(StandardCharsets.UTF_8);
      int[] own;
      if (withPlaces) {
        TokenSpans.Encoded encoded = spans.of(item, bytes);
        own = encoded.ids();
        places.add(i, item, bytes, encoded.spans());
      } else {
        own = tokenizer.encodeOrdinary(bytes);
      }
      byItem.add(own);
      there.add(own);
      counts[i] = own.length;
    }
    IdFigures figures =
        new IdFigures(
            byItem,
            TokenFrequencies.ofIds(there),
            SuccessorEfficiency.both(SuccessorEfficiency.LEAST, there),
            places);
    return new TokenizedText(ItemCounts.of(counts), words, Optional.of(figures));
  }
}
