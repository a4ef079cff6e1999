package org.tokenlab.analysis.study;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes the little YAML that [Manifest#toYaml] needs.
final class Yaml {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./-]*");

  private Yaml() {}

  /// Plain where nobody could misread it, else in double quotes. The text holds no control
  /// characters: [ManifestReader] refuses them.
  static String scalar(String text) {
    return PLAIN.matcher(text).matches()
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// `[a, b]`.
  static String list(List<String> items) {
    return items.stream().map(Yaml::scalar).collect(Collectors.joining(", ", "[", "]"));
  }
}
