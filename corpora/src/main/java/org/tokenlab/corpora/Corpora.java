package org.tokenlab.corpora;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.tokenlab.corpora.read.FileCorpus;
import org.tokenlab.corpora.read.MemoryCorpus;

/// Opens text: files, folders, archives, standard input.
///
/// Compression and archives are told by their first bytes, whatever the file is called: gzip,
/// bzip2, xz, zstd, framed lz4 (concatenated members are one text), tar, and any of them in one
/// another. Only where a name ends in `.gz` or the like and the bytes are something else, that is
/// an error, since then a download was cut or a file misnamed.
public final class Corpora {
  private Corpora() {}

  /// A file, an archive, or all files of a folder and its subfolders. A folder's files come in the
  /// order of their relative paths' UTF-16 units, an archive's in the archive's own; those whose
  /// names start with a dot are passed over. The path `-` is standard input.
  ///
  /// @throws CorpusException if there is no such file, no permission, or no file in the folder
  public static Corpus open(Path path, ReadOptions options) throws IOException {
    return path.toString().equals("-") ? standardInput(options) : FileCorpus.at(path, options);
  }

  /// Standard input, packed or not. It can be opened once; closing its reader leaves it open.
  public static Corpus standardInput(ReadOptions options) {
    return standardInput(System.in, options);
  }

  /// As [#standardInput(ReadOptions)], from a stream that stands for it.
  public static Corpus standardInput(InputStream in, ReadOptions options) {
    return FileCorpus.once(in, options);
  }

  /// Documents in memory. Their bytes, for lengths and hashes, are UTF-8 with a `\n` after each
  /// document.
  public static Corpus inMemory(String name, List<String> documents) {
    return new MemoryCorpus(name, documents);
  }
}
