/// Text to ids and back.
///
/// ```java
/// Tokenizer tokenizer = Tokenizers.named("o200k_base");
/// int[] ids = tokenizer.encodeOrdinary("Tokenlab");
/// int tokens = tokenizer.count("Tokenlab");            // no ids kept
/// Encoding encoding = tokenizer.encode("Tokenlab");    // with offsets
/// int[] offsets = encoding.offsets(TextUnit.UTF16_UNITS);
/// ```
///
/// A [Tokenizer] is a [PreTokenizer], which finds pieces, and a [TokenizerModel], which turns a
/// piece into ids from its [Vocabulary]; [AddedTokens] stand outside both. All four are immutable
/// and shared freely between threads.
///
/// Traps. UTF-8 bytes are the inner currency: an offset or a length without a [TextUnit] is in
/// bytes. Special tokens in a text are ordinary text unless [EncodeOptions] say otherwise. Encoding
/// two halves of a text apart does not give the ids of the whole.
package org.tokenlab.tokenizers;
