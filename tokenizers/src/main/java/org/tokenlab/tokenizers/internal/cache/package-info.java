/// What the caches of pieces and of units share; not exported.
package org.tokenlab.tokenizers.internal.cache;
