/// Parallel text out of ICU4J's locale data. [Inventory][org.tokenlab.corpora.embedded.Inventory]
/// lists the phrases to ask for, the same for every language;
/// [OwnData][org.tokenlab.corpora.embedded.OwnData] answers with what a locale has of its own;
/// [TrainingText][org.tokenlab.corpora.embedded.TrainingText] makes more of the phrases that are
/// not held out. Not exported.
package org.tokenlab.corpora.embedded;
