/// Finishing encodings: HF's post-processors.
///
/// A [org.tokenlab.tokenizers.PostProcessor] gets one encoding for a text, or two for a pair, after
/// truncation has left room for the special tokens that it says it adds. It puts them in, sets type
/// ids and trims spans, in the overflowing encodings too; what it returns is joined in the end, and
/// padding comes last.
///
/// Traps, all of them HF tokenizers 0.23.2's and kept. Type ids of overflowing encodings are those
/// of their text (0 or 1), whatever a template says; only [RobertaProcessing] changes them.
/// [BertProcessing] and [RobertaProcessing] take all tokens that they are given for ordinary ones,
/// so that after a [TemplateProcessing] its special tokens are not special any more. Trimming looks
/// at a token's text, not at the source, and counts characters. Truncation sees no more of a text
/// than it takes to reach its length: overflowing encodings are few.
package org.tokenlab.tokenizers.postprocess;
