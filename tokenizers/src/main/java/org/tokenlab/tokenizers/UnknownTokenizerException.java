package org.tokenlab.tokenizers;

/// A name that no tokenizer has. The message offers the nearest names.
public final class UnknownTokenizerException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnknownTokenizerException(String message) {
    super(message);
  }
}
