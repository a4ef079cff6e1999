package org.tokenlab.training.internal.sentencepiece;

import java.util.Arrays;
import org.tokenlab.training.internal.merge.PairRule;

/// Which two pieces may be joined, told by a few facts of each and not by their text:
/// [PieceRules#allow] of the whole, for parts that are allowed themselves. Lengths are left to the
/// merge loop.
///
/// A walk over a piece carries the script of the last character that has one. What a piece does to
/// that walk is the script it meets first and the one it leaves.
public final class PieceShapes implements PairRule {
  /// A character that goes with any script: what follows it is compared with nothing.
  private static final short ANY = -1;

  /// No character that has a script of its own: what came before holds on.
  private static final short PASS = -2;

  private static final byte DIGIT = 1;
  private static final byte SPACE = 2; // there is one somewhere
  private static final byte SPACE_FIRST = 4;
  private static final byte SPACE_LAST = 8;
  private static final byte OTHER = 16; // there is something else than spaces
  private static final byte SPACES = 32; // there are several

  private final PieceRules rules;
  private short[] first = new short[1024];
  private short[] last = new short[1024];
  private byte[] flags = new byte[1024];
  private int size;

  PieceShapes(PieceRules rules) {
    this.rules = rules;
  }

  /// Adds a character, which is in the alphabet, as the next id.
  void add(int character) {
    short script = script(character);
    int flag =
        character == PieceRules.SPACE
            ? SPACE | SPACE_FIRST | SPACE_LAST
            : OTHER | (PieceRules.isDigit(character) ? DIGIT : 0);
    put(size, script, script, flag);
  }

  private short script(int character) {
    if (character == PieceRules.SPACE) {
      return PASS;
    }
    if (PieceRules.isDigit(character) && !rules.splitByNumber()) {
      return ANY;
    }
    int script = Scripts.of(character);
    return script == Scripts.INHERITED ? PASS : (short) script;
  }

  private void put(int id, short firstScript, short lastScript, int flag) {
    if (id == flags.length) {
      first = Arrays.copyOf(first, 2 * id);
      last = Arrays.copyOf(last, 2 * id);
      flags = Arrays.copyOf(flags, 2 * id);
    }
    first[id] = firstScript;
    last[id] = lastScript;
    flags[id] = (byte) flag;
    size = id + 1;
  }

  @Override
  public boolean allows(int left, int right) {
    if (rules.splitDigits() && ((flags[left] | flags[right]) & DIGIT) != 0) {
      return false;
    }
    if (rules.splitByScript()
        && last[left] >= 0
        && first[right] >= 0
        && last[left] != first[right]) {
      return false;
    }
    return ((flags[left] | flags[right]) & SPACE) == 0 || allowsSpaces(flags[left], flags[right]);
  }

  private boolean allowsSpaces(int left, int right) {
    SpaceRules spaces = rules.spaces();
    if (spaces.runs() && ((left | right) & OTHER) == 0) {
      return true;
    }
    if (!spaces.split()) {
      return (spaces.suffix() ? left & SPACE_FIRST : right & SPACE_LAST) == 0;
    }
    return spaces.suffix()
        ? (left & SPACE) == 0 && (right & SPACES) == 0
        : (right & SPACE) == 0 && (left & SPACES) == 0;
  }

  @Override
  public void learned(int left, int right, int merged) {
    int l = flags[left];
    int r = flags[right];
    int flag = ((l | r) & (DIGIT | SPACE | OTHER | SPACES)) | (l & SPACE_FIRST) | (r & SPACE_LAST);
    if ((l & r & SPACE) != 0) {
      flag |= SPACES;
    }
    put(
        merged,
        first[left] == PASS ? first[right] : first[left],
        last[right] == PASS ? last[left] : last[right],
        flag);
  }
}
