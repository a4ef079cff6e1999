package org.tokenlab.training.equalinfo;

import org.tokenlab.tokenizers.equalinfo.ContextTree;

/// The places of a text, each with the longest of its contexts that a growing tree has.
interface Places {
  /// Number of places, numbered from 0.
  int count();

  /// The node whose child the place's context of `level` bytes would be, or [ContextTree#NONE]
  /// where the place has none such: it is the label below which a byte is counted.
  int parent(int place, int level);

  /// The byte that makes the context of `level` bytes out of the shorter one.
  int label(int place, int level);

  /// The byte at the place.
  int symbol(int place);

  /// The place's context of `level` bytes is `node`, or is not in the tree.
  void settle(int place, int node);

  /// Whether [#base] depends on the label.
  boolean baseHasLabel();

  /// Writes the probabilities that the context below `parent` at `label` refines.
  void base(ContextTree tree, int parent, int label, double[] probabilities);
}
