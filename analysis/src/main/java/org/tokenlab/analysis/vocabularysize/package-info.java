/// Which size of vocabulary to train.
///
/// Two questions have been asked of it, and they have nothing to do with each other.
///
/// **For an equal token count** (Arnett et al. 2025): a language's corpus token count falls with
/// the size of the vocabulary, as a power law ([PowerLaw], [PowerLawFit]). Inverted for one target
/// it gives each language the size at which it needs as many tokens as all others
/// ([TargetedVocabulary]), and the target at which languages end up nearest to each other
/// ([TargetSpread]). Fits rest on trained tokenizers, a handful of sizes a language.
///
/// **For the best model at a compute budget** (Tao et al. 2024, "Scaling Laws with Vocabulary"): a
/// large vocabulary shortens the text and costs parameters. Three approaches predict the best size
/// for a number of non-vocabulary parameters: [IsoFlops], [FlopsDerivative] and [ParametricLoss].
/// Each can be used with the constants of the authors' code, to the integer, or refitted on such
/// data as theirs.
///
/// **Traps.** Vocabulary parameters are `V · d`, once, not twice, for tied or untied embeddings
/// alike. The authors' f(V) is frozen at 200,000. The third approach's published constants come
/// from a fit in which f was given V in thousands, so that it is nearly flat: see
/// [ParametricLoss#CORRECTED].
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.vocabularysize;
