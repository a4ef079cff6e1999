/// Word pooling ("Learn Your Tokens", Thawani and others 2023): units are pooled into a few vectors
/// per word, a language model runs over words, and each word is decoded from its outputs.
/// Everything here runs without any engine; training is in `org.tokenlab.training.wordpool`.
///
/// The way of a text:
///
/// 1. A [WordRule] finds words, as byte offsets: [WordSpans]. The rules of models are lossless; the
///    paper's drops what lies between words, and the spans remember where it was.
/// 2. [WordUnits] say what a word is made of: bytes, characters with bytes for the rest, or the
///    tokens of any byte-exact tokenizer.
/// 3. A [WordBatch] lays words out as rows of units, ragged, with offsets; [PaddedRows] are the
///    same as matrices, also in buckets by length; [DistinctRows] number those that differ.
///    [WordBatch#text] is the exact inverse.
/// 4. [WordPooling] pools given vectors (mean, maximum, attention). A [WordPoolModel] is the whole
///    trained thing: encoder, main model, decoder. It scores text and predicts words.
/// 5. [WordPoolIds] writes the text as ids, so that a word-pooled model is a
///    [org.tokenlab.tokenizers.Tokenizer] like any other: units, and a mark that ends each row.
///
/// **What is a token?** The ids are units and marks, and count as such. The main model's sequence
/// has p positions a row instead: to compare sequence lengths with other tokenizers count
/// [WordPoolIds#positions], not ids. [ModelCost] has the cost of either, part by part.
///
/// Traps. A row is a word only while no word is longer than the longest row: ask
/// [WordBatch#continues]. Unit 0 is a unit, not padding: ask for lengths or the mask. A lossy rule
/// makes no tokenizer. Bytes that are not UTF-8 are part of the last word. Weights are `output ×
/// input`, as PyTorch keeps them, and [Dense] turns them once.
package org.tokenlab.tokenizers.wordpool;
