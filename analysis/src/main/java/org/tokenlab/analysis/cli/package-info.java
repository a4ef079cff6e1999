/// The command line: one class a command, and what commands share.
///
/// [Main#run] is the whole program as a function: arguments and standard input in, standard output,
/// standard error and an exit code out. It never ends the process, so that tests and other programs
/// can call it.
///
/// - A command returns an [ExitCode], or throws. [Failures] turns what was thrown into one line and
///   a code; no command prints an error itself.
/// - Text is read by `corpora` ([UnitReader]), so that compression, archives, encodings and their
///   error messages are the same everywhere. A unit is a line as Python's `split("\n")` cuts it: a
///   `\r` or a byte order mark stays text, and `decode` after `encode` gives back the input byte
///   for byte.
/// - Work on many units is spread over threads and comes back in order
///   ([org.tokenlab.analysis.concurrent.InOrder]).
/// - Files appear whole or not at all ([org.tokenlab.tokenizers.io.AtomicOutput]).
/// - Standard output is UTF-8, lines end in `\n`, numbers have no thousands separators, whatever
///   the locale.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.cli;
