package org.tokenlab.corpora.embedded;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Something to say in every language.
///
/// @param key unique: `region/DE`
/// @param stem what decides on which side of the split the phrase falls; phrases that differ in a
///   number alone share it
/// @param in the phrase in a language, or null if the language has not all of it
record Phrase(String key, String stem, Function<Speech, @Nullable String> in) {
  private static final int SPLIT = 3;

  Phrase(String key, Function<Speech, @Nullable String> in) {
    this(key, key, in);
  }

  /// Whether the phrase is for evaluation: a third of all stems, by CRC-32 of their UTF-8 bytes,
  /// the same for ever.
  boolean isHeldOut() {
    return isHeldOut(stem);
  }

  static boolean isHeldOut(String stem) {
    CRC32 crc = new CRC32();
    crc.update(stem.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % SPLIT == 0;
  }
}
