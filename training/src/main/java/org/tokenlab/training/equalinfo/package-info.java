/// Trainers of Equal-Info Windows.
///
/// [EqualInfoTrainer] counts which byte follows which context, keeps the contexts that are worth
/// their place, and freezes shares as a [org.tokenlab.tokenizers.equalinfo.ContextModel].
///
/// ```java
/// EqualInfoTraining training = EqualInfoTrainer.builder(16, 16).build().train(lines);
/// Tokenizers.save(training.tokenizer("english"), Path.of("english.equalinfo"));
/// ```
///
/// **The estimate** is absolute discounting, interpolated, with raw counts at all lengths. Kneser
/// and Ney's counts for shorter contexts (how many longer ones they end) are for contexts that are
/// looked at only when a longer one fails; in a window that has just begun, the short context is
/// all there is.
///
/// **Windows' starts.** How a window goes on from its first byte is counted again, from the windows
/// that the model itself makes: they begin behind surprises, not just anywhere. The byte that did
/// not fit a window is counted at the window's end, too; else a window would only ever be taught
/// what it already holds.
///
/// **Which contexts stay.** Each place is told by the counts of all others; what a context saves
/// so, in bits, must reach a minimum. On 14 MB of English minima of 0 and of 8 bits give 484,000
/// and 74,000 contexts of up to 7 bytes, 1.954 and 1.961 bits a byte on another book.
///
/// **Memory** is bounded by settings: text beyond a limit is thinned out evenly, and places are
/// sorted in parts.
package org.tokenlab.training.equalinfo;
