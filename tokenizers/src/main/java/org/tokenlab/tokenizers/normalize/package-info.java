/// Rewriting text before it is split: the normalizers of HF tokenizers, and the table of
/// replacements that SentencePiece models carry.
///
/// A normalizer is a small immutable value: [UnicodeForm] (NFC, NFD, NFKC, NFKD), [Lowercase],
/// [StripAccents], [StripWhitespace], [Nmt], [Replace], [Prepend], [ByteLevelNormalizer],
/// [BertNormalizer], [Precompiled], and [NormalizerSequence] for several. Each rewrites an
/// [org.tokenlab.tokenizers.AlignedText] in place and gives every byte the source that HF gives it.
/// SentencePiece's own normalizer stands beside its models, in
/// [org.tokenlab.tokenizers.sentencepiece]; it shares [CharsMap] with [Precompiled] and nothing
/// else.
///
/// What all have in common: linear time (a run of n combining marks costs O(n log n) in
/// [UnicodeForm]); a text in which nothing changes is looked through once and not copied; nothing
/// depends on the locale, the JDK's Unicode version or ICU's.
///
/// ## Unicode, pinned
///
/// HF stands on several versions of Unicode at once. Its crate for the four forms is at Unicode 9,
/// the one for grapheme clusters at 17, the standard library's case mapping and white space at yet
/// others. Tokenlab asks the peer about every code point and ships what it answers: `hf-0.23.forms`
/// here, `graphemes-1.13.sets` here, and the sets of `internal.unicode`. So `𞤀` of Unicode 9 has a
/// lower case, while a letter with a decomposition of Unicode 13 has none in NFD.
///
/// ## Alignment is by counting
///
/// HF doesn't track which old character became which new one. A normalizer hands it new characters,
/// each with the number of old ones that it uses up, and HF deals the old ones' sources out in
/// order. Mostly that is what one expects: an accent removed leaves a gap, a ligature taken apart
/// gives each part the whole. Where it isn't, the surprise is kept:
///
/// - Marks that change places under [UnicodeForm] have the sources of their new places.
/// - What [Replace] puts in has the source of the match's *last* character; behind an empty match,
///   of the character before.
/// - What is put in before everything has an empty source at the start of the text.
/// - [Prepend] of an empty text changes no text, but takes the first character's source away.
/// - If [Precompiled] removes characters at the very start, it forgets to count them: all sources
///   after it lag behind by as many characters.
///
/// ## Traps
///
/// - [Precompiled] is not SentencePiece: it takes the *shortest* key at the start of a short
///   grapheme cluster and drops the rest of the cluster, and never sees a key that spans clusters.
/// - [Lowercase] goes character by character: no final sigma, `İ` becomes `i` and U+0307.
/// - [StripAccents] doesn't decompose, and removes vowel signs of Indic scripts; [BertNormalizer]
///   decomposes, removes nonspacing marks only, and leaves Hangul decomposed.
/// - [BertNormalizer] takes formats, private and unassigned characters (of an old Unicode) for
///   controls and removes them, the zero-width joiner among them.
/// - [Replace] with an empty literal puts its content between all characters; `content` is no
///   template.
/// - [StripWhitespace] looks at the text between added tokens, not at the input: HF normalizes each
///   stretch for itself.
/// - After something has been put before everything (an empty source), HF's next normalizer of
///   another kind fails or doubles it. Tokenlab goes on as if it hadn't.
///
/// ## Safe cuts
///
/// `keepsApart` and `image` (see [org.tokenlab.tokenizers.Normalizer]) tell where a text may be cut
/// for streaming. A normalizer says yes only where the character to the right neither combines with
/// what stands before nor with what follows, so that the image of both neighbours is known: between
/// a letter and a space, say, but not between two letters of which the second could take an accent
/// under NFC.
package org.tokenlab.tokenizers.normalize;
