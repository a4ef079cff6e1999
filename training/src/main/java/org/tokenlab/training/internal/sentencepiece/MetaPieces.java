package org.tokenlab.training.internal.sentencepiece;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;

/// The pieces of a vocabulary that no text is asked about: unknown, begin, end, control symbols,
/// user-defined symbols, bytes.
///
/// Ids are given as SentencePiece gives them: the unknown piece, begin, end and padding have those
/// asked for (SentencePiece's defaults are 0, 1, 2 and none); control symbols, user-defined symbols
/// and the 256 bytes, in this order, take the lowest ids that are free. Immutable.
public final class MetaPieces {
  private final Map<Integer, String> texts = new HashMap<>();
  private final Map<Integer, PieceType> types = new HashMap<>();

  /// The texts of the unknown piece, and of begin, end and padding, with these ids.
  ///
  /// @param unknown from 0
  /// @param begin negative for none, as `end` and `padding`
  /// @throws IllegalArgumentException if the unknown piece has no id
  public static SequencedMap<String, Integer> ids(int unknown, int begin, int end, int padding) {
    if (unknown < 0) {
      throw new IllegalArgumentException("the unknown piece needs an id; got " + unknown);
    }
    SequencedMap<String, Integer> ids = new LinkedHashMap<>();
    ids.put("<unk>", unknown);
    String[] texts = {"<s>", "</s>", "<pad>"};
    int[] given = {begin, end, padding};
    for (int i = 0; i < texts.length; i++) {
      if (given[i] >= 0) {
        ids.put(texts[i], given[i]);
      }
    }
    return ids;
  }

  /// Gives ids.
  ///
  /// @param ids texts of the unknown piece, which comes first, and of begin, end and padding as far
  ///   as there are any, each with its id
  /// @throws IllegalArgumentException if two pieces have one text or one id
  public MetaPieces(
      SequencedMap<String, Integer> ids,
      List<String> control,
      List<String> userDefined,
      boolean byteFallback) {
    ids.forEach((text, id) -> {
      if (texts.putIfAbsent(id, text) != null) {
        throw new IllegalArgumentException(
            "\"%s\" and \"%s\" are both to have id %d; each needs its own"
                .formatted(texts.get(id), text, id));
      }
      types.put(id, types.isEmpty() ? PieceType.UNKNOWN : PieceType.CONTROL);
    });
    int[] free = {0};
    control.forEach(text -> add(text, PieceType.CONTROL, ids, free));
    userDefined.forEach(text -> add(text, PieceType.USER_DEFINED, ids, free));
    for (int b = 0; b < 256 && byteFallback; b++) {
      add("<0x%02X>".formatted(b), PieceType.BYTE, ids, free);
    }
  }

  private void add(String text, PieceType type, Map<String, Integer> ids, int[] free) {
    Integer id = ids.get(text);
    if (id != null && types.get(id) == PieceType.CONTROL) {
      types.put(id, type); // begin, end or padding may be user-defined
      return;
    }
    if (text.isEmpty() || texts.containsValue(text)) {
      throw new IllegalArgumentException(
          "special pieces are distinct and not empty; got \"" + text + "\" again");
    }
    while (texts.containsKey(free[0])) {
      free[0]++;
    }
    texts.put(free[0], text);
    types.put(free[0], type);
  }

  public int size() {
    return texts.size();
  }

  /// Whether this id belongs to one of these pieces.
  public boolean hasId(int id) {
    return texts.containsKey(id);
  }

  public String text(int id) {
    return texts.getOrDefault(id, "");
  }

  public PieceType type(int id) {
    return types.getOrDefault(id, PieceType.NORMAL);
  }

  /// All texts, in no order.
  public List<String> texts() {
    return new ArrayList<>(texts.values());
  }

  /// The largest id, or −1.
  public int lastId() {
    return texts.keySet().stream().mapToInt(id -> id).max().orElse(-1);
  }

  /// The vocabulary: these pieces with their ids, and the others, in their order, with all ids in
  /// between and behind.
  ///
  /// @param limit most pieces, these included; if there are more, the last ones are left out
  /// @throws IllegalArgumentException if an id is larger than there are pieces
  public SentencePieces with(List<String> others, float[] scores, int limit) {
    int count = Math.min(limit, size() + others.size());
    if (lastId() >= count) {
      throw new IllegalArgumentException(
          "\"%s\" is to have id %d, but the text yields only %d pieces"
              .formatted(text(lastId()), lastId(), count));
    }
    String[] pieces = new String[count];
    float[] pieceScores = new float[count];
    PieceType[] pieceTypes = new PieceType[count];
    int next = 0;
    for (int id = 0; id < count; id++) {
      pieceTypes[id] = type(id);
      if (hasId(id)) {
        pieces[id] = text(id);
      } else {
        pieceScores[id] = scores[next];
        pieces[id] = others.get(next++);
      }
    }
    return SentencePieces.of(pieces, pieceScores, pieceTypes);
  }

  /// All ids with their texts and types.
  @Override
  public String toString() {
    return new TreeMap<>(texts) + " " + new TreeMap<>(types);
  }
}
