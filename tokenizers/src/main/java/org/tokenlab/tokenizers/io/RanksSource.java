package org.tokenlab.tokenizers.io;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.ModelFileException;

/// Where the bytes of a published ranks file come from: jtokkit's jar, the cache folder, the
/// publisher. Whatever its source, a file counts only if it has the pinned SHA-256.
final class RanksSource {
  private static final String JTOKKIT_FOLDER = "com/knuddels/jtokkit/";
  private static final String PUBLISHER = "https://openaipublic.blob.core.windows.net/encodings/";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private RanksSource() {}

  static byte[] bytes(NamedTokenizers.Published published) throws IOException {
    byte[] bundled = bundled(published.file());
    if (bundled != null && sha256(bundled).equals(published.sha256)) {
      return bundled;
    }
    Path cached = cacheFolder().resolve(published.file());
    if (Files.isRegularFile(cached)) {
      byte[] bytes = Files.readAllBytes(cached);
      if (sha256(bytes).equals(published.sha256)) {
        return bytes;
      }
    }
    byte[] downloaded = download(published, cached);
    Files.createDirectories(cached.getParent());
    AtomicOutput.write(cached, downloaded);
    return downloaded;
  }

  private static byte @Nullable [] bundled(String file) throws IOException {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    for (ClassLoader loader :
        new ClassLoader[] {
          context, RanksSource.class.getClassLoader(), ClassLoader.getSystemClassLoader()
        }) {
      if (loader == null) {
        continue;
      }
      try (InputStream in = loader.getResourceAsStream(JTOKKIT_FOLDER + file)) {
        if (in != null) {
          return in.readAllBytes();
        }
      }
    }
    return null;
  }

  private static Path cacheFolder() {
    String property = System.getProperty("org.tokenlab.cache");
    String variable = System.getenv("TOKENLAB_CACHE");
    if (property != null) {
      return Path.of(property);
    }
    return variable != null
        ? Path.of(variable)
        : Path.of(System.getProperty("user.home"), ".cache", "tokenlab");
  }

  private static byte[] download(NamedTokenizers.Published published, Path cached)
      throws IOException {
    String url = PUBLISHER + published.file();
    byte[] bytes;
    try {
      URLConnection connection = URI.create(url).toURL().openConnection();
      connection.setConnectTimeout((int) PATIENCE.toMillis());
      connection.setReadTimeout((int) PATIENCE.toMillis());
      try (InputStream in = connection.getInputStream()) {
        bytes = in.readAllBytes();
      }
    } catch (IOException e) {
      throw new ModelFileException(
          "the ranks of "
              + published.names.getFirst()
              + " are not in jtokkit's jar (put com.knuddels:jtokkit on the class path), not at "
              + cached
              + ", and could not be downloaded from "
              + url
              + ": "
              + e,
          e);
    }
    String found = sha256(bytes);
    if (!found.equals(published.sha256)) {
      throw new ModelFileException(
          url + ": expected SHA-256 " + published.sha256 + ", found " + found);
    }
    return bytes;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
