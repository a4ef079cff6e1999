package org.tokenlab.tokenizers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A tokenizer: text to ids and back.
///
/// The way of a text: UTF-8 bytes, split into pieces by a [PreTokenizer], each piece turned into
/// ids by a [TokenizerModel]. Get one from [Tokenizers].
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
  private final PreTokenizer preTokenizer;
  private final TokenizerModel model;
  private final SpecialTokens specialTokens;
  private final WorkspacePool workspaces;
  private final CutRule cutRule = new CutRule(this);

  /// A tokenizer from its parts.
  ///
  /// @param name for messages and tables
  public Tokenizer(
      String name, PreTokenizer preTokenizer, TokenizerModel model, SpecialTokens specialTokens) {
    this.name = name;
    this.preTokenizer = preTokenizer;
    this.model = model;
    this.specialTokens = specialTokens;
    workspaces = new WorkspacePool(preTokenizer, model);
  }

  /// The name it was made with.
  public String name() {
    return name;
  }

  /// How text is split into pieces.
  public PreTokenizer preTokenizer() {
    return preTokenizer;
  }

  /// How pieces become ids.
  public TokenizerModel model() {
    return model;
  }

  /// The model's tokens, special tokens not included.
  public Vocabulary vocabulary() {
    return model.vocabulary();
  }

  /// The special tokens.
  public SpecialTokens specialTokens() {
    return specialTokens;
  }

  /// The ids of `text`; special tokens in it are ordinary text. Time is O(n log n) at worst, near
  /// O(n) on real text.
  public int[] encodeOrdinary(CharSequence text) {
    Workspace workspace = workspaces.take();
    try {
      workspace.append(text);
      workspace.encode();
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
      workspace.encode();
      return workspace.ids();
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /// The ids of all of `utf8`; special tokens in them are ordinary text.
  public int[] encodeOrdinary(byte[] utf8) {
    return encodeOrdinary(utf8, 0, utf8.length);
  }

  /// The ids of each text, in the order of the texts, encoded in parallel on the common pool.
  public List<int[]> encodeBatch(List<? extends CharSequence> texts) {
    int[][] ids = new int[texts.size()][];
    if (texts.size() < 2 || ForkJoinPool.getCommonPoolParallelism() < 2) {
      for (int i = 0; i < ids.length; i++) {
        ids[i] = encodeOrdinary(texts.get(i));
      }
    } else {
      IntStream.range(0, ids.length).parallel().forEach(i -> ids[i] = encodeOrdinary(texts.get(i)));
    }
    return List.of(ids);
  }

  /// Ids with offsets; special tokens in the text are ordinary text.
  public Encoding encode(CharSequence text) {
    return encode(text, EncodeOptions.DEFAULT);
  }

  /// Ids with offsets.
  ///
  /// @throws IllegalArgumentException if the text holds a special token that `options` forbid
  public Encoding encode(CharSequence text, EncodeOptions options) {
    Workspace workspace = workspaces.take();
    try {
      if (specialTokens.size() == 0 || options.equals(EncodeOptions.DEFAULT)) {
        workspace.append(text);
        workspace.encodeWithEnds();
      } else {
        encodeAroundSpecials(text.toString(), options, workspace);
      }
      return workspace.encoding();
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  private void encodeAroundSpecials(String text, EncodeOptions options, Workspace workspace) {
    List<String> forbidden = new ArrayList<>();
    List<String> allowed = new ArrayList<>();
    for (String token : specialTokens.texts()) {
      if (options.forbidden().contains(token) && !mayStand(options, token)) {
        forbidden.add(token);
      } else if (options.allowed().contains(token)) {
        allowed.add(token);
      }
    }
    Optional<SpecialTokens.Match> refused = specialTokens.find(text, 0, forbidden);
    if (refused.isPresent()) {
      throw new IllegalArgumentException(
          "the text holds the special token \""
              + refused.get().token()
              + "\" at UTF-16 offset "
              + refused.get().start()
              + ", which the options forbid; allow it, or encode it as ordinary text");
    }
    int from = 0;
    Optional<SpecialTokens.Match> match = specialTokens.find(text, 0, allowed);
    while (match.isPresent()) {
      workspace.append(text.substring(from, match.get().start()));
      workspace.encodeWithEnds();
      String token = match.get().token();
      workspace.appendSpecial(token, specialTokens.id(token).orElseThrow());
      from = match.get().start() + token.length();
      match = specialTokens.find(text, from, allowed);
    }
    workspace.append(text.substring(from));
    workspace.encodeWithEnds();
  }

  /// tiktoken's rule: "all forbidden" means all but the allowed.
  private static boolean mayStand(EncodeOptions options, String token) {
    return options.forbidden().all() && options.allowed().contains(token);
  }

  /// Whether a text's first characters may be encoded otherwise than the same ones further on,
  /// because something is put in front of every text.
  boolean marksTextStart() {
    return false;
  }

  /// Where texts of this tokenizer may be cut.
  CutRule cutRule() {
    return cutRule;
  }

  /// Number of tokens of `text`, special tokens in it read as ordinary text. Keeps no ids.
  public int count(CharSequence text) {
    Workspace workspace = workspaces.take();
    try {
      workspace.append(text);
      return workspace.count(Integer.MAX_VALUE);
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /// Number of tokens of the bytes `utf8[from, to)`.
  public int count(byte[] utf8, int from, int to) {
    Workspace workspace = workspaces.take();
    try {
      workspace.load(utf8, from, to);
      return workspace.count(Integer.MAX_VALUE);
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /// Number of tokens of every substring of `text`, after one pass; see [SubstringCounts].
  public SubstringCounts substringCounts(CharSequence text) {
    return new SubstringCounts(cutRule, text);
  }

  /// An empty text that grows at its end; see [GrowingEncoding].
  public GrowingEncoding growingEncoding() {
    return new GrowingEncoding(cutRule);
  }

  /// Encodes text of any length in fixed memory; see [StreamingEncoder].
  ///
  /// @param ids receives the ids in order, some thousands at a time; each array is its own
  public StreamingEncoder streamingEncoder(Consumer<int[]> ids) {
    return new StreamingEncoder(cutRule, ids);
  }

  /// Number of tokens of `text` if there are at most `limit`, else some number above `limit`: stops
  /// soon after it is passed.
  public int countUpTo(CharSequence text, int limit) {
    Workspace workspace = workspaces.take();
    try {
      workspace.append(text);
      return workspace.count(limit);
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /// The bytes that `ids` stand for, special tokens as their text.
  ///
  /// @throws IllegalArgumentException for an id that no token has
  public byte[] decodeToBytes(int... ids) {
    if (specialTokens.size() == 0) {
      return model.decode(ids);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * ids.length);
    int from = 0;
    for (int i = 0; i < ids.length; i++) {
      Optional<String> special = specialTokens.text(ids[i]);
      if (special.isPresent()) {
        bytes.writeBytes(model.decode(Arrays.copyOfRange(ids, from, i)));
        bytes.writeBytes(special.get().getBytes(StandardCharsets.UTF_8));
        from = i + 1;
      }
    }
    bytes.writeBytes(model.decode(Arrays.copyOfRange(ids, from, ids.length)));
    return bytes.toByteArray();
  }

  /// The text that `ids` stand for; bytes that are not UTF-8 become U+FFFD.
  ///
  /// @throws IllegalArgumentException for an id that no token has
  public String decode(int... ids) {
    return new String(decodeToBytes(ids), StandardCharsets.UTF_8);
  }

  /// Turns ids that come one after the other into text; see [StreamingDecoder].
  public StreamingDecoder streamingDecoder() {
    return new StreamingDecoder.OfBytes(this);
  }

  /// The name and the number of tokens.
  @Override
  public String toString() {
    return name + " (" + vocabulary().size() + " tokens)";
  }
}
