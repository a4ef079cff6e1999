package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeSteps;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.superword.BoundlessBpeModel;
import org.tokenlab.tokenizers.superword.WordSplitter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// fastboundlessbpe's model files, `BoundlessBPE v2`: its kinds `word`, `boundless` and `superbpe`,
/// which all run by one rule, that of [BoundlessBpeModel].
///
/// Lines of text: a header, the vocabulary (id, token, count, whether it is a superword), special
/// tokens, then for words and for superwords a line of JSON that says how text is split, the merges
/// (index, left, right, count, a flag) and the deletions (index, token). Tokens are written in
/// GPT-2's alphabet. Merges and deletions are done in order of their indices.
///
/// What only training reads is not kept: counts and flags, `tau`, and the pattern of what may
/// merge. Written files have 0 there, 1.1 and `null`. (A `word` model that is to be trained on
/// needs its counts, so that one should be the file that the peer wrote.)
///
/// Stricter than the peer: an index that comes twice, deletions among superwords, and a supermerge
/// whose token is not in the vocabulary are refused; the peer reads on, and fails when it encodes.
/// What a deleted token falls into, where several merges make it, is the first merge's parts, as in
/// the peer's Python; its Rust takes any of them.
final class FastBoundlessFile {
  private static final String MAGIC = "BoundlessBPE ";

  private final Lines lines;

  private FastBoundlessFile(Lines lines) {
    this.lines = lines;
  }

  /// Whether a file begins as these do.
  static boolean isSo(String start) {
    return start.startsWith(MAGIC);
  }

  /// Reads a file.
  ///
  /// @param name the tokenizer's name from now on
  /// @param source the file's name, for messages
  /// @throws ModelFileException if the file is damaged; the message gives the line and its first
  ///   byte
  static Tokenizer read(byte[] content, String name, String source) throws ModelFileException {
    JsonSource.requireUtf8(content, source);
    return new FastBoundlessFile(new Lines(content, source)).tokenizer(name);
  }

  private Tokenizer tokenizer(String name) throws ModelFileException {
    String[] header = lines.next().split("\\s+", -1);
    String kind = header.length == 3 ? header[2] : "";
    if (header.length != 3
        || !header[0].equals(MAGIC.strip())
        || !header[1].equals("v2")
        || !List.of("word", "boundless", "superbpe").contains(kind)) {
      throw lines.expected("\"BoundlessBPE v2 \" and word, boundless or superbpe");
    }
    lines.require("vocabulary");
    BitSet superwords = new BitSet();
    Vocabulary vocabulary = vocabulary(superwords);
    lines.require("special_tokens");
    AddedTokens specials = specials();
    lines.require("words");
    Config words = Config.read(lines);
    BpeSteps steps = steps(words.blowup);
    Merges supermerges = Merges.of(new int[0]);
    if (!kind.equals("word")) {
      lines.require("superwords");
      Config.read(lines);
      supermerges = supermerges(vocabulary);
    }
    lines.requireEnd();
    try {
      BoundlessBpeModel model =
          BoundlessBpeModel.of(vocabulary, steps, supermerges, words.splitter, superwords);
      return Tokenizer.builder(name, model).addedTokens(specials).build();
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(lines.source() + ": " + e.getMessage(), e);
    }
  }

  private Vocabulary vocabulary(BitSet superwords) throws ModelFileException {
    int count = lines.count("tokens");
    List<byte[]> tokens = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      String[] fields = lines.fields(4, "id, token, count and 0 or 1");
      if (number(fields[0]) != id) {
        throw lines.expected("the id " + id);
      }
      tokens.add(token(fields[1]));
      number(fields[2]);
      superwords.set(id, number(fields[3]) == 1);
    }
    try {
      return Vocabulary.of(tokens.toArray(byte[][]::new));
    } catch (IllegalArgumentException e) {
      throw lines.refused("the vocabulary up to here: " + e.getMessage());
    }
  }

  private AddedTokens specials() throws ModelFileException {
    int count = lines.count("special tokens");
    Map<String, Integer> specials = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String line = lines.next();
      int space = line.indexOf(' ');
      if (space < 0) {
        throw lines.expected("an id, a space and a special token");
      }
      String text = line.substring(space + 1);
      if (specials.put(text, lines.index(line.substring(0, space))) != null) {
        throw lines.expected("special tokens that are all different");
      }
    }
    try {
      return AddedTokens.special(specials);
    } catch (IllegalArgumentException e) {
      throw lines.refused(String.valueOf(e.getMessage()));
    }
  }

  private long number(String text) throws ModelFileException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw lines.expected("a whole number instead of \"" + text + "\"");
    }
  }

  private byte[] token(String text) throws ModelFileException {
    try {
      if (!text.isEmpty()) {
        return ByteLevelAlphabet.toBytes(text);
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw lines.expected("a token in GPT-2's alphabet instead of \"" + text + "\"");
  }

  /// A merge, or the deletion of `left` where there is no `right`, and the line that it stands in.
  /// Tokens are in GPT-2's alphabet.
  private record Operation(String left, @Nullable String right, Lines.Place place) {
    String merged() {
      return left + java.util.Objects.requireNonNull(right);
    }
  }

  private void put(Map<Integer, Operation> operations, String index, Operation operation)
      throws ModelFileException {
    if (operations.put(lines.index(index), operation) != null) {
      throw lines.expected("an index that no other operation has instead of " + index);
    }
  }

  private Operation operation(String left, @Nullable String right) throws ModelFileException {
    token(left);
    if (right != null) {
      token(right);
    }
    return new Operation(left, right, lines.place());
  }

  private Map<Integer, Operation> operations() throws ModelFileException {
    Map<Integer, Operation> operations = new TreeMap<>();
    lines.require("merges");
    int merges = lines.count("merges");
    for (int i = 0; i < merges; i++) {
      String[] fields = lines.fields(5, "index, two tokens, count and a flag");
      number(fields[3]);
      number(fields[4]);
      put(operations, fields[0], operation(fields[1], fields[2]));
    }
    lines.require("deletions");
    int deletions = lines.count("deletions");
    for (int i = 0; i < deletions; i++) {
      String[] fields = lines.fields(2, "index and token");
      put(operations, fields[0], operation(fields[1], null));
    }
    return operations;
  }

  private BpeSteps steps(boolean blowup) throws ModelFileException {
    Map<Integer, Operation> operations = operations();
    Map<String, Operation> firstMerge = new HashMap<>();
    for (Operation operation : operations.values()) {
      if (operation.right != null) {
        firstMerge.putIfAbsent(operation.merged(), operation);
      }
    }
    BpeSteps.Builder steps = BpeSteps.builder();
    for (Operation operation : operations.values()) {
      byte[] token = token(operation.left);
      if (operation.right != null) {
        steps.merge(token, token(operation.right));
        continue;
      }
      Operation made = firstMerge.get(operation.left);
      if (token.length < 2 || (made == null && !blowup)) {
        throw lines.refused(operation.place, "expected the deletion of a token that a merge makes");
      }
      if (blowup) {
        steps.deleteToBytes(token);
      } else {
        steps.delete(token, token(made.left), token(java.util.Objects.requireNonNull(made.right)));
      }
    }
    return steps.build();
  }

  private Merges supermerges(Vocabulary vocabulary) throws ModelFileException {
    List<Integer> triples = new ArrayList<>();
    for (Operation operation : operations().values()) {
      String right = operation.right;
      if (right == null) {
        throw lines.refused(operation.place, "expected no deletions of superwords; found one");
      }
      int leftId = vocabulary.id(token(operation.left));
      int rightId = vocabulary.id(token(right));
      if (leftId < 0 || rightId < 0) {
        continue; // deleted since, so this never merges again
      }
      int id = vocabulary.id(token(operation.merged()));
      if (id < 0) {
        throw lines.refused(
            operation.place,
            "expected a merge to a token of the vocabulary; it has no " + operation.merged());
      }
      triples.addAll(List.of(leftId, rightId, id));
    }
    return Merges.of(triples.stream().mapToInt(id -> id).toArray());
  }

  /// How text is split, and what becomes of deleted tokens.
  private record Config(WordSplitter splitter, boolean blowup) {
    static Config read(Lines lines) throws ModelFileException {
      String line = lines.next();
      JsonNode json = lines.json(line);
      boolean blowup = json.get("blowup").bool();
      JsonNode main = json.find("main_regex");
      JsonNode special = json.find("script_specific_regex");
      String regex = main == null ? SplitPattern.O200K.regex() : main.text();
      try {
        if (special == null) {
          return new Config(WordSplitter.of(regex), blowup);
        }
        List<String> scripts = new ArrayList<>();
        for (JsonNode script : json.get("script_specific_scripts").elements()) {
          scripts.add(script.text());
        }
        return new Config(WordSplitter.byScript(regex, special.text(), scripts), blowup);
      } catch (IllegalArgumentException e) {
        throw lines.refused(String.valueOf(e.getMessage()));
      }
    }
  }

  /// The file's content.
  ///
  /// @throws IllegalArgumentException if the format can't hold the tokenizer; the message says why
  static byte[] write(Tokenizer tokenizer) {
    if (!(tokenizer.model() instanceof BoundlessBpeModel model)) {
      throw refusal(
          tokenizer,
          "it holds BoundlessBPE, and this is " + tokenizer.model().getClass().getSimpleName());
    }
    requireOnlyModel(tokenizer);
    WordSplitter splitter =
        WordSplitter.like(model.wordSplitter())
            .orElseThrow(() ->
                refusal(
                    tokenizer,
                    "its words are not the matches of an expression: " + model.wordSplitter()));
    StringBuilder out = new StringBuilder(MAGIC + "v2 ");
    boolean superwords = model.supermerges().size() > 0;
    out.append(superwords ? "boundless" : "word").append('\n');
    Vocabulary vocabulary = model.vocabulary();
    out.append("vocabulary\n").append(vocabulary.size()).append('\n');
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      if (!vocabulary.contains(id)) {
        throw refusal(tokenizer, "its ids have a gap: no token has the id " + id);
      }
      out.append(id).append(' ').append(model.tokenText(id));
      out.append(model.isSuperword(id) ? " 0 1\n" : " 0 0\n");
    }
    writeSpecials(tokenizer, out);
    BpeSteps steps = model.wordSteps();
    boolean blowup = blowup(tokenizer, steps);
    out.append("words\n").append(config(splitter, false, blowup)).append('\n');
    writeSteps(steps, out);
    if (superwords) {
      out.append("superwords\n").append(config(splitter, true, false)).append('\n');
      Merges merges = model.supermerges();
      out.append("merges\n").append(merges.size()).append('\n');
      for (int rank = 0; rank < merges.size(); rank++) {
        out.append(rank).append(' ').append(model.tokenText(merges.left(rank))).append(' ');
        out.append(model.tokenText(merges.right(rank))).append(" 0 0\n");
      }
      out.append("deletions\n0\n");
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void requireOnlyModel(Tokenizer tokenizer) {
    if (!tokenizer.normalizer().equals(Normalizer.none())) {
      throw refusal(tokenizer, "it normalizes text");
    }
    if (!tokenizer.preTokenizer().equals(PreTokenizer.none())) {
      throw refusal(tokenizer, "it splits text before words are found");
    }
    if (tokenizer.postProcessor().isPresent() || tokenizer.decoder().isPresent()) {
      throw refusal(tokenizer, "it has a post-processor or a decoder");
    }
  }

  private static void writeSpecials(Tokenizer tokenizer, StringBuilder out) {
    out.append("special_tokens\n").append(tokenizer.addedTokens().size()).append('\n');
    for (AddedToken token : tokenizer.addedTokens().all()) {
      String text = token.text();
      if (!token.equals(AddedToken.special(text, token.id()))
          || !text.equals(text.strip())
          || text.indexOf('\n') >= 0) {
        throw refusal(tokenizer, "fastboundlessbpe has no such special token: " + token);
      }
      out.append(token.id()).append(' ').append(text).append('\n');
    }
  }

  private static void writeSteps(BpeSteps steps, StringBuilder out) {
    StringBuilder deletions = new StringBuilder();
    StringBuilder merges = new StringBuilder();
    int deleted = 0;
    for (int step = 0; step < steps.size(); step++) {
      if (steps.isDeletion(step)) {
        String token = ByteLevelAlphabet.toText(steps.token(step));
        deletions.append(step).append(' ').append(token).append('\n');
        deleted++;
      } else {
        List<byte[]> parts = steps.parts(step);
        merges.append(step).append(' ').append(ByteLevelAlphabet.toText(parts.getFirst()));
        merges.append(' ').append(ByteLevelAlphabet.toText(parts.getLast())).append(" 0 0\n");
      }
    }
    out.append("merges\n").append(steps.size() - deleted).append('\n').append(merges);
    out.append("deletions\n").append(deleted).append('\n').append(deletions);
  }

  /// Whether deleted tokens fall into bytes; if not, into the parts of the first merge.
  private static boolean blowup(Tokenizer tokenizer, BpeSteps steps) {
    Map<String, List<String>> firstParts = new HashMap<>();
    for (int step = 0; step < steps.size(); step++) {
      if (!steps.isDeletion(step)) {
        firstParts.putIfAbsent(ByteLevelAlphabet.toText(steps.token(step)), texts(steps, step));
      }
    }
    boolean bytes = true;
    boolean parts = true;
    for (int step = 0; step < steps.size(); step++) {
      if (steps.isDeletion(step)) {
        byte[] token = steps.token(step);
        List<String> into = texts(steps, step);
        bytes &= into.size() == token.length;
        parts &= into.equals(firstParts.get(ByteLevelAlphabet.toText(token)));
      }
    }
    if (!bytes && !parts) {
      throw refusal(
          tokenizer,
          "there, all deleted tokens fall into bytes, or all into the parts of the first merge that"
              + " makes them");
    }
    return !parts;
  }

  private static List<String> texts(BpeSteps steps, int step) {
    return steps.parts(step).stream().map(ByteLevelAlphabet::toText).toList();
  }

  private static String config(WordSplitter splitter, boolean superwords, boolean blowup) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonFactory factory = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeNumberProperty("tau", 1.1);
      json.writeBooleanProperty("is_super", superwords);
      json.writeBooleanProperty("superbpe_mode", false);
      json.writeBooleanProperty("blowup", blowup);
      json.writeStringProperty("main_regex", splitter.regex());
      Optional<String> special = splitter.scriptRegex();
      if (special.isPresent()) {
        json.writeStringProperty("script_specific_regex", special.get());
        json.writeArrayPropertyStart("script_specific_scripts");
        splitter.scripts().forEach(json::writeString);
        json.writeEndArray();
      } else {
        json.writeNullProperty("script_specific_regex");
        json.writeNullProperty("script_specific_scripts");
      }
      json.writeNullProperty("merge_pattern");
      json.writeEndObject();
    }
    return out.toString(StandardCharsets.US_ASCII);
  }

  private static IllegalArgumentException refusal(Tokenizer tokenizer, String why) {
    return new IllegalArgumentException(
        "a BoundlessBPE v2 file can't hold " + tokenizer.name() + ": " + why);
  }
}
