package org.tokenlab.tokenizers.regex;

import java.util.List;

/// A regular expression as a tree, after both dialects' parsers have said what it means: nothing in
/// it depends on a dialect any more.
sealed interface Node {
  /// One character of a set.
  record Chars(CodeSet set) implements Node {}

  /// One after the other.
  record Concat(List<Node> parts) implements Node {}

  /// The first that leads to a match; never none.
  record Choice(List<Node> options) implements Node {}

  /// `body` from `min` to `most` times; `most` is −1 for no limit.
  record Repeat(Node body, int min, int most, boolean greedy) implements Node {}

  /// A capturing group, numbered from 1.
  record Group(Node body, int number) implements Node {}

  /// The first way to match `body`, and no other.
  record Atomic(Node body) implements Node {}

  /// Look-around.
  record Look(Node body, boolean behind, boolean negative) implements Node {}

  /// A condition on the characters on either side: before, one of `before`, or the text's start if
  /// `atStart`; after, one of `after`, or the text's end if `atEnd`.
  record Edge(CodeSet before, boolean atStart, CodeSet after, boolean atEnd) implements Node {}

  /// The text of one of these groups: of the last that is set; fails if none is.
  record BackReference(List<Integer> groups, boolean anyCase) implements Node {}

  /// `\K`: the match starts here.
  record Keep() implements Node {}

  /// `\G`: where the search starts.
  record SearchStart() implements Node {}

  /// Matches the empty text.
  static Node empty() {
    return new Concat(List.of());
  }

  /// Concatenation without nesting.
  static Node concat(List<Node> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Concat(List.copyOf(parts));
  }

  /// A choice, or its only option.
  static Node choice(List<Node> options) {
    return options.size() == 1 ? options.getFirst() : new Choice(List.copyOf(options));
  }

  /// The character after is in the set, or the text ends if `atEnd`.
  static Edge before(CodeSet after, boolean atEnd) {
    return new Edge(CodeSet.ALL, true, after, atEnd);
  }

  /// The character before is in the set, or the text starts if `atStart`.
  static Edge after(CodeSet before, boolean atStart) {
    return new Edge(before, atStart, CodeSet.ALL, true);
  }

  /// The place lies between one of `word` and another character, or the other way round, if
  /// `boundary`; else it does not.
  static Node wordBoundary(CodeSet word, boolean boundary) {
    CodeSet other = word.not();
    return boundary
        ? new Choice(
            List.of(new Edge(word, false, other, true), new Edge(other, true, word, false)))
        : new Choice(
            List.of(new Edge(word, false, word, false), new Edge(other, true, other, true)));
  }

  /// Whether this can match nothing.
  default boolean isNullable() {
    return switch (this) {
      case Chars _ -> false;
      case Concat c -> c.parts.stream().allMatch(Node::isNullable);
      case Choice c -> c.options.stream().anyMatch(Node::isNullable);
      case Repeat r -> r.min == 0 || r.body.isNullable();
      case Group g -> g.body.isNullable();
      case Atomic a -> a.body.isNullable();
      case Look _, Edge _, BackReference _, Keep _, SearchStart _ -> true;
    };
  }

  /// Whether a match depends on more than what stands behind the place where it is sought: on what
  /// is before that place, or on where the search began (`\G`) or a part of the match (`\K`).
  default boolean looksBack() {
    return switch (this) {
      case Chars _, BackReference _ -> false;
      case Concat c -> c.parts.stream().anyMatch(Node::looksBack);
      case Choice c -> c.options.stream().anyMatch(Node::looksBack);
      case Repeat r -> r.body.looksBack();
      case Group g -> g.body.looksBack();
      case Atomic a -> a.body.looksBack();
      case Look l -> l.behind || l.body.looksBack();
      case Edge e -> !e.atStart || !e.before.equals(CodeSet.ALL);
      case Keep _, SearchStart _ -> true;
    };
  }

  /// Length in code points of the shortest match, at most `Integer.MAX_VALUE`.
  default long shortest() {
    return switch (this) {
      case Chars _ -> 1;
      case Concat c -> c.parts.stream().mapToLong(Node::shortest).sum();
      case Choice c -> c.options.stream().mapToLong(Node::shortest).min().orElse(0);
      case Repeat r -> r.min * Math.min(r.body.shortest(), 1 << 30);
      case Group g -> g.body.shortest();
      case Atomic a -> a.body.shortest();
      case Look _, Edge _, BackReference _, Keep _, SearchStart _ -> 0;
    };
  }

  /// Length in code points of the longest match, or −1 if there is no limit.
  default long longest() {
    return switch (this) {
      case Chars _ -> 1;
      case Concat c -> sum(c.parts);
      case Choice c ->
          c.options.stream().anyMatch(o -> o.longest() < 0)
              ? -1
              : c.options.stream().mapToLong(Node::longest).max().orElse(0);
      case Repeat r -> {
        long body = r.body.longest();
        yield body == 0 ? 0 : body < 0 || r.most < 0 ? -1 : Math.min(body, 1 << 30) * r.most;
      }
      case Group g -> g.body.longest();
      case Atomic a -> a.body.longest();
      case Look _, Edge _, Keep _, SearchStart _ -> 0;
      case BackReference _ -> -1;
    };
  }

  private static long sum(List<Node> parts) {
    long sum = 0;
    for (Node part : parts) {
      long longest = part.longest();
      if (longest < 0) {
        return -1;
      }
      sum += longest;
    }
    return sum;
  }
}
