package org.tokenlab.analysis.report;

import org.tokenlab.analysis.measure.Segmentation;

/// How one tokenizer cuts one item of an evaluation corpus.
///
/// @param corpus the evaluation corpus
/// @param language of the item, as `deu_Latn`
/// @param tokenizer as in the rows
/// @param text of the item
/// @param segmentation where its tokens end
public record Example(
    String corpus, String language, String tokenizer, String text, Segmentation segmentation) {}
