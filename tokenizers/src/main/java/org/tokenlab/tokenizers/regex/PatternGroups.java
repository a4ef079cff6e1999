package org.tokenlab.tokenizers.regex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The capturing groups of a pattern while it is read: their numbers from 1, their names, and what
/// references ask for.
final class PatternGroups {
  private final PatternReader in;
  private final Map<String, List<Integer>> numbers = new HashMap<>();
  private int count;
  private int highestReference;
  private int referencePlace;

  PatternGroups(PatternReader in) {
    this.in = in;
  }

  /// Number of groups opened so far.
  int count() {
    return count;
  }

  boolean haveNames() {
    return !numbers.isEmpty();
  }

  /// The number of a group that begins here.
  int open() {
    return ++count;
  }

  int open(String name) {
    numbers.computeIfAbsent(name, _ -> new ArrayList<>()).add(++count);
    return count;
  }

  /// Whether what stands for a name is a number, from the start or, with a sign, from here.
  static boolean isNumber(String name) {
    return name.matches("[+-]?\\d{1,9}");
  }

  /// The group that such a number means.
  int numberOf(String name, int place) {
    int number = Integer.parseInt(name);
    if (name.startsWith("-")) {
      number += count + 1;
    } else if (name.startsWith("+")) {
      number += count;
    }
    if (number < 1) {
      throw in.error(place, "there is no such group");
    }
    return number;
  }

  /// The groups of this name, in order.
  List<Integer> named(String name, int place) {
    List<Integer> found = numbers.get(name);
    if (found == null) {
      throw in.error(place, "there is no group named \"" + name + "\" before this");
    }
    return List.copyOf(found);
  }

  /// A reference to the last of `groups` that is set; they may still be to come.
  Node.BackReference reference(List<Integer> groups, boolean anyCase, int place) {
    for (int number : groups) {
      if (number > highestReference) {
        highestReference = number;
        referencePlace = place;
      }
    }
    return new Node.BackReference(groups, anyCase);
  }

  /// @throws IllegalArgumentException if a reference goes to a group that has not come
  void checkReferences() {
    if (highestReference > count) {
      throw in.error(referencePlace, "there is no group " + highestReference);
    }
  }
}
