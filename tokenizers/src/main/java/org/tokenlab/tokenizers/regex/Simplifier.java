package org.tokenlab.tokenizers.regex;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rewrites a pattern so that an automaton can run more of it; the matches stay.
///
/// Look-around that asks about one character becomes an [Node.Edge]. An atomic group goes where
/// nothing could make the pattern return into it: where what follows can't fail, or where the group
/// repeats one set of characters and what follows can't begin with one of them. (`\p{L}++` at the
/// end, `[^\r\n\p{L}\p{N}]?+\p{L}`.)
final class Simplifier {
  private Simplifier() {}

  /// What comes after a node: the characters that it can begin with, and whether it can't fail.
  private record Follow(CodeSet first, boolean succeeds) {}

  static Node simplify(Node node) {
    return relax(lower(node), new Follow(CodeSet.ALL, true));
  }

  private static Node lower(Node node) {
    return switch (node) {
      case Node.Concat c -> Node.concat(c.parts().stream().map(Simplifier::lower).toList());
      case Node.Choice c -> Node.choice(c.options().stream().map(Simplifier::lower).toList());
      case Node.Repeat r -> new Node.Repeat(lower(r.body()), r.min(), r.most(), r.greedy());
      case Node.Group g -> new Node.Group(lower(g.body()), g.number());
      case Node.Atomic a -> new Node.Atomic(lower(a.body()));
      case Node.Look look ->
          lowerLook(new Node.Look(lower(look.body()), look.behind(), look.negative()));
      default -> node;
    };
  }

  private static Node lowerLook(Node.Look look) {
    Node.Edge edge = oneStep(look.body(), look.behind());
    if (edge == null) {
      return look;
    }
    CodeSet set = look.behind() ? edge.before() : edge.after();
    boolean atLimit = look.behind() ? edge.atStart() : edge.atEnd();
    if (look.negative()) {
      set = set.not();
      atLimit = !atLimit;
    }
    return look.behind() ? Node.after(set, atLimit) : Node.before(set, atLimit);
  }

  /// What `body` says of the next character (of the one before), if it speaks of no other.
  private static Node.@Nullable Edge oneStep(Node body, boolean behind) {
    return switch (body) {
      case Node.Chars c -> behind ? Node.after(c.set(), false) : Node.before(c.set(), false);
      case Node.Edge e -> {
        boolean blind =
            behind
                ? e.after().equals(CodeSet.ALL) && e.atEnd()
                : e.before().equals(CodeSet.ALL) && e.atStart();
        yield blind ? e : null;
      }
      case Node.Choice c -> {
        CodeSet set = CodeSet.NONE;
        boolean atLimit = false;
        for (Node option : c.options()) {
          Node.Edge edge = oneStep(option, behind);
          if (edge == null) {
            yield null;
          }
          set = set.or(behind ? edge.before() : edge.after());
          atLimit |= behind ? edge.atStart() : edge.atEnd();
        }
        yield behind ? Node.after(set, atLimit) : Node.before(set, atLimit);
      }
      case Node.Group g -> null;
      case Node.Repeat r ->
          r.min() == 1 && r.body() instanceof Node.Chars c ? oneStep(c, behind) : null;
      case Node.Concat c -> {
        List<Node> parts = behind ? c.parts().reversed() : c.parts();
        yield !parts.isEmpty() && parts.stream().skip(1).allMatch(Simplifier::succeeds)
            ? oneStep(parts.getFirst(), behind)
            : null;
      }
      default -> null;
    };
  }

  /// Whether a node matches wherever it stands.
  private static boolean succeeds(Node node) {
    return switch (node) {
      case Node.Concat c -> c.parts().stream().allMatch(Simplifier::succeeds);
      case Node.Choice c -> c.options().stream().anyMatch(Simplifier::succeeds);
      case Node.Repeat r -> r.min() == 0 || succeeds(r.body());
      case Node.Group g -> succeeds(g.body());
      case Node.Atomic a -> succeeds(a.body());
      case Node.Edge e ->
          e.atStart()
              && e.atEnd()
              && e.before().equals(CodeSet.ALL)
              && e.after().equals(CodeSet.ALL);
      default -> false;
    };
  }

  /// Characters that may come next where `node` and then `follow` match; never too few.
  private static CodeSet first(Node node, CodeSet follow) {
    return switch (node) {
      case Node.Chars c -> c.set();
      case Node.Edge e -> e.after().and(follow);
      case Node.Concat c -> {
        CodeSet first = follow;
        for (Node part : c.parts().reversed()) {
          first = first(part, first);
        }
        yield first;
      }
      case Node.Choice c -> {
        CodeSet first = CodeSet.NONE;
        for (Node option : c.options()) {
          first = first.or(first(option, follow));
        }
        yield first;
      }
      case Node.Repeat r -> {
        CodeSet once = first(r.body(), r.body().isNullable() ? CodeSet.ALL : follow);
        yield r.min() == 0 || r.body().isNullable() ? once.or(follow) : once;
      }
      case Node.Group g -> first(g.body(), follow);
      case Node.Atomic a -> first(a.body(), follow);
      case Node.Look _, Node.Keep _, Node.SearchStart _ -> follow;
      case Node.BackReference _ -> CodeSet.ALL;
    };
  }

  private static Node relax(Node node, Follow follow) {
    return switch (node) {
      case Node.Concat c -> {
        List<Node> parts = new ArrayList<>(c.parts());
        Follow after = follow;
        for (int i = parts.size() - 1; i >= 0; i--) {
          Node part = relax(parts.get(i), after);
          parts.set(i, part);
          after = new Follow(first(part, after.first), after.succeeds && succeeds(part));
        }
        yield Node.concat(parts);
      }
      case Node.Choice c ->
          Node.choice(c.options().stream().map(option -> relax(option, follow)).toList());
      case Node.Repeat r -> {
        Follow inside =
            new Follow(
                first(r.body(), CodeSet.ALL).or(follow.first), follow.succeeds && r.min() <= 1);
        yield new Node.Repeat(relax(r.body(), inside), r.min(), r.most(), r.greedy());
      }
      case Node.Group g -> new Node.Group(relax(g.body(), follow), g.number());
      case Node.Look look ->
          new Node.Look(
              relax(look.body(), new Follow(CodeSet.ALL, !look.behind())),
              look.behind(),
              look.negative());
      case Node.Atomic a -> {
        Node body = relax(a.body(), new Follow(CodeSet.ALL, true));
        boolean free =
            follow.succeeds
                || (body instanceof Node.Repeat r
                    && r.greedy()
                    && r.body() instanceof Node.Chars c
                    && follow.first.and(c.set()).isEmpty());
        yield free ? body : new Node.Atomic(body);
      }
      default -> node;
    };
  }
}
