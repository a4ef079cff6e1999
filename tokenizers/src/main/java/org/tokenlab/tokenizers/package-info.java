/// Text to ids and back.
///
/// ```java
/// Tokenizer tokenizer = Tokenizers.named("o200k_base");
/// int[] ids = tokenizer.encodeOrdinary("Tokenlab");
/// int tokens = tokenizer.count("Tokenlab");            // no ids kept
/// Encoding encoding = tokenizer.encode("Tokenlab");    // with offsets
/// int[] offsets = encoding.offsets(TextUnit.UTF16_UNITS);
/// Tokenizer own = Tokenizers.load(Path.of("tokenizer.json"));
/// ```
///
/// **The way of a text.** A [Tokenizer] takes it apart at [AddedTokens], rewrites what lies between
/// by a [Normalizer], splits that into pieces by a [PreTokenizer], and turns each piece into ids by
/// a [TokenizerModel] from its [Vocabulary]. A [PostProcessor] finishes an [Encoding]; a [Decoder]
/// leads from tokens back to text. Each kind of part has a package of its own (`normalize`,
/// `pretokenize`, `bpe`, `unigram`, `wordpiece`, `sentencepiece`, `postprocess`, `decode`), files
/// are read and written in `io`. All parts are immutable and shared freely between threads.
///
/// **Ways to encode.** Ids only ([Tokenizer#encodeOrdinary]), a number only ([Tokenizer#count],
/// [Tokenizer#countUpTo]), everything ([Tokenizer#encode]), in a stream ([StreamingEncoder]), of a
/// text that grows ([GrowingEncoding]), of each part of a text ([SubstringCounts]), cut to a length
/// ([Tokenizer#truncate]), at random ([Tokenizer#encodeSampled]), the best few ([Tokenizer#nBest]).
/// All but the random ones agree on the ids; where a text may be cut for them is one rule's
/// business.
///
/// **Traps.** UTF-8 bytes are the inner currency: an offset or a length without a [TextUnit] is in
/// bytes. Special tokens in a text are ordinary text unless [EncodeOptions] say otherwise; added
/// tokens that are not special are always found. Encoding two halves of a text apart does not give
/// the ids of the whole. A file's truncation and padding are kept, not done. Where a normalizer
/// rewrites, decoding gives the rewritten text.
package org.tokenlab.tokenizers;
