/// Word pooling ("Learn Your Tokens", Thawani and others 2023).
package org.tokenlab.tokenizers.wordpool;
