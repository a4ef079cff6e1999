/// Splitting text into pieces, before any model sees it.
///
/// [SplitPattern] names the patterns that whole families of tokenizers share. Each runs as a
/// [Scanner], written by hand over UTF-8 bytes; a test compares every scanner with its regular
/// expression on seeded random text. To add one: write the subclass, add the constant with its
/// regular expression, and the test covers it.
///
/// Traps. `\s` is the White_Space property: U+0085, U+00A0 and U+3000 are in it, U+200B and
/// U+001C–U+001F are not. `(?i:s)` matches U+017F. A contraction needs no word before it and no
/// boundary after it. `$` and look-ahead see the end of the text handed in, which between two
/// special tokens is not the end of the document.
package org.tokenlab.tokenizers.pretokenize;
