package org.tokenlab.tokenizers;

import java.util.Arrays;

/// The ids of a text that grows at its end. From [Tokenizer#growingEncoding].
///
/// At any time the ids are those of the whole text so far, as [Tokenizer#encodeOrdinary] gives
/// them. An append encodes again only what it can change: the text since the last place where a cut
/// is safe, a word or two in prose. (A token count is not monotone: more text may make fewer
/// tokens.)
///
/// Keeps the ids, 4 bytes each, and the unsettled end of the text. Not thread-safe.
public final class GrowingEncoding {
  private final CutRule rule;
  private final Continuation parts;
  private final Utf8Buffer text = new Utf8Buffer();
  private final IntSink ids = new IntSink(64);
  private int settledIds;
  private int from; // text before it is settled
  private boolean current = true;

  GrowingEncoding(Tokenizer tokenizer) {
    rule = tokenizer.sumKeepingCutRule();
    parts = new Continuation(tokenizer);
  }

  /// Adds `more` to the text's end. A surrogate pair may be torn between two calls; until its other
  /// half comes, a high surrogate at the end is left out.
  public void append(CharSequence more) {
    text.append(more);
    current = false;
  }

  /// Number of ids of the text so far.
  public int size() {
    bringUpToDate();
    return ids.size();
  }

  /// The ids of the text so far; a copy.
  public int[] ids() {
    bringUpToDate();
    return ids.toArray();
  }

  /// The ids from `index` on; a copy.
  public int[] idsFrom(int index) {
    bringUpToDate();
    return Arrays.copyOfRange(ids.toArray(), index, ids.size());
  }

  /// How many of the ids, from the front, stay whatever is appended.
  public int settled() {
    bringUpToDate();
    return settledIds;
  }

  private void bringUpToDate() {
    if (current) {
      return;
    }
    current = true;
    ids.truncate(settledIds);
    int cut = rule.last(text.bytes(), from, text.length());
    if (cut > from) {
      add(parts.next(text.bytes(), 0, from, cut));
      settledIds = ids.size();
      int kept = CutRule.characterBefore(text.bytes(), 0, cut);
      text.dropFirst(kept);
      from = cut - kept;
    }
    if (from < text.length()) {
      add(parts.last(text.bytes(), 0, from, text.length()));
    }
  }

  private void add(int[] more) {
    for (int id : more) {
      ids.add(id);
    }
  }
}
