package org.tokenlab.tokenizers.superword;

import java.util.BitSet;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeSteps;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.bpe.PickyBpeModel;
import org.tokenlab.tokenizers.internal.unicode.ByteCharacters;

/// BoundlessBPE (Schmidt et al. 2025), with the ids of fastboundlessbpe: BPE inside words, then
/// merges of words that lie side by side.
///
/// - A text is split into words, and each is encoded for itself by the steps of [BpeSteps], merges
///   and deletions, in order and each once ([PickyBpeModel]).
/// - A word that is one token, and that some supermerge takes, may join its neighbours. Of the
///   supermerges that apply to a run of such words the one of lowest rank is done, at all its
///   places from left to right, and again until none applies. A word of several tokens ends a run.
/// - A word that, as a text of its own, comes out as one token is that token wherever it stands:
///   the peer looks words up in a table of such tokens. It differs from merging only where a token
///   alone is split otherwise than in a text.
///
/// Words are found by the model, not by the tokenizer's pre-tokenizer, which is to be
/// [org.tokenlab.tokenizers.PreTokenizer#none]; one that cuts more coarsely makes cuts that no
/// superword crosses.
///
/// Takes O(n log n) for n bytes on any text, near O(n) on real ones, if finding words is linear.
/// Memory is bounded by the ids and the longest run. There is no dropout: nothing says what it
/// would be here. Immutable and thread-safe.
public final class BoundlessBpeModel implements TokenizerModel {
  private final TokenizerModel words;
  private final BpeSteps steps;
  private final BitSet superwords;
  private final SuperMerges supermerges;
  private final Splitter splitter;
  private final WordFinder finder;
  private final int[] lengths; // of tokens in bytes, by id

  private BoundlessBpeModel(
      TokenizerModel words,
      BpeSteps steps,
      BitSet superwords,
      SuperMerges supermerges,
      Splitter splitter,
      int[] lengths) {
    this.words = words;
    this.steps = steps;
    this.superwords = superwords;
    this.supermerges = supermerges;
    this.splitter = splitter;
    this.lengths = lengths;
    finder = splitter instanceof WordSplitter own ? own.finder() : new SplitWords(splitter);
  }

  /// A model. Superwords are the tokens that a supermerge makes and no step does.
  ///
  /// @param vocabulary all tokens, of words and of superwords; those that some step deletes for
  ///   good are not among them
  /// @param wordSteps merges and deletions inside words, in order
  /// @param supermerges merges of words, in order, by ids of `vocabulary`. Of a pair that is listed
  ///   twice the first counts
  /// @param words finds the words; files hold a [WordSplitter] only
  /// @throws IllegalArgumentException if a byte that UTF-8 text can hold is no token, a supermerge
  ///   makes something else than its two tokens' bytes, or there are 2²¹ tokens or merges or more
  public static BoundlessBpeModel of(
      Vocabulary vocabulary, BpeSteps wordSteps, Merges supermerges, Splitter words) {
    BitSet superwords = new BitSet();
    for (int rank = 0; rank < supermerges.size(); rank++) {
      superwords.set(supermerges.merged(rank));
    }
    for (int step = 0; step < wordSteps.size(); step++) {
      int id = wordSteps.isDeletion(step) ? -1 : vocabulary.id(wordSteps.token(step));
      if (id >= 0) {
        superwords.clear(id);
      }
    }
    return of(vocabulary, wordSteps, supermerges, words, superwords);
  }

  /// A model whose file says which tokens are superwords. (Where both a step and a supermerge make
  /// a token, training marks it as what made it first. It matters to nothing but the table of words
  /// that are found whole.)
  ///
  /// @param superwords ids of superwords; copied
  public static BoundlessBpeModel of(
      Vocabulary vocabulary,
      BpeSteps wordSteps,
      Merges supermerges,
      Splitter words,
      BitSet superwords) {
    int[] lengths = new int[vocabulary.idLimit()];
    for (int id = 0; id < lengths.length; id++) {
      lengths[id] = vocabulary.contains(id) ? vocabulary.length(id) : 0;
    }
    SuperMerges runs = new SuperMerges(vocabulary, supermerges);
    BitSet marked = (BitSet) superwords.clone();
    BoundlessBpeModel merging =
        new BoundlessBpeModel(wordSteps.model(vocabulary), wordSteps, marked, runs, words, lengths);
    int[] whole = merging.wholeWords();
    if (whole.length == 0) {
      return merging;
    }
    PickyBpeModel lookingUp = PickyBpeModel.of(vocabulary, wordSteps).withWholePieces(whole);
    return new BoundlessBpeModel(lookingUp, wordSteps, marked, runs, words, lengths);
  }

  /// The tokens of words that come out as one token as a text of their own, but for those that are
  /// one word then: these are merged alike wherever they stand.
  private int[] wholeWords() {
    Vocabulary vocabulary = vocabulary();
    PieceEncoder encoder = newEncoder();
    IntSink whole = new IntSink(8);
    IntSink ids = new IntSink(16);
    int[] ends = new int[64];
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      if (!vocabulary.contains(id) || superwords.get(id)) {
        continue;
      }
      byte[] bytes = vocabulary.bytes(id);
      if (Utf8.validUpTo(bytes, 0, bytes.length) < bytes.length) {
        continue;
      }
      int words = finder.find(bytes, 0, bytes.length, ends);
      if (words == 1 && ends[0] == bytes.length) {
        continue;
      }
      ids.clear();
      encoder.encode(bytes, 0, bytes.length, ids);
      if (ids.size() == 1) {
        whole.add(id);
      }
    }
    return whole.toArray();
  }

  @Override
  public Vocabulary vocabulary() {
    return words.vocabulary();
  }

  /// The model of single words: a [BpeModel] where that does the same, else a [PickyBpeModel].
  public TokenizerModel words() {
    return words;
  }

  /// Merges and deletions inside words.
  public BpeSteps wordSteps() {
    return steps;
  }

  /// Merges of words.
  public Merges supermerges() {
    return supermerges.merges();
  }

  /// Finds the words.
  public Splitter wordSplitter() {
    return splitter;
  }

  /// Whether token `id` is marked as a superword.
  public boolean isSuperword(int id) {
    return superwords.get(id);
  }

  /// The token in GPT-2's alphabet: `ĠofĠthe`.
  @Override
  public String tokenText(int id) {
    return ByteCharacters.textOf(vocabulary().bytes(id));
  }

  @Override
  public int idOfText(String text) {
    byte[] bytes = ByteCharacters.bytesOf(text);
    return bytes == null ? Vocabulary.NONE : vocabulary().id(bytes);
  }

  /// Whether no word ends between the two, or some superword holds them side by side. Where text
  /// may be dropped, superwords hold what does not stand side by side.
  @Override
  public boolean mayJoin(int left, int right) {
    return !finder.covers() || !finder.cutsBehind(left, right) || supermerges.holds(left, right);
  }

  /// Yes for words that are found script by script: a space belongs to the script before it or
  /// after it.
  @Override
  public boolean looksBehindCuts() {
    return finder.looksBehind();
  }

  /// [InvalidUtf8#REPLACE]: the peer takes text only.
  @Override
  public InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.REPLACE;
  }

  @Override
  public PieceEncoder newEncoder() {
    return new BoundlessBpeEncoder(finder, words, supermerges, lengths);
  }
}
