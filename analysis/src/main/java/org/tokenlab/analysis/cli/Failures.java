package org.tokenlab.analysis.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.tokenlab.analysis.study.ManifestException;
import org.tokenlab.analysis.study.StudyException;
import org.tokenlab.tokenizers.UnknownTokenizerException;

/// Turns what a command threw into one line for a person and an exit code.
final class Failures {
  private Failures() {}

  /// The exception that tells the cause: without the wrappers that threads and streams put around
  /// it.
  static Throwable cause(Throwable thrown) {
    Throwable at = thrown;
    while (at.getCause() != null
        && (at instanceof ExecutionException
            || at instanceof CompletionException
            || at instanceof UncheckedIOException)) {
      at = at.getCause();
    }
    return at;
  }

  /// The exit code for a cause.
  static int exitCode(Throwable cause) {
    return cause instanceof UsageException
            || cause instanceof UnknownTokenizerException
            || cause instanceof ManifestException
        ? ExitCode.WRONG_USAGE
        : cause instanceof StandardOutput.ReaderGone ? ExitCode.DONE : ExitCode.FAILED;
  }

  /// One line: which file, what was wanted, what was found. A program error says so and how to see
  /// its trace.
  static String describe(Throwable cause) {
    return oneLine(
        switch (cause) {
          case NoSuchFileException e -> e.getFile() + ": no such file or folder";
          case AccessDeniedException e -> e.getFile() + ": permission denied";
          case NotDirectoryException e -> e.getFile() + ": not a folder";
          case DirectoryNotEmptyException e -> e.getFile() + ": the folder is not empty";
          case FileSystemException e -> e.getFile() + ": " + orName(e.getReason(), e);
          case FileNotFoundException e -> orName(e.getMessage(), e);
          case IOException e -> orName(e.getMessage(), e);
          case ManifestException e -> orName(e.getMessage(), e);
          case StudyException e -> orName(e.getMessage(), e);
          case UsageException e -> orName(e.getMessage(), e);
          case IllegalArgumentException e -> orName(e.getMessage(), e);
          case UnsupportedOperationException e -> orName(e.getMessage(), e);
          case OutOfMemoryError e ->
              "out of memory ("
                  + e.getMessage()
                  + "); give Java more, as in TOKENLAB_JAVA_OPTS=-Xmx8g, or work on smaller files";
          default ->
              "an error in the program, "
                  + cause
                  + "; run again with --debug to see where, and please report it";
        });
  }

  private static String orName(@org.jspecify.annotations.Nullable String message, Throwable e) {
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
