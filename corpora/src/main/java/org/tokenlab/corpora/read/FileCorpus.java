package org.tokenlab.corpora.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.CorpusException;
import org.tokenlab.corpora.DocumentReader;
import org.tokenlab.corpora.ReadOptions;

/// A file, a folder or standard input as a corpus.
public final class FileCorpus implements Corpus {
  private final String name;
  private final Inputs inputs;
  private final ReadOptions options;

  @FunctionalInterface
  private interface Inputs {
    List<Sources.Input> list() throws IOException;
  }

  private FileCorpus(String name, Inputs inputs, ReadOptions options) {
    this.name = name;
    this.inputs = inputs;
    this.options = options;
  }

  /// A file, or all files of a folder.
  ///
  /// @throws CorpusException if there is nothing to read at `path`
  public static FileCorpus at(Path path, ReadOptions options) throws IOException {
    Inputs inputs = () -> list(path);
    if (inputs.list().isEmpty()) {
      throw new CorpusException(
          path
              + ": no readable file in this folder (files and folders whose names start with a dot are passed over)");
    }
    return new FileCorpus(path.toString(), inputs, options);
  }

  /// Several files or folders, one after the other.
  public static FileCorpus at(List<Path> paths, ReadOptions options) {
    Inputs inputs =
        () -> {
          List<Sources.Input> all = new ArrayList<>();
          for (Path path : paths) {
            all.addAll(list(path));
          }
          return all;
        };
    return new FileCorpus(
        String.join(" ", paths.stream().map(Path::toString).toList()), inputs, options);
  }

  /// A stream that can be read once.
  public static FileCorpus once(InputStream in, ReadOptions options) {
    AtomicBoolean taken = new AtomicBoolean();
    Inputs inputs =
        () -> {
          if (taken.getAndSet(true)) {
            throw new CorpusException(
                "-: standard input can be read once only; save it to a file to read it again.");
          }
          return List.of(new StreamInput(in));
        };
    return new FileCorpus("-", inputs, options);
  }

  /// The file name without a compression's ending: `deu.dev.gz` becomes `deu.dev`.
  public static String strippedName(String name) {
    return Compression.strippedName(name);
  }

  private static List<Sources.Input> list(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new CorpusException(path + ": no such file or folder.");
    }
    if (!Files.isReadable(path)) {
      throw new CorpusException(path + ": no permission to read it.");
    }
    if (!Files.isDirectory(path)) {
      return List.of(new FileInput(path));
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      walk.filter(Files::isRegularFile)
          .filter(file -> !isHidden(path.relativize(file)))
          .forEach(files::add);
    } catch (UncheckedIOException e) {
      throw new CorpusException(
          path + ": the folder can't be listed: " + e.getCause().getMessage(), e);
    }
    // By the text with '/' between folders: the same order on every system and in every locale.
    files.sort(Comparator.comparing(file -> path.relativize(file).toString().replace('\\', '/')));
    return files.stream().<Sources.Input>map(FileInput::new).toList();
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DocumentReader open() throws IOException {
    return new FileDocuments(name, new Sources(inputs.list()), options, true);
  }

  @Override
  public DocumentReader openUnhashed() throws IOException {
    return new FileDocuments(name, new Sources(inputs.list()), options, false);
  }

  private record FileInput(Path path) implements Sources.Input {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public InputStream open() throws IOException {
      try {
        return Files.newInputStream(path);
      } catch (NoSuchFileException e) {
        throw new CorpusException(path + ": no such file.", e);
      } catch (AccessDeniedException e) {
        throw new CorpusException(path + ": no permission to read it.", e);
      }
    }
  }

  private record StreamInput(InputStream in) implements Sources.Input {
    @Override
    public String name() {
      return "-";
    }

    @Override
    public InputStream open() {
      return new FilterInputStream(in) {
        @Override
        public void close() {} // standard input is the caller's
      };
    }
  }
}
