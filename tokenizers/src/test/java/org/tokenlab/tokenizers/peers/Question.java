package org.tokenlab.tokenizers.peers;

import java.util.Locale;
import java.util.Set;

/// What a peer and we are asked about a text.
enum Question {
  /// The ids, special tokens in the text read as ordinary text, nothing added.
  IDS(0, Set.of("tiktoken", "hf", "sentencepiece")),
  /// The ids, special tokens in the text found.
  IDS_TRUSTED(1, Set.of("tiktoken", "hf")),
  /// Ids, offsets, tokens, types, masks, words; special tokens in the text read as ordinary text.
  FULL(2, Set.of("hf", "sentencepiece")),
  /// The same with special tokens found in the text, and the post-processor's added.
  FULL_TRUSTED(3, Set.of("hf")),
  /// The same of pairs of texts, with truncation and padding drawn at random.
  PAIRS(4, Set.of("hf")),
  /// The same of batches that are padded to their longest, with truncation drawn at random.
  BATCH(5, Set.of("hf")),
  /// The ids of bytes that are not all UTF-8.
  BYTES(6, Set.of("tiktoken", "sentencepiece")),
  /// The text of ids: drawn at random, or those of a text.
  DECODE(7, Set.of("tiktoken", "hf", "sentencepiece")),
  /// The same without special tokens.
  DECODE_SKIP(8, Set.of("hf"));

  private final int salt;
  private final Set<String> peers;

  Question(int salt, Set<String> peers) {
    this.salt = salt;
    this.peers = peers;
  }

  /// Whether this peer has an answer.
  boolean suits(JudgedVocabulary vocabulary) {
    return suits(vocabulary.peer());
  }

  boolean suits(String peer) {
    return peers.contains(peer);
  }

  /// Keeps what is drawn at random for one question apart from the others; golden files rest on it.
  int salt() {
    return salt;
  }

  /// The name on the command line: `ids-trusted`.
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Question byId(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
