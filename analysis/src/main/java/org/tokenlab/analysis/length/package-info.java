/// Levers on length: what can be done about token counts short of another tokenizer, and what it
/// brings.
///
/// - [Packing]: how much of a training run is padding, by the way sequences are put into contexts.
/// - [BudgetSplitter]: documents cut into parts of at most so many tokens, where a reader would.
/// - [WordRemoval]: what leaving words out saves.
/// - [RainbowPadding]: what a cycle of distinct padding tokens costs.
///
/// **Traps.** The sum of the parts' tokens is not the whole's: each cut ends a merge, and a parts'
/// first word may lose its leading space. Packed sequences see each other unless the attention is
/// masked. And text with words left out is another text: a saving says nothing of what is lost.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.length;
