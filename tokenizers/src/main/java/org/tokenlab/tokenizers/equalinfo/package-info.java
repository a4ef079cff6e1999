/// Equal-Info Windows: tokens that are the bits of compressed text.
///
/// "Training LLMs over Neurally Compressed Text" (Lester et al., TMLR 12/2024) compresses text by a
/// small model of bytes and an arithmetic coder, and trains a language model on the bits. Bits of
/// one long code mean nothing by themselves, so the coder and the model of bytes begin anew after
/// every W bits: each window holds as many bytes as W bits can tell. Cut into tokens of 8 or 16
/// bits it is a tokenizer of 256 or 65,536 ids; with 16 bits of both, a window is one token, and
/// one token always the same string.
///
/// **The parts.** A [BytePredictor] says how likely each byte is to come next, in whole numbers.
/// [ContextModel] is contexts, counted and frozen; [NeuralByteModel] a small neural network, which
/// needs an engine to be trained and none to run. Another is an implementation of the interface, if
/// its numbers come out the same everywhere. [EqualInfoModel] is the
/// [org.tokenlab.tokenizers.TokenizerModel] over one:
///
/// ```java
/// Tokenizer tokenizer = new EqualInfoModel(predictor, 16, 16).tokenizer("windows");
/// int[] ids = tokenizer.encodeOrdinary("any bytes at all");
/// Tokenizer saved = Tokenizers.load(Path.of("english.equalinfo"));
/// ```
///
/// **The coder** (`WindowInterval` has the rule and why it is exact). In the paper a window is as
/// many bytes as still fit, zeros fill it up, and whoever reads it tries lengths and takes the
/// longest that gives the same bits; 0.6 % of the texts do not come back. Here the first number of
/// every interval means *the window ends here*. It costs one number of those that are open, which
/// is nothing in a wide interval and makes the rule of a narrow one: no window is read in two ways,
/// wherever the text ends, and reading takes one pass. Two things follow that the paper's windows
/// have not: all 65,536 codes of 16 bits are different strings, so that the windows of 16 bits are
/// a dictionary, found by walking a tree; and where few numbers are left, they go to the likeliest
/// bytes instead of to those where a cumulative sum happens to pass a whole number.
///
/// **Speed.** Windows of 16 bits: a step in a hash table a byte. Others: the ranking of the bytes
/// at one context is the cost, so that the likely bytes of 65,536 late contexts are kept, 9 MB a
/// thread. `docs/equal-info-windows.md` has figures.
///
/// Traps:
///
/// - A token of a window of several stands for no bytes by itself: its place in the text is the
///   whole window's, [org.tokenlab.tokenizers.Vocabulary#bytes] has none, and ids are decoded in
///   whole windows. Whoever cuts ids to a length must cut at a multiple of
///   [EqualInfoModel#tokensPerWindow].
/// - Windows begin at the text's start, so one byte more at the front makes other tokens
///   throughout.
/// - A text without a pre-tokenizer is one piece: it is encoded by one thread, and a
///   [org.tokenlab.tokenizers.StreamingEncoder] holds it all until the end.
/// - Id 0 of windows that are one token is the empty string. No text gives it; it may serve as
///   padding.
package org.tokenlab.tokenizers.equalinfo;
