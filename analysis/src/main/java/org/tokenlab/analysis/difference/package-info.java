/// Where two tokenizers cut the same text differently.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.difference;
