/// Regular expressions over UTF-8, as tokenizers' files use them: read and run as the file's own
/// engine does.
///
/// **Definition.** A [TextPattern.Regex] is an expression in one [Dialect]. Its matches are those
/// that Oniguruma 6.9.10 (HF tokenizers 0.23.2) or fancy-regex 0.19 over regex 1.13 (tiktoken
/// 0.14.0) finds: leftmost, and of those at one place the first that the order of alternatives and
/// quantifiers leads to. Properties, case folding and `\w`, `\d`, `\s` come from a table made from
/// the engines' own, both Unicode 16.0, so that a newer JDK or ICU changes no ids.
///
/// **Finding all matches.** Both peers go on where the last match ended, pass over an empty match
/// there, and after an empty match go on one character later: [PatternMatcher#next]. HF keeps the
/// text between matches as pieces of their own, tiktoken drops it: [RegexSplitter#isolating] and
/// [RegexSplitter#matching].
///
/// **Engines and costs.** An expression of characters, choices, quantifiers and conditions on the
/// characters at a place's two sides (`^ $ \b`, `(?!\S)`, `(?<=a)`) is regular and run by automata
/// made while they are used, at most 4 MiB each: time linear in what is read. Atomic groups and
/// possessive quantifiers are regular where nothing can make the pattern return into them, which
/// holds in all known splitting patterns. Everything else is run by trying choices in order, on a
/// stack of its own. It remembers places that failed, so that time is O(pattern · text) for each
/// search but inside atomic groups, look-around and loops of nothing, where nested repeats take
/// polynomial time; with back-references it can be exponential, as in any such engine. There is no
/// limit of steps: where Oniguruma (10 million) or fancy-regex (1 million) would give up with an
/// error, this goes on. Look-behind of unlimited length and `(?=(\d{3})+(?!\d))` read as far as
/// they can at each place.
///
/// **Where the dialects differ.**
///
/// | | Oniguruma | fancy-regex |
/// |---|---|---|
/// | `^` `$` | of lines | of the text; of lines in `(?m)` |
/// | `.` takes a line feed | in `(?m)` | in `(?s)` |
/// | `\Z` | before one last line feed | before any number of them |
/// | `{1,3}+` | a repeat of a repeat | possessive |
/// | `{3,1}` | `{1,3}`, possessive | `{3}` |
/// | `a(?i)b\|c` | `a(?i:b\|c)` | `a(?i:b)\|(?i:c)` |
/// | `((?i)a)b` | b in its case | b in any case |
/// | `a**` | allowed | an error |
/// | `\pL` | the text `pL` | the property |
/// | `(?i)ss` | also `ß` | not |
/// | `(?i)\p{Lu}` | capitals only | any case |
/// | `[[:punct:]]` | Unicode, symbols too | ASCII |
/// | `\p{Punct}` | without symbols | without symbols |
/// | `(a)(?<n>b)` | `(a)` captures nothing | both capture |
/// | sets | `&&`, nested | `&&`, `--`, `~~`, nested |
///
/// **Traps.** In Oniguruma `\w` and `\b` count `²³¹¼½¾` as word characters, `[\w]` doesn't. Full
/// case folding there takes a string from left to right, so `(?i)sst` is `(?:ss|ß)t`. `\s` has
/// U+0085, but not U+200B or U+001C. `\h` is a hexadecimal digit in both.
///
/// **Not supported,** and refused with the place and reason: calls of groups `\g<n>`, conditions
/// `(?(1)…)`, absent functions `(?~…)`, callouts and verbs `(*FAIL)`, in Oniguruma `\y`, `\Y`,
/// `(?y{w})`, `(?C)`, `(?I)`, `(?L)`, `\k<n+level>`, `\c`, `\C-`, `\M-`; in fancy-regex `(?R)` and
/// `\0`. Accepted though the peer refuses them: some look-behind, such as `(?<=a*+)` in both or
/// with captures inside `(?<!…)` in Oniguruma.
package org.tokenlab.tokenizers.regex;
