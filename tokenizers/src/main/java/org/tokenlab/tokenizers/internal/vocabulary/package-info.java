/// Vocabularies with more than [org.tokenlab.tokenizers.Vocabulary#of] allows; not exported.
package org.tokenlab.tokenizers.internal.vocabulary;
