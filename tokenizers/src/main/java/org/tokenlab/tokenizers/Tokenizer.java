package org.tokenlab.tokenizers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.EncodeOptions.SpecialSet;

/// A tokenizer: text to ids and back.
///
/// The way of a text: taken apart at [AddedTokens], rewritten by a [Normalizer], split into pieces
/// by a [PreTokenizer], each piece turned into ids by a [TokenizerModel], finished by a
/// [PostProcessor]; and back by a [Decoder]. Get one from [Tokenizers], or put one together with
/// [#builder].
///
/// Immutable and thread-safe, virtual threads included. The working memory of a call (buffers, a
/// model's state) is taken from a small pool and given back; at most one set per processor is kept.
///
/// Strings are read as UTF-16; a lone surrogate is read as U+FFFD. Bytes are read as UTF-8; what is
/// not well formed is read as the model says ([TokenizerModel.InvalidUtf8]): by the OpenAI
/// vocabularies as tiktoken reads it, without loss.
///
/// ```java
/// Tokenizer cl100k = Tokenizers.named("cl100k_base");
/// int[] ids = cl100k.encodeOrdinary("Straße");
/// String text = cl100k.decode(ids);
/// ```
public final class Tokenizer {
  private final String name;
  private final Pipeline pipeline;
  private final AddedTokens addedTokens;
  private final Optional<PostProcessor> postProcessor;
  private final Optional<Decoder> decoder;
  private final Optional<Truncation> truncation;
  private final Optional<Padding> padding;
  private final Decoding decoding;
  private final WorkspacePool workspaces;
  private final CutRule cutRule;
  private final CutRule sumKeepingCutRule;

  /// A tokenizer that only splits and encodes, as tiktoken's do.
  ///
  /// @param name for messages and tables
  public Tokenizer(
      String name, PreTokenizer preTokenizer, TokenizerModel model, AddedTokens addedTokens) {
    this(builder(name, model).preTokenizer(preTokenizer).addedTokens(addedTokens));
  }

  private Tokenizer(Builder parts) {
    name = parts.name;
    pipeline = new Pipeline(parts.addedTokens, parts.normalizer, parts.preTokenizer, parts.model);
    addedTokens = parts.addedTokens;
    postProcessor = Optional.ofNullable(parts.postProcessor);
    decoder = Optional.ofNullable(parts.decoder);
    truncation = Optional.ofNullable(parts.truncation);
    padding = Optional.ofNullable(parts.padding);
    decoding = new Decoding(parts.model, addedTokens, parts.normalizer, parts.decoder);
    cutRule = new CutRule(this, false);
    sumKeepingCutRule = new CutRule(this, true);
    workspaces = new WorkspacePool(pipeline, this::newUnitEncoder);
  }

  /// Starts a tokenizer around `model`, without any other part.
  ///
  /// @param name for messages and tables
  public static Builder builder(String name, TokenizerModel model) {
    return new Builder(name, model);
  }

  /// The parts of a tokenizer that is to be built.
  public static final class Builder {
    private final String name;
    private final TokenizerModel model;
    private Normalizer normalizer = Normalizer.none();
    private PreTokenizer preTokenizer = PreTokenizer.none();
    private AddedTokens addedTokens = AddedTokens.none();
    private @Nullable PostProcessor postProcessor;
    private @Nullable Decoder decoder;
    private @Nullable Truncation truncation;
    private @Nullable Padding padding;

    private Builder(String name, TokenizerModel model) {
      this.name = name;
      this.model = model;
    }

    /// How text is rewritten before it is split; not at all by default.
    public Builder normalizer(Normalizer rewriting) {
      normalizer = rewriting;
      return this;
    }

    /// How text is split; by default a text is one piece.
    public Builder preTokenizer(PreTokenizer splitting) {
      preTokenizer = splitting;
      return this;
    }

    /// The tokens beside the model's; none by default.
    public Builder addedTokens(AddedTokens tokens) {
      addedTokens = tokens;
      return this;
    }

    /// What finishes encodings; nothing by default.
    public Builder postProcessor(PostProcessor finishing) {
      postProcessor = finishing;
      return this;
    }

    /// What turns tokens into text; by default tokens' bytes are put together.
    public Builder decoder(Decoder joining) {
      decoder = joining;
      return this;
    }

    /// The truncation that the model's file asks for. It is kept, not done: ask for it with
    /// [EncodeOptions#withTruncation].
    public Builder truncation(Truncation asked) {
      truncation = asked;
      return this;
    }

    /// The padding that the model's file asks for. It is kept, not done: ask for it with
    /// [EncodeOptions#withPadding].
    public Builder padding(Padding asked) {
      padding = asked;
      return this;
    }

    /// The tokenizer.
    public Tokenizer build() {
      return new Tokenizer(this);
    }
  }

  /// The same tokenizer under another name.
  public Tokenizer withName(String newName) {
    return toBuilder(newName, model()).build();
  }

  /// Starts a tokenizer around another model that has the other parts of this one. Those that hold
  /// ids or tokens (added tokens, post-processor, padding, some decoders) must suit the model.
  public Builder toBuilder(String newName, TokenizerModel newModel) {
    Builder parts = builder(newName, newModel);
    parts.normalizer = normalizer();
    parts.preTokenizer = preTokenizer();
    parts.addedTokens = addedTokens;
    parts.postProcessor = postProcessor.orElse(null);
    parts.decoder = decoder.orElse(null);
    parts.truncation = truncation.orElse(null);
    parts.padding = padding.orElse(null);
    return parts;
  }

  /// The name it was made with.
  public String name() {
    return name;
  }

  /// How text is rewritten before it is split.
  public Normalizer normalizer() {
    return pipeline.normalizer();
  }

  /// How text is split into pieces.
  public PreTokenizer preTokenizer() {
    return pipeline.preTokenizer();
  }

  /// How pieces become ids.
  public TokenizerModel model() {
    return pipeline.model();
  }

  /// What finishes encodings.
  public Optional<PostProcessor> postProcessor() {
    return postProcessor;
  }

  /// What turns tokens into text, if that is more than putting their bytes together.
  public Optional<Decoder> decoder() {
    return decoder;
  }

  /// The truncation that the model's file asks for.
  public Optional<Truncation> truncation() {
    return truncation;
  }

  /// The padding that the model's file asks for.
  public Optional<Padding> padding() {
    return padding;
  }

  /// The model's tokens, added tokens not included.
  public Vocabulary vocabulary() {
    return model().vocabulary();
  }

  /// The tokens beside the model's own, special ones among them.
  public AddedTokens addedTokens() {
    return addedTokens;
  }

  /// The ids of `text`; special tokens in it are ordinary text. (Added tokens that are not special
  /// are found nevertheless, as HF does.) Nothing is added, cut or padded. Time is O(n log n) at
  /// worst, near O(n) on real text.
  public int[] encodeOrdinary(CharSequence text) {
    Workspace workspace = workspaces.take();
    try {
      workspace.load(text);
      workspace.encode(SpecialSet.NOTHING);
      return workspace.ids();
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /// The ids of the bytes `utf8[from, to)`; special tokens in them are ordinary text.
  public int[] encodeOrdinary(byte[] utf8, int from, int to) {
    Workspace workspace = workspaces.take();
    try {
      workspace.load(utf8, from, to);
      workspace.encode(SpecialSet.NOTHING);
      return workspace.ids();
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /// The ids of all of `utf8`; special tokens in them are ordinary text.
  public int[] encodeOrdinary(byte[] utf8) {
    return encodeOrdinary(utf8, 0, utf8.length);
  }

  /// The ids of one long `text`, as [#encodeOrdinary] gives them, encoded in parallel on the common
  /// pool. The text is cut where that is proved to change nothing; one without such places, and one
  /// below 128 KiB, is encoded by the caller alone.
  public int[] encodeInParallel(CharSequence text) {
    Utf8Writer writer = new Utf8Writer();
    byte[] utf8 = writer.write(text, new byte[0], 0);
    return encodeInParallel(utf8, 0, writer.end());
  }

  /// The ids of the bytes `utf8[from, to)`, as [#encodeOrdinary(byte[], int, int)] gives them,
  /// encoded in parallel on the common pool. The array must not change meanwhile. For more than an
  /// array holds, see [StreamingEncoder#append(java.lang.foreign.MemorySegment)].
  public int[] encodeInParallel(byte[] utf8, int from, int to) {
    java.util.Objects.checkFromToIndex(from, to, utf8.length);
    return ParallelEncoding.ids(this, utf8, from, to, ParallelEncoding.PART);
  }

  /// The ids of each text, in the order of the texts, encoded in parallel on the common pool.
  public List<int[]> encodeBatch(List<? extends CharSequence> texts) {
    int[][] ids = new int[texts.size()][];
    inParallel(ids.length, i -> ids[i] = encodeOrdinary(texts.get(i)));
    return List.of(ids);
  }

  /// An encoding of each text, in the order of the texts, encoded in parallel on the common pool.
  /// Padding without a length pads to the longest.
  ///
  /// @throws IllegalArgumentException if a text holds a special token that `options` forbid
  public List<Encoding> encodeBatch(List<? extends CharSequence> texts, EncodeOptions options) {
    Encoding[] encodings = new Encoding[texts.size()];
    inParallel(encodings.length, i -> encodings[i] = finished(texts.get(i), null, options));
    return padded(List.of(encodings), options);
  }

  private static void inParallel(int count, java.util.function.IntConsumer task) {
    IntStream indices = IntStream.range(0, count);
    // The caller works, too, so one worker beside it makes two.
    boolean alone = count < 2 || Runtime.getRuntime().availableProcessors() < 2;
    (alone ? indices : indices.parallel()).forEach(task);
  }

  /// Ids with offsets; special tokens in the text are ordinary text, and none is added.
  public Encoding encode(CharSequence text) {
    return encode(text, EncodeOptions.DEFAULT);
  }

  /// Ids with offsets.
  ///
  /// @throws IllegalArgumentException if the text holds a special token that `options` forbid
  public Encoding encode(CharSequence text, EncodeOptions options) {
    return padded(List.of(finished(text, null, options)), options).getFirst();
  }

  /// Ids with offsets of a pair of texts, such as a question and its answer.
  ///
  /// @throws IllegalArgumentException if a text holds a special token that `options` forbid
  public Encoding encode(CharSequence first, CharSequence second, EncodeOptions options) {
    return padded(List.of(finished(first, second, options)), options).getFirst();
  }

  private Encoding finished(
      CharSequence first, @Nullable CharSequence second, EncodeOptions options) {
    List<Encoding> parts = new ArrayList<>(2);
    parts.add(sequence(first, options).withTypeId(0));
    if (second != null) {
      parts.add(sequence(second, options).ofSecondText().withTypeId(1));
    }
    return Finishing.finish(parts, postProcessor, options);
  }

  private static List<Encoding> padded(List<Encoding> encodings, EncodeOptions options) {
    return options.padding().map(padding -> Finishing.pad(encodings, padding)).orElse(encodings);
  }

  private Encoding sequence(CharSequence text, EncodeOptions options) {
    Workspace workspace = workspaces.take();
    try {
      workspace.load(text);
      if (!options.forbidden().isEmpty()) {
        requireNoForbidden(workspace, options);
      }
      return workspace.encoding(options.allowed(), decoding::tokenText);
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  private static void requireNoForbidden(Workspace workspace, EncodeOptions options) {
    // tiktoken's rule: "all forbidden" means all but the allowed.
    SpecialSet saved = options.forbidden().all() ? options.allowed() : SpecialSet.NOTHING;
    AddedTokenFinder.Match refused = workspace.find(options.forbidden(), saved);
    if (refused != null) {
      throw new IllegalArgumentException(
          "the text holds the special token \""
              + refused.token.text()
              + "\" at UTF-16 offset "
              + refused.start
              + ", which the options forbid; allow it, or encode it as ordinary text");
    }
  }

  /// Texts that go straight to the model have a cache there.
  private @Nullable UnitEncoder newUnitEncoder() {
    return pipeline.straight() == null
        ? UnitEncoder.of(pipeline, cutRule, sumKeepingCutRule, UnitCache.ofSetting())
        : null;
  }

  /// Whether a text's first characters may be encoded otherwise than the same ones further on,
  /// because something is put in front of every text, or the model looks at what stands before.
  boolean marksTextStart() {
    return pipeline.straight() == null || model().looksBehindCuts();
  }

  /// Where texts of this tokenizer may be cut.
  CutRule cutRule() {
    return cutRule;
  }

  /// Where texts of this tokenizer may be cut by one who encodes the parts in order, each with the
  /// running sum that the one before left.
  CutRule sumKeepingCutRule() {
    return sumKeepingCutRule;
  }

  /// The ids of `utf8[from, to)` but for those of its first `skip` bytes, which a cut separates
  /// from the others.
  ///
  /// @param runningSum the sum before the cut, replaced by the one at the end
  int[] encodeContinued(byte[] utf8, int from, int to, int skip, double[] runningSum) {
    Workspace workspace = workspaces.take();
    try {
      workspace.load(utf8, from, to);
      runningSum[0] = workspace.encodeContinued(skip, runningSum[0]);
      return workspace.ids();
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /// Number of tokens of `text`, special tokens in it read as ordinary text. Keeps no ids.
  public int count(CharSequence text) {
    return countUpTo(text, Integer.MAX_VALUE);
  }

  /// Number of tokens of the bytes `utf8[from, to)`.
  public int count(byte[] utf8, int from, int to) {
    Workspace workspace = workspaces.take();
    try {
      workspace.load(utf8, from, to);
      return workspace.count(SpecialSet.NOTHING, Integer.MAX_VALUE);
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /// Number of tokens of `text` if there are at most `limit`, else some number above `limit`: stops
  /// soon after it is passed, where nothing rewrites the text.
  public int countUpTo(CharSequence text, int limit) {
    Workspace workspace = workspaces.take();
    try {
      workspace.load(text);
      return workspace.count(SpecialSet.NOTHING, limit);
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /// The start or the end of `text` that fits into `most` tokens, and its ids: the first or the
  /// last of [#encodeOrdinary]'s, fewer where a character would be torn. Encodes little more than
  /// it keeps, where the text has places for safe cuts.
  ///
  /// @param most most tokens to keep, 0 or more
  /// @param cutOff at which end tokens are cut off
  public TruncatedText truncate(CharSequence text, int most, Side cutOff) {
    return new Truncating(this, text).to(most, cutOff);
  }

  /// The ids of `text`, drawn at random: BPE-dropout or subword regularisation, as `sampling` says.
  /// Special tokens in the text are ordinary text. The same state of `random` gives the same ids.
  /// Slower than [#encodeOrdinary]: no memory is reused between calls.
  ///
  /// @throws UnsupportedOperationException if the model can't draw in this way
  public int[] encodeSampled(CharSequence text, Sampling sampling, RandomGenerator random) {
    Workspace workspace = new Workspace(pipeline, model().newSampler(sampling, random));
    workspace.load(text);
    workspace.encode(SpecialSet.NOTHING);
    return workspace.ids();
  }

  /// The `n` best segmentations of `text`, best first; fewer if there are not so many. Where the
  /// text has several pieces, their segmentations are combined and the scores added.
  ///
  /// @throws UnsupportedOperationException if the model does not rank segmentations
  public List<Segmentation> nBest(CharSequence text, int n) {
    NBest collector = new NBest(model(), n);
    Workspace workspace = new Workspace(pipeline, collector);
    workspace.load(text);
    workspace.encode(SpecialSet.NOTHING);
    return collector.combined(workspace.ids());
  }

  /// Number of tokens of every substring of `text`, after one pass; see [SubstringCounts].
  public SubstringCounts substringCounts(CharSequence text) {
    return new SubstringCounts(cutRule, text);
  }

  /// An empty text that grows at its end; see [GrowingEncoding].
  public GrowingEncoding growingEncoding() {
    return new GrowingEncoding(this);
  }

  /// Encodes text of any length in fixed memory; see [StreamingEncoder].
  ///
  /// @param ids receives the ids in order, some thousands at a time; each array is its own
  public StreamingEncoder streamingEncoder(Consumer<int[]> ids) {
    return new StreamingEncoder(this, ids);
  }

  /// The bytes that `ids` stand for, added tokens as their text. With a [Decoder] these are the
  /// UTF-8 of [#decode], else the tokens' own bytes, one after the other.
  ///
  /// @throws IllegalArgumentException for an id that no token has
  public byte[] decodeToBytes(int... ids) {
    return decoder.isPresent()
        ? decode(ids).getBytes(StandardCharsets.UTF_8)
        : decoding.bytes(ids, false);
  }

  /// The text that `ids` stand for, special tokens as their text; bytes that are not UTF-8 become
  /// U+FFFD.
  ///
  /// @throws IllegalArgumentException for an id that no token has
  public String decode(int... ids) {
    return decode(ids, false);
  }

  /// The text that `ids` stand for.
  ///
  /// @param skipSpecialTokens whether special tokens are left out
  /// @throws IllegalArgumentException for an id that no token has (HF leaves such ids out)
  public String decode(int[] ids, boolean skipSpecialTokens) {
    return decoding.text(ids, skipSpecialTokens);
  }

  /// Turns ids that come one after the other into text; see [StreamingDecoder].
  public StreamingDecoder streamingDecoder() {
    return decoder.isPresent()
        ? new StreamingDecoder.OfText(decoding, decoder.get())
        : new StreamingDecoder.OfBytes(decoding);
  }

  /// Token `id` as the model's file writes it, an added token as its text.
  ///
  /// @throws IllegalArgumentException for an id that no token has
  public String tokenText(int id) {
    return decoding.tokenText(id);
  }

  /// The id of the token that the model's file writes as `text`, added tokens included, or
  /// [Vocabulary#NONE].
  public int idOf(String text) {
    return addedTokens.id(text).orElseGet(() -> model().idOfText(text));
  }

  /// The name and the number of tokens.
  @Override
  public String toString() {
    return name + " (" + vocabulary().size() + " tokens)";
  }
}
