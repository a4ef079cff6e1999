/// What is in a vocabulary and how a tokenizer uses it: measures that need tokens' bytes, or that
/// run a tokenizer.
///
/// Where [org.tokenlab.analysis.metrics] has counts only, these classes look at tokens: which of
/// them can be produced at all ([TokenReach]), which are never seen ([UndertrainedCandidates]), how
/// long they are ([TokenTexts]), whether they respect characters ([Utf8Completeness]) and numbers
/// ([DigitBoundaries]), and how many two vocabularies have in common ([SharedTokens]).
///
/// **Traps.** A token's bytes in a vocabulary are not its text: `▁` stands for a space, `##` for
/// nothing, `<0xC3>` for one byte. Everything here that measures text asks the tokenizer to decode.
/// And a token decoded by itself may lose what it would have in a sentence (a leading space, most
/// often), so [TokenTexts] decodes it after another one.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.vocabulary;
