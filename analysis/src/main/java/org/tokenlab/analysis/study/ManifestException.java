package org.tokenlab.analysis.study;

/// A manifest that asks for something that can't be. The message starts with the file and the line.
public final class ManifestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  /// @param file name of the manifest, for the message
  /// @param line from 1; 0 if the trouble is with no one line
  /// @param message what was wanted and what was found
  public ManifestException(String file, int line, String message) {
    super(file + ": " + (line > 0 ? "line " + line + ": " : "") + message);
    this.line = line;
  }

  /// The line, from 1; 0 for none.
  public int line() {
    return line;
  }
}
