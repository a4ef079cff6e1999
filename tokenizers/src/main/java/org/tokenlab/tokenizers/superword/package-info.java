/// Superwords: tokens of more than one word.
package org.tokenlab.tokenizers.superword;
