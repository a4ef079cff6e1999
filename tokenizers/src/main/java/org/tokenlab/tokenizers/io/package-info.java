/// Model files: reading, writing, translating, and the tokenizers that have a name.
///
/// [TokenizerFiles] tells the format from a file's name or first bytes. A format is run by its own
/// peer's rule, exactly, or refused with the file, the place, what was expected and what was found.
///
/// | format | class | read | written |
/// |---|---|---|---|
/// | `tokenizer.json` | [TokenizerJson] | all parts and models of HF 0.23.2; stricter in what [TokenizerJson] lists, and a few regular expressions are refused ([org.tokenlab.tokenizers.regex]) | all that HF has a way to say |
/// | `.tiktoken` + `.meta.json` | [TiktokenFile] | ranks; pattern from the side file, the caller, or known by SHA-256 | byte-level BPE whose merges are its ranks' |
/// | SentencePiece `.model` | [SentencePieceFile] | unigram, bpe, char, word; what is not understood is kept | what runs by SentencePiece's rule |
/// | `vocab.json` + `merges.txt` | [VocabularyAndMerges] | GPT-2's and GPT-1's kind | where reading it again gives the same |
/// | `vocab.txt` | [WordPieceVocabulary] | BERT's | where reading it again gives the same |
/// | `bpe_simple_vocab_16e6.txt.gz` | `ClipMerges` | CLIP's | no |
/// | `.tokenlab` | [CompiledFile] | byte-level BPE, by memory map | byte-level BPE |
/// | `.boundless.json` | [BoundlessFile] | our form of BoundlessBPE | BoundlessBPE whose words an expression finds |
/// | `.equalinfo` | [EqualInfoFile] | Equal-Info Windows over a frozen model of contexts | the same |
/// | fastboundlessbpe's `.model` | `FastBoundlessFile` | `BoundlessBPE v2`: word, boundless, superbpe | the same, without parts that it has no place for, and without training's counts |
///
/// Translating is loading and saving; a format refuses what it can't hold with the same ids.
/// tiktoken's ranks become a list of merges and come back. No SentencePiece model becomes a
/// `tokenizer.json`, and no `tokenizer.json` a `.model`: HF adds a Unigram's scores as doubles and
/// SentencePiece as floats, so that near ties may fall otherwise; HF replaces characters by
/// grapheme cluster (216 of 1,520 random texts came out otherwise with SentencePiece's own test
/// model); and SentencePiece's BPE merges by the scores of what comes about, which no list of
/// merges is proved to do. HF's own converter takes these differences; `convert` refuses.
///
/// Traps, all of them met in real files:
///
/// - HF does not heed the ids of added tokens: it looks their texts up in the vocabulary, and
///   numbers the others on from the *number* of tokens, not from the largest id.
/// - Of a merge listed twice the last place counts; of a token listed twice the last id.
/// - serde_json does not round decimals correctly: a score may be a unit in the last place off
///   Java's reading of the same digits, and some doubles can't be written at all.
/// - `Bert`, no type at all, or an unknown type is a normalizer to HF if the fields fit one; a
///   BertProcessing with Roberta's fields is a RobertaProcessing.
/// - An unknown field is ignored everywhere but at the top, where it is an error. What is ignored
///   is not written again.
/// - No decoder means tokens joined by spaces, not tokens put together.
/// - In a vocabulary of byte-level BPE, special tokens stand as they are, not in GPT-2's alphabet.
/// - tiktoken drops what its pattern does not match; HF's Split keeps it.
/// - A file named `tokenizer.model` may hold tiktoken's ranks, and any `.model` fastboundlessbpe's
///   lines.
package org.tokenlab.tokenizers.io;
