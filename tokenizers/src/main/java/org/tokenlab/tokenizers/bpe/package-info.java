/// Byte-pair encoding.
///
/// A piece starts as symbols, and pairs of neighbours merge, the most important pair first. Three
/// questions tell the peers apart:
///
/// - *What is a symbol?* A byte ([BpeModel]: tiktoken, and HF behind its byte-level pre-tokenizer)
///   or a character ([CharacterBpeModel]: HF otherwise). SentencePiece's own BPE lives in
///   `org.tokenlab.tokenizers.sentencepiece`.
/// - *Which pairs merge?* Any two that spell a token together (tiktoken, SentencePiece), or only
///   those in a list ([Merges]: HF).
/// - *What about a character without a token?* Nothing for bytes; for characters see
///   [CharacterBpeModel].
///
/// Characters merge with one core, which knows symbols only and works in O(n log n). Bytes have
/// shorter ways where every token is made of tokens of lower rank: `Backtracking` holds the tables,
/// `ShortMerge` takes short pieces, beginning with whole characters where it may, and longer ones
/// need no merging. `MergeTables` makes the tables in the background; `UpgradedMerge` does without
/// until then. `PieceChunk` is what is looked up at once: `WordCache` remembers pieces; without it
/// `WholePieces` looks up those that are a token. Each is compared with a naive reference on seeded
/// pieces.
///
/// Pieces of more than 63 bytes, by SuperBPE whole documents, are `PhraseEncoder`'s: phrase by
/// phrase where phrases come again, else word by word.
///
/// Traps:
///
/// - A piece that is a token need not come out as that token by HF's rule.
/// - Of a pair that HF's list names twice, the last place counts.
/// - HF's `continuing_subword_prefix` is cut off the right part by its length, whatever that part
///   begins with.
/// - With dropout HF never looks whole pieces up.
package org.tokenlab.tokenizers.bpe;
