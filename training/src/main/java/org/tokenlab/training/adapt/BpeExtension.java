package org.tokenlab.training.adapt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.TokenizerModel.PieceEncoder;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.tokenizers.wordpiece.WordPieceModel;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.merge.MergeLog;
import org.tokenlab.training.internal.merge.MergeLoop;
import org.tokenlab.training.internal.merge.MergeRules;
import org.tokenlab.training.internal.merge.PairRule;
import org.tokenlab.training.internal.merge.Symbols;
import org.tokenlab.training.internal.sentencepiece.PieceRules;
import org.tokenlab.training.internal.sentencepiece.SpaceRules;

/// Merges on from where the merges end by which a model's own tokens were made.
///
/// Words are laid out as the model's tokens, which are the symbols of a run of [MergeLoop]. With
/// BPE an old merge never applies to a new token, and new merges rank behind the old: so to merge
/// by all of them is to encode as before and then to merge as was learned.
///
/// A pair whose text has a token already is passed over: that token is there, if out of reach of
/// the merges, or met where a piece is looked up whole.
final class BpeExtension {
  private final Tokenizer base;
  private final int firstNewId;
  private final int wanted;
  private final long minFrequency;
  private final int maxTokenLength;
  private final int threads;

  BpeExtension(Tokenizer base, int wanted, long minFrequency, int maxTokenLength, int threads) {
    this.base = base;
    this.wanted = wanted;
    this.minFrequency = minFrequency;
    this.maxTokenLength = maxTokenLength;
    this.threads = threads;
    firstNewId = TokenizerExtender.firstNewId(base);
  }

  ExtendedTokenizer learn(BpeModel model, WordCounts words, TrainingListener listener) {
    return learn(words, "", listener, NewTexts::new, learned -> extended(model, learned));
  }

  private static BpeModel extended(BpeModel model, Learned learned) {
    Vocabulary vocabulary = Vocabulary.of(learned.tokens().toArray(byte[][]::new));
    Merges own = model.merges().orElse(null);
    if (own == null) {
      return BpeModel.ofRanks(vocabulary);
    }
    int[] triples = new int[3 * own.size() + learned.triples().length];
    for (int rank = 0; rank < own.size(); rank++) {
      triples[3 * rank] = own.left(rank);
      triples[3 * rank + 1] = own.right(rank);
      triples[3 * rank + 2] = own.merged(rank);
    }
    System.arraycopy(learned.triples(), 0, triples, 3 * own.size(), learned.triples().length);
    return BpeModel.ofMerges(vocabulary, Merges.of(triples), model.wholePieceFirst())
        .withDropout(model.dropout());
  }

  /// SentencePiece's: only ordinary pieces merge, by its rules of what may be a piece.
  ExtendedTokenizer learn(
      SentencePieceModel model,
      boolean whitespaceIsSuffix,
      WordCounts words,
      TrainingListener listener) {
    SentencePieces pieces = model.pieces();
    if (firstNewId > pieces.size()) {
      throw new IllegalArgumentException(
          base.name() + ": a SentencePiece model's added tokens are pieces of its own");
    }
    PieceRules rules =
        PieceRules.DEFAULT.withSpaces(new SpaceRules(true, whitespaceIsSuffix, false));
    return learn(
        words,
        "",
        listener,
        log -> new NewPieces(new NewTexts(log), log, pieces, rules),
        learned -> extended(model, whitespaceIsSuffix, learned));
  }

  /// New pieces have scores below all others, in the order they were learned.
  private static SentencePieceModel extended(
      SentencePieceModel model, boolean whitespaceIsSuffix, Learned learned) {
    SentencePieces pieces = model.pieces();
    int size = learned.tokens().size();
    String[] texts = new String[size];
    float[] scores = new float[size];
    PieceType[] types = new PieceType[size];
    float lowest = 0;
    for (int id = 0; id < size; id++) {
      boolean old = id < pieces.size();
      texts[id] =
          old ? pieces.piece(id) : new String(learned.tokens().get(id), StandardCharsets.UTF_8);
      types[id] = old ? pieces.type(id) : PieceType.NORMAL;
      scores[id] = old ? pieces.score(id) : lowest - 1;
      lowest = Math.min(lowest, scores[id]);
    }
    return SentencePieceModel.of(
        model.kind(), SentencePieces.of(texts, scores, types), whitespaceIsSuffix);
  }

  /// WordPiece's, whose tokens come of merging, too. The longest token counts when text is encoded,
  /// whatever it was made of.
  ExtendedTokenizer learn(WordPieceModel model, WordCounts words, TrainingListener listener) {
    int unknown = model.idOfText(model.unknownToken());
    return learn(
        words,
        model.continuingSubwordPrefix(),
        listener,
        log -> {
          PairRule newTexts = new NewTexts(log);
          return (left, right) ->
              left != unknown && right != unknown && newTexts.allows(left, right);
        },
        learned ->
            new WordPieceModel(
                Vocabulary.of(learned.tokens().toArray(byte[][]::new)),
                model.unknownToken(),
                model.continuingSubwordPrefix(),
                model.maxInputCharsPerWord()));
  }

  /// What a run learned, two merges that spell one text being one token.
  ///
  /// @param tokens by id, those of the base first
  /// @param triples the new merges, as [Merges#of] takes them
  @SuppressWarnings("ArrayRecordComponent") // hands over what was computed
  private record Learned(List<byte[]> tokens, int[] triples) {}

  /// @param prefix of tokens inside a word
  private ExtendedTokenizer learn(
      WordCounts words,
      String prefix,
      TrainingListener listener,
      Function<MergeLog, PairRule> rule,
      Function<Learned, TokenizerModel> extended) {
    long before = ModelWords.tokens(base.model(), words);
    MergeLog log = new MergeLog(tokens(), prefix, before);
    MergeRules rules = MergeRules.of(minFrequency).withAllowed(rule.apply(log));
    MergeLoop.ofFrequent(
            layOut(words), log, firstNewId + wanted, rules, threads, new PacedListener(listener))
        .run();
    Learned learned = learned(log);
    TokenizerModel model = extended.apply(learned);
    return new ExtendedTokenizer(
        Renumbering.withModel(base, model).build(),
        firstNewId,
        learned.tokens().size() - firstNewId,
        wanted,
        before,
        ModelWords.tokens(model, words));
  }

  /// By id; empty where the model has no token of that id.
  private List<byte[]> tokens() {
    Vocabulary vocabulary = base.vocabulary();
    List<byte[]> tokens = new ArrayList<>(firstNewId);
    for (int id = 0; id < firstNewId; id++) {
      tokens.add(vocabulary.contains(id) ? vocabulary.bytes(id) : new byte[0]);
    }
    return tokens;
  }

  private Symbols layOut(WordCounts words) {
    PieceEncoder encoder = base.model().newEncoder();
    IntSink ids = new IntSink(64);
    return Symbols.of(
        words,
        (utf8, from, to, out, at) -> {
          ids.clear();
          encoder.encode(utf8, from, to, ids);
          for (int i = 0; i < ids.size(); i++) {
            out[at + i] = ids.get(i);
          }
          return at + ids.size();
        },
        firstNewId);
  }

  /// Where a base looks pieces up whole, so that equal bytes may stand as different tokens, two
  /// merges may spell one text.
  private Learned learned(MergeLog log) {
    List<byte[]> tokens = tokens();
    Map<ByteBuffer, Integer> idOfText = new HashMap<>();
    int[] idOf = new int[log.tokenCount()];
    for (int id = 0; id < idOf.length; id++) {
      idOf[id] = id;
      if (id >= firstNewId) {
        Integer known = idOfText.putIfAbsent(ByteBuffer.wrap(log.token(id)), tokens.size());
        idOf[id] = known == null ? tokens.size() : known;
        if (known == null) {
          tokens.add(log.token(id));
        }
      }
    }
    int[] triples = log.triples(log.size());
    Arrays.setAll(triples, i -> idOf[triples[i]]);
    return new Learned(tokens, triples);
  }

  /// Lets two tokens merge if they make a text that no token of the base has.
  private final class NewTexts implements PairRule {
    private final MergeLog log;
    private final Set<ByteBuffer> added = new HashSet<>();

    NewTexts(MergeLog log) {
      this.log = log;
      base.addedTokens()
          .all()
          .forEach(
              token -> added.add(ByteBuffer.wrap(token.text().getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public boolean allows(int left, int right) {
      byte[] both = log.joined(left, right);
      return both.length <= maxTokenLength
          && base.vocabulary().id(both) == Vocabulary.NONE
          && !added.contains(ByteBuffer.wrap(both));
    }
  }

  /// Lets two ordinary pieces merge if SentencePiece would.
  private record NewPieces(NewTexts texts, MergeLog log, SentencePieces pieces, PieceRules rules)
      implements PairRule {
    @Override
    public boolean allows(int left, int right) {
      if (!isOrdinary(left) || !isOrdinary(right) || !texts.allows(left, right)) {
        return false;
      }
      byte[] both = log.joined(left, right);
      return rules.allow(both, 0, both.length);
    }

    private boolean isOrdinary(int id) {
      return id >= pieces.size() || pieces.type(id) == PieceType.NORMAL;
    }
  }
}
