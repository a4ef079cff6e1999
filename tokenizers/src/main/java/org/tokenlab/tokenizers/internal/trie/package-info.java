/// Look-up of all pieces that begin at a place in a text; not exported.
package org.tokenlab.tokenizers.internal.trie;
