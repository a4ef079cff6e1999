package org.tokenlab.tokenizers;

import java.util.function.Consumer;

/// Takes tokens one after the other, each in parts: what [Decoder]s hand on while the ids of a text
/// still come.
///
/// A part holds whole code points, and may be empty. Not thread-safe.
public interface TokenSink {
  /// Goes on with the current token, or begins one.
  void part(String part);

  /// Ends the current token, which is empty if no part came.
  void end();

  /// No token comes any more; the last has ended.
  void finish();

  /// A token as a whole.
  default void token(String token) {
    part(token);
    end();
  }

  /// One that looks at whole tokens: keeps the parts of a token until it ends.
  ///
  /// @param each takes a token
  /// @param last runs after the last one, before `next` is finished
  static TokenSink ofWholeTokens(Consumer<String> each, Runnable last, TokenSink next) {
    StringBuilder token = new StringBuilder();
    return new TokenSink() {
      @Override
      public void part(String part) {
        token.append(part);
      }

      @Override
      public void end() {
        String whole = token.toString();
        token.setLength(0);
        each.accept(whole);
      }

      @Override
      public void finish() {
        last.run();
        next.finish();
      }
    };
  }
}
