package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;

/// Byte strings with a value each, found by walking: one hash probe a byte, most often. Not
/// thread-safe while filled; shareable afterwards.
public final class ByteTrie {
  /// The state before any byte.
  public static final int ROOT = 0;

  /// No such state, or no value.
  public static final int NONE = -1;

  private static final int MULTIPLIER = 0x9E37_79B1;

  private int[] keys = new int[64]; // state << 8 | byte, plus 1; 0 is free
  private int[] targets = new int[64];
  private int[] values = {NONE, 0, 0, 0, 0, 0, 0, 0};
  private int states = 1;
  private int edges;

  /// An empty trie.
  public ByteTrie() {}

  /// Gives `bytes` a value; the last one given counts.
  ///
  /// @throws IllegalArgumentException if all strings together have 2²³ beginnings or more
  public void put(byte[] bytes, int value) {
    int state = ROOT;
    for (byte b : bytes) {
      int following = next(state, b);
      state = following == NONE ? addState(state, b) : following;
    }
    values[state] = value;
  }

  private int addState(int from, byte b) {
    if (states == 1 << 23) {
      throw new IllegalArgumentException(
          "the tokens have more than 2^23 different beginnings, which is all a trie holds");
    }
    if (2 * edges >= keys.length) {
      grow();
    }
    insert(from << 8 | (b & 0xFF), states);
    edges++;
    if (states == values.length) {
      values = Arrays.copyOf(values, 2 * states);
    }
    values[states] = NONE;
    return states++;
  }

  private void insert(int edge, int target) {
    int slot = slot(edge);
    while (keys[slot] != 0) {
      slot = slot + 1 & keys.length - 1;
    }
    keys[slot] = edge + 1;
    targets[slot] = target;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldTargets = targets;
    keys = new int[2 * oldKeys.length];
    targets = new int[2 * oldKeys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        insert(oldKeys[i] - 1, oldTargets[i]);
      }
    }
  }

  private int slot(int edge) {
    int hash = edge * MULTIPLIER;
    return (hash ^ hash >>> 15) & keys.length - 1;
  }

  /// The state after `b`, or [#NONE].
  public int next(int state, byte b) {
    int edge = state << 8 | (b & 0xFF);
    int slot = slot(edge);
    while (keys[slot] != 0) {
      if (keys[slot] == edge + 1) {
        return targets[slot];
      }
      slot = slot + 1 & keys.length - 1;
    }
    return NONE;
  }

  /// The state after all of `bytes`, or [#NONE].
  public int walk(byte[] bytes) {
    int state = ROOT;
    for (int i = 0; i < bytes.length && state != NONE; i++) {
      state = next(state, bytes[i]);
    }
    return state;
  }

  /// The value of the string that leads to `state`, or [#NONE].
  public int value(int state) {
    return values[state];
  }

  /// Number of states.
  public int states() {
    return states;
  }

  /// How many bytes the longest string has that starts at `utf8[from]` and ends before `to`; 0 if
  /// there is none.
  public int longest(byte[] utf8, int from, int to) {
    int state = ROOT;
    int longest = 0;
    for (int i = from; i < to; i++) {
      state = next(state, utf8[i]);
      if (state == NONE) {
        break;
      }
      if (values[state] != NONE) {
        longest = i + 1 - from;
      }
    }
    return longest;
  }
}
