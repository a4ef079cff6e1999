/// Equal-Info Windows: tokens that are the bits of compressed text.
package org.tokenlab.tokenizers.equalinfo;
