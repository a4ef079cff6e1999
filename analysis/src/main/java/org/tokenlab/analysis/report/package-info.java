/// The page that a study ends with: one self-contained HTML file that shows token premiums to a
/// person.
///
/// [HtmlReport] reads the rows of a study and writes the page. The way of the data: rows are sorted
/// into one [Chapter] per evaluation corpus, holding its languages and one [TokenizerColumn] per
/// tokenizer; each part of the page is drawn from a chapter by one small class, into a [Markup].
/// Nothing else holds state.
///
/// Traps:
/// - Tokenizers trained on one language each and measured on that language make **one column
///   together** ("a tokenizer of its own for every language"): their premium is a language with its
///   own tokenizer against the reference language with its own.
/// - Gini and Lorenz are taken over *premiums*. Where every language has the same items this equals
///   the figures over token counts; where languages lack items (locale data) token counts can't be
///   compared, premiums can.
/// - An absent figure is an en dash, never a zero.
/// - The page has no dependency on time, locale or map order: same rows and context, same bytes.
/// - Pictures come in two drawings, for a desk and for a phone, of which CSS shows one: one picture
///   scaled down would be illegible. Scripts add sorting, searching, switching and tooltips;
///   without them everything is still on the page.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.report;
