/// Every measure of the field, of all tokenizers and languages of a parallel corpus at once.
///
/// [org.tokenlab.analysis.metrics] and [org.tokenlab.analysis.vocabulary] hold the measures, one
/// pure function each. Here text is encoded for them: [CorpusMeasurement] for every language of a
/// corpus by every tokenizer, with what is relative to a reference language, what is over all
/// languages, and bootstrap intervals; [OwnMeasures] for one language by one tokenizer, which is
/// what a study keeps of a cell. Each text is encoded once, whatever is asked of it.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.measure;
