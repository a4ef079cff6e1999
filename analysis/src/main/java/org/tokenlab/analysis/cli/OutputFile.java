package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.tokenlab.tokenizers.io.ModelFormat;

/// The model file that a command ends with.
final class OutputFile {
  private OutputFile() {}

  /// Its path, checked before the work begins: an hour of training must not end with a misspelt
  /// folder.
  ///
  /// @throws IOException if it can't be written; the message says why
  static Path writable(String output) throws IOException {
    Path file = Inputs.path(output);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(output + ": the folder " + folder + " does not exist");
    }
    if (Files.isDirectory(file)) {
      throw new IOException(output + ": a file is wanted, and this is a folder");
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(output + ": no permission to write in the folder " + folder);
    }
    return file;
  }

  /// The format that `--format` names.
  static ModelFormat format(String asked) {
    return ModelFormat.byId(asked)
        .orElseThrow(() ->
            new UsageException(
                "--format: no format is called \""
                    + asked
                    + "\"; there are "
                    + Arrays.stream(ModelFormat.values())
                        .map(ModelFormat::id)
                        .collect(Collectors.joining(", "))));
  }
}
