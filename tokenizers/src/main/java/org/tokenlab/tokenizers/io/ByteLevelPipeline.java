package org.tokenlab.tokenizers.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.CharacterBpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.internal.vocabulary.ByteStringVocabulary;
import org.tokenlab.tokenizers.normalize.ByteLevelNormalizer;
import org.tokenlab.tokenizers.normalize.NormalizerSequence;
import org.tokenlab.tokenizers.pretokenize.ByteAlphabet;
import org.tokenlab.tokenizers.pretokenize.PreTokenizerSequence;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// HF's byte-level BPE run over bytes, not over the characters that stand for them.
///
/// HF writes each byte as a character of GPT-2's alphabet and merges characters. Where that is the
/// last that happens to text before the model, and the model has a token for each of the characters
/// (but for the 13 bytes that no well-formed UTF-8 holds, and so no text of HF's), nothing can be
/// told from merging bytes, which takes half the memory and less time. Tokens whose text is not in
/// the alphabet can't be reached by merging; they must be added tokens, which keep their text. A
/// file that is otherwise runs as it is written: [org.tokenlab.tokenizers.bpe.CharacterBpeModel]
/// behind [ByteAlphabet].
///
/// @param normalizer without HF's ByteLevel
/// @param preTokenizer without the step that writes characters
/// @param model over bytes
record ByteLevelPipeline(Normalizer normalizer, PreTokenizer preTokenizer, BpeModel model) {

  /// The same pipeline over bytes, if it can be told from the one over characters by nothing.
  static Optional<ByteLevelPipeline> of(
      Normalizer normalizer, List<PreTokenizer> steps, BpeSection bpe, AddedTokens added)
      throws ModelFileException {
    CharacterBpeModel.Options options = bpe.options();
    boolean plain =
        options.unknownToken() == null
            && options.continuingSubwordPrefix().isEmpty()
            && options.endOfWordSuffix().isEmpty()
            && !options.byteFallback();
    @Nullable Normalizer before = plain ? withoutAlphabet(normalizer, steps, added) : null;
    if (before == null) {
      return Optional.empty();
    }
    PreTokenizer preTokenizer = overBytes(steps);
    @Nullable Vocabulary vocabulary = vocabulary(bpe, added, preTokenizer);
    if (vocabulary == null) {
      return Optional.empty();
    }
    BpeModel model = BpeModel.ofMerges(vocabulary, bpe.merges(), options.ignoreMerges());
    return Optional.of(new ByteLevelPipeline(before, preTokenizer, model));
  }

  /// The normalizer, less a ByteLevel at its end; null if text is not written in the alphabet once,
  /// as the last thing that happens to it.
  private static @Nullable Normalizer withoutAlphabet(
      Normalizer normalizer, List<PreTokenizer> steps, AddedTokens added) {
    List<Normalizer> parts = parts(normalizer);
    long inNormalizer = parts.stream().filter(ByteLevelNormalizer.class::isInstance).count();
    long inSteps = steps.stream().filter(ByteAlphabet.class::isInstance).count();
    if (inNormalizer == 0 && inSteps == 1 && steps.getLast() instanceof ByteAlphabet) {
      return normalizer;
    }
    boolean last =
        inNormalizer == 1 && steps.isEmpty() && parts.getLast() instanceof ByteLevelNormalizer;
    // Tokens sought in normalized text are sought among the alphabet's characters then.
    if (!last || !added.all().stream().allMatch(ByteLevelPipeline::isSameInAlphabet)) {
      return null;
    }
    List<Normalizer> rest = parts.subList(0, parts.size() - 1);
    return rest.isEmpty()
        ? Normalizer.none()
        : rest.size() == 1 ? rest.getFirst() : new NormalizerSequence(List.copyOf(rest));
  }

  private static boolean isSameInAlphabet(AddedToken token) {
    return !token.normalized()
        || (!token.singleWord()
            && !token.leftStrip()
            && !token.rightStrip()
            && token.text().chars().allMatch(c -> c > ' ' && c < 0x7F));
  }

  private static List<Normalizer> parts(Normalizer normalizer) {
    List<Normalizer> parts = new ArrayList<>();
    if (normalizer instanceof NormalizerSequence sequence) {
      sequence.normalizers().forEach(part -> parts.addAll(parts(part)));
    } else if (!normalizer.equals(Normalizer.none())) {
      parts.add(normalizer);
    }
    return parts;
  }

  /// The steps without the alphabet.
  private static PreTokenizer overBytes(List<PreTokenizer> steps) {
    List<PreTokenizer> rest = new ArrayList<>(steps);
    rest.removeIf(ByteAlphabet.class::isInstance);
    return switch (rest.size()) {
      case 0 -> PreTokenizer.none();
      case 1 -> rest.getFirst();
      default -> new PreTokenizerSequence(List.copyOf(rest));
    };
  }

  /// The tokens as bytes; null if one is not in the alphabet and is no added token, or if the
  /// character of a byte that UTF-8 text can hold is missing.
  private static @Nullable Vocabulary vocabulary(
      BpeSection bpe, AddedTokens added, PreTokenizer preTokenizer) throws ModelFileException {
    TextList texts = bpe.vocabulary().texts();
    int[] entryOf = bpe.vocabulary().entries();
    @Nullable BitSet merging = null; // asked for added tokens only, so mostly not at all
    BitSet addedIds = new BitSet();
    added.all().forEach(token -> addedIds.set(token.id()));
    int[] start = new int[entryOf.length + 1];
    byte[] arena = new byte[texts.size() == 0 ? 0 : texts.end(texts.size() - 1)];
    BitSet single = new BitSet(256);
    for (int id = 0; id < entryOf.length; id++) {
      int entry = entryOf[id];
      start[id + 1] = start[id];
      if (entry < 0) {
        continue;
      }
      int end =
          ByteLevelAlphabet.toBytes(
              texts.bytes(), texts.start(entry), texts.end(entry), arena, start[id]);
      boolean isAdded = addedIds.get(id) && added.text(id).orElseThrow().equals(texts.text(entry));
      if (end < 0) {
        if (!isAdded) {
          return null;
        }
        continue;
      }
      int length = end - start[id];
      if (length == 1) {
        single.set(arena[start[id]] & 0xFF);
      }
      if (isAdded && merging == null) {
        merging = merging(bpe.merges());
      }
      boolean reachable =
          merging == null
              || !isAdded
              || merging.get(id)
              || length == 1
              || (bpe.options().ignoreMerges()
                  && mayBePiece(Arrays.copyOfRange(arena, start[id], end), preTokenizer));
      if (reachable) {
        start[id + 1] = end;
      }
    }
    for (int b = 0; b < 256; b++) {
      if (BpeModel.occursInUtf8(b) && !single.get(b)) {
        return null;
      }
    }
    return new ByteStringVocabulary(Arrays.copyOf(arena, start[entryOf.length]), start);
  }

  private static BitSet merging(Merges merges) {
    BitSet ids = new BitSet();
    for (int rank = 0; rank < merges.size(); rank++) {
      ids.set(merges.left(rank));
      ids.set(merges.right(rank));
      ids.set(merges.merged(rank));
    }
    return ids;
  }

  /// Whether the pre-tokenizer may make a piece of these bytes. The known scanners look ahead at
  /// white space only, so that other text which they split by itself they split everywhere.
  static boolean mayBePiece(byte[] bytes, PreTokenizer preTokenizer) {
    Optional<SplitPattern> known = pattern(preTokenizer);
    if (known.isEmpty()) {
      return true;
    }
    byte[] visible =
        new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
            .strip()
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return !Arrays.equals(visible, bytes)
        || known.get().preTokenizer().split(bytes, 0, bytes.length, new int[bytes.length + 1]) < 2;
  }

  /// The known pattern that a pre-tokenizer comes down to, if it is one.
  static Optional<SplitPattern> pattern(PreTokenizer preTokenizer) {
    return preTokenizer.splitter().flatMap(SplitPattern::of);
  }
}
