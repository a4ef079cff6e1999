package org.tokenlab.tokenizers.pretokenize;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.RegexSplitter;
import org.tokenlab.tokenizers.regex.TextPattern;

/// HF's Split: splits at the matches of a pattern.
///
/// Three ways lead to the same pieces, the first that fits is taken: a [SplitPattern]'s scanner
/// where the regular expression is a known one, a rule about neighbours where the pattern is one
/// character, and the regular-expression engine.
///
/// @param pattern what is looked for; as in HF an empty text matches everywhere
/// @param behavior what becomes of matches
/// @param invert whether what stands between matches counts as the match, and they as what is
///   between
public record Split(TextPattern pattern, SplitBehavior behavior, boolean invert)
    implements PreTokenizer {
  /// Known patterns whose matches lie side by side and cover every text.
  private static final Set<SplitPattern> COVERING =
      EnumSet.of(
          SplitPattern.GPT2,
          SplitPattern.CL100K,
          SplitPattern.O200K,
          SplitPattern.LLAMA3,
          SplitPattern.QWEN2);

  @Override
  public void apply(Pieces pieces) {
    PreTokenizer known = byScannerOrRule();
    if (known != null) {
      known.apply(pieces);
    } else {
      new SegmentFold(pieces, behavior, invert).split(pattern.matcher());
    }
  }

  private @Nullable PreTokenizer byScannerOrRule() {
    return switch (pattern) {
      case TextPattern.Literal(String text) when isOneCharacter(text) -> {
        int character = text.codePointAt(0);
        yield invert
            ? ClassSplit.between(codePoint -> codePoint == character, behavior)
            : ClassSplit.at(codePoint -> codePoint == character, behavior);
      }
      case TextPattern.Literal _ -> null;
      case TextPattern.Regex(String regex, Dialect dialect) -> scanner(regex, dialect);
    };
  }

  private @Nullable Splitter scanner(String regex, Dialect dialect) {
    // Other spellings are tiktoken's, and mean something else to Oniguruma.
    Optional<SplitPattern> known =
        SplitPattern.byRegex(regex)
            .filter(found -> dialect == Dialect.FANCY_REGEX || found.regex().equals(regex));
    if (known.isEmpty()) {
      return null;
    }
    boolean isolates =
        switch (behavior) {
          case ISOLATED -> true;
          // Where nothing stands between matches, none has a stretch to merge with.
          case MERGED_WITH_PREVIOUS, MERGED_WITH_NEXT -> COVERING.contains(known.get());
          case REMOVED -> invert && COVERING.contains(known.get());
          case CONTIGUOUS -> false;
        };
    return isolates ? known.get().preTokenizer() : null;
  }

  @Override
  public Optional<Splitter> splitter() {
    PreTokenizer known = byScannerOrRule();
    if (known instanceof Splitter scanner) {
      return Optional.of(scanner);
    }
    if (known instanceof ClassSplit rule) {
      return rule.splitter();
    }
    if (behavior != SplitBehavior.ISOLATED) {
      return Optional.empty();
    }
    return switch (pattern) {
      case TextPattern.Literal _ -> Optional.of(new PatternSplitter(this));
      case TextPattern.Regex regex
          when RegexSplitter.isolating(regex) instanceof Splitter automaton ->
          Optional.of(automaton);
      case TextPattern.Regex regex when regex.regex().equals(DigitTriples.REGEX) ->
          Optional.of(new DigitTriples(this, regex.dialect()));
      case TextPattern.Regex regex ->
          regex.looksBack() ? Optional.empty() : Optional.of(new PatternSplitter(this));
    };
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    if (pattern instanceof TextPattern.Literal(String text)) {
      return isOneCharacter(text)
          && ClassSplit.rule(invert ? ClassSplit.inverted(behavior) : behavior)
              .cuts(matches(text, left), matches(text, right));
    }
    PreTokenizer known = byScannerOrRule();
    if (known != null) {
      return known.cutsBetween(left, right);
    }
    // Where a match always ends, pieces part, whether it is kept or dropped; with the other
    // behaviours it may merge with what follows.
    return (behavior == SplitBehavior.ISOLATED || behavior == SplitBehavior.REMOVED)
        && RegexSplitter.isolating((TextPattern.Regex) pattern).cutsBetween(left, right);
  }

  /// No match of a text crosses a place where its two neighbours don't stand side by side in it.
  @Override
  public boolean keepsApart(int left, int right) {
    if (pattern instanceof TextPattern.Literal(String text)) {
      String both = Character.toString(left) + Character.toString(right);
      return !text.isEmpty() && !text.contains(both);
    }
    PreTokenizer known = byScannerOrRule();
    if (known != null) {
      return known.keepsApart(left, right);
    }
    return cutsBetween(left, right)
        || (behavior == SplitBehavior.ISOLATED
            && ((TextPattern.Regex) pattern).endsBetween(left, right));
  }

  @Override
  public int image(int codePoint) {
    if (behavior == SplitBehavior.REMOVED && pattern instanceof TextPattern.Literal(String text)) {
      boolean dropped = isOneCharacter(text) && (matches(text, codePoint) == 1) != invert;
      return dropped || !isOneCharacter(text) ? -1 : codePoint;
    }
    return codePoint;
  }

  private static boolean isOneCharacter(String text) {
    return !text.isEmpty() && text.codePointCount(0, text.length()) == 1;
  }

  private static int matches(String character, int codePoint) {
    return character.codePointAt(0) == codePoint ? 1 : 0;
  }
}
