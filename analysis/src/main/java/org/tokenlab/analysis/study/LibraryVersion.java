package org.tokenlab.analysis.study;

/// The version of Tokenlab that is running.
final class LibraryVersion {
  private LibraryVersion() {}

  /// As the jar's manifest says; `development` where the classes don't come from a jar.
  static String current() {
    String version = LibraryVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
