package org.tokenlab.tokenizers;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.tokenlab.tokenizers.EncodeOptions.SpecialSet;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// Finds added tokens in a text: the leftmost first, of several that start together the longest, as
/// HF does.
///
/// A trie over bytes, entered only at bytes that some token starts with: O(text × longest token) at
/// worst, and near O(text) where tokens are rare. A token that is found but does not count (a
/// special one that is ordinary text here, a single word inside a longer one) still uses its bytes
/// up: the search goes on after it, as HF's does. Immutable and thread-safe; a search's state is in
/// its [Match].
final class AddedTokenFinder {
  private static final int FREE = -1;

  private final List<AddedToken> tokens;
  private final boolean onlySpecial;
  private final boolean[] starts = new boolean[256];

  // Edges of the trie: key = node << 8 | byte, in an open-addressing table.
  private int[] keys = new int[64];
  private int[] targets = new int[64];
  private int edges;
  private int[] tokenAt = new int[64]; // by node; −1 where no token ends

  AddedTokenFinder(List<AddedToken> tokens, Function<AddedToken, byte[]> written) {
    this.tokens = tokens;
    onlySpecial = tokens.stream().allMatch(AddedToken::special);
    Arrays.fill(keys, FREE);
    Arrays.fill(tokenAt, FREE);
    for (int i = 0; i < tokens.size(); i++) {
      byte[] bytes = written.apply(tokens.get(i));
      if (bytes.length > 0) { // normalized away: never found
        insert(bytes, i);
      }
    }
  }

  private void insert(byte[] bytes, int token) {
    starts[bytes[0] & 0xFF] = true;
    int node = 0;
    for (byte b : bytes) {
      int next = target(node, b);
      if (next == FREE) {
        next = ++edges;
        if (2 * edges >= keys.length) {
          grow();
        }
        put(node << 8 | (b & 0xFF), next);
        if (next >= tokenAt.length) {
          int old = tokenAt.length;
          tokenAt = Arrays.copyOf(tokenAt, 2 * old);
          Arrays.fill(tokenAt, old, tokenAt.length, FREE);
        }
      }
      node = next;
    }
    tokenAt[node] = token;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldTargets = targets;
    keys = new int[2 * oldKeys.length];
    targets = new int[keys.length];
    Arrays.fill(keys, FREE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        put(oldKeys[i], oldTargets[i]);
      }
    }
  }

  private void put(int key, int target) {
    int slot = slot(key);
    while (keys[slot] != FREE) {
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = key;
    targets[slot] = target;
  }

  private int target(int node, byte b) {
    int key = node << 8 | (b & 0xFF);
    int slot = slot(key);
    while (keys[slot] != FREE) {
      if (keys[slot] == key) {
        return targets[slot];
      }
      slot = (slot + 1) & (keys.length - 1);
    }
    return FREE;
  }

  private int slot(int key) {
    int hash = key * 0x9E37_79B9;
    return (hash ^ hash >>> 15) & (keys.length - 1);
  }

  /// Whether nothing is ever found with this policy.
  boolean neverFinds(SpecialSet counted) {
    return tokens.isEmpty() || (onlySpecial && !counted.all() && counted.texts().isEmpty());
  }

  /// A found token and the text it takes up, stripped white space included.
  static final class Match {
    private int searchFrom;
    private int taken;
    int start;
    int end;
    AddedToken token = AddedToken.special("-", 0);

    /// A search of a text that starts at byte `from`.
    Match(int from) {
      searchFrom = from;
      taken = from;
    }
  }

  /// Moves `match` to the next token in `utf8[from, to)`; false if there is none.
  ///
  /// @param counted the special tokens that count; others always do
  boolean next(byte[] utf8, int from, int to, SpecialSet counted, Match match) {
    int at = match.searchFrom;
    while (at < to) {
      if (!starts[utf8[at] & 0xFF]) {
        at++;
        continue;
      }
      int node = 0;
      int found = FREE;
      int end = at;
      for (int i = at; i < to; i++) {
        node = target(node, utf8[i]);
        if (node == FREE) {
          break;
        }
        if (tokenAt[node] != FREE) {
          found = tokenAt[node];
          end = i + 1;
        }
      }
      if (found == FREE) {
        at++;
        continue;
      }
      AddedToken token = tokens.get(found);
      if (counts(token, utf8, from, at, end, to, counted)) {
        match.token = token;
        match.start = token.leftStrip() ? Math.max(match.taken, spacesBefore(utf8, from, at)) : at;
        match.end = token.rightStrip() ? spacesAfter(utf8, end, to) : end;
        match.searchFrom = end;
        match.taken = match.end;
        return true;
      }
      at = end;
    }
    return false;
  }

  private static boolean counts(
      AddedToken token, byte[] utf8, int from, int start, int end, int to, SpecialSet counted) {
    if (token.special() && !counted.contains(token.text())) {
      return false;
    }
    return !token.singleWord()
        || !((start > from && HfCharacters.WORD.contains(before(utf8, from, start)))
            || (end < to && HfCharacters.WORD.contains(Utf8.codePointAt(utf8, end, to))));
  }

  private static int before(byte[] utf8, int from, int at) {
    return Utf8.codePointAt(utf8, CutRule.characterBefore(utf8, from, at), at);
  }

  private static int spacesBefore(byte[] utf8, int from, int at) {
    int start = at;
    while (start > from && HfCharacters.WHITE_SPACE.contains(before(utf8, from, start))) {
      start = CutRule.characterBefore(utf8, from, start);
    }
    return start;
  }

  private static int spacesAfter(byte[] utf8, int at, int to) {
    int end = at;
    while (end < to && HfCharacters.WHITE_SPACE.contains(Utf8.codePointAt(utf8, end, to))) {
      end = Math.min(to, end + Utf8.sequenceLength(utf8[end] & 0xFF));
    }
    return end;
  }
}
