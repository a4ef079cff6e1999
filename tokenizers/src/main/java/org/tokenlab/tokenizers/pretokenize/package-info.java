/// Splitting text into pieces, before any model sees it.
///
/// Two families live here. [SplitPattern] names the regular expressions that whole families of
/// tokenizers share. Each runs as a [Scanner], written by hand over UTF-8 bytes; a test compares
/// every scanner with its regular expression on seeded random text. To add one: write the subclass,
/// add the constant with its regular expression, and the test covers it.
///
/// [Scanner#next] finds one piece and is the truth. Longer texts go through it 64 bytes at a time:
/// [Blocks] makes a mask of 64 bits of each class of character (the kernels for ASCII, a table for
/// the rest), a [PieceStarts] finds by arithmetic on those masks where pieces start, and the starts
/// become ends. Where arithmetic can't tell, the scanner is asked. What lies near the end of the
/// blocks is dropped, and the next blocks begin at the last start that is certain. Another test
/// compares both ways, at each vector width. [org.tokenlab.tokenizers.internal.simd.WarmKernels]
/// says when vectors are used at all.
///
/// The records are HF tokenizers' pre-tokenizers, each with the parameters that its files have and
/// the pieces, texts and offsets of version 0.23.2. Most of them ask about single characters only
/// and are one [ClassSplit] each, whose rule about two neighbours says both where pieces end and
/// where a text may be cut. [Split] takes a scanner where it knows the expression, such a rule for
/// a single character, and the regular-expression engine for the rest ([SegmentFold]).
///
/// Many only cut, some drop white space or rewrite text, and with most it depends on their
/// parameters. A record that only cuts as it was made says so by
/// [org.tokenlab.tokenizers.PreTokenizer#splitter]; text then goes straight through it, and a
/// [PreTokenizerSequence] of such parts runs as one [NestedSplitter].
///
/// Traps. `\s` is the White_Space property: U+0085, U+00A0 and U+3000 are in it, U+200B and
/// U+001C–U+001F are not. `(?i:s)` matches U+017F. A contraction needs no word before it and no
/// boundary after it. `$` and look-ahead see the end of the text handed in, which between two
/// special tokens is not the end of the document. The same expression may mean different things to
/// Oniguruma and to Rust's engine (`{1,3}+`, `$`), so tiktoken's own spellings are known by
/// tiktoken's dialect only. [UnicodeScripts] drops what stands before the first character that has
/// a script. [Metaspace] and [ByteLevel] put their mark in front of *every* piece that they are
/// given, not of the text; with [PrependScheme#FIRST] a piece counts as first by its place in the
/// source. An empty text to split at matches everywhere.
package org.tokenlab.tokenizers.pretokenize;
