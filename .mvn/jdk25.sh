# Sourced by ./mvnw and ./tokenlab. Sets and exports JAVA_HOME to a JDK 25 or newer, or exits with one clear line.
# Looks at JAVA_HOME, then `java` on the PATH, then the folders where JDKs are usually installed. A JDK 25 wins over a
# newer one; a JRE (no javac) is passed over.

tokenlab_jdk_feature() { # prints the feature version of the JDK in folder $1, or nothing
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r tokenlab_line; do
    case $tokenlab_line in
    JAVA_VERSION=*)
      tokenlab_line=${tokenlab_line#*\"}
      tokenlab_line=${tokenlab_line%%[!0-9]*}
      printf '%s' "$tokenlab_line"
      return 0
      ;;
    esac
  done <"$1/release"
}

tokenlab_find_jdk() {
  tokenlab_newer=
  tokenlab_path_java=$(command -v java 2>/dev/null || :)
  if [ -n "$tokenlab_path_java" ]; then
    tokenlab_path_java=$(readlink -f "$tokenlab_path_java" 2>/dev/null || printf '%s' "$tokenlab_path_java")
    tokenlab_path_java=${tokenlab_path_java%/bin/java}
  fi
  # Globs may be off (set -f) in the caller: switch them on for this list only.
  case $- in *f*) tokenlab_noglob=1; set +f ;; *) tokenlab_noglob= ;; esac
  if [ -n "${TOKENLAB_JDKS-}" ]; then # a folder of JDKs instead of the usual ones: the tests of this file set it
    set -- "$TOKENLAB_JDKS"/*
  else
    set -- /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
      /opt/hostedtoolcache/*/*/x64 /opt/hostedtoolcache/*/*/arm64 "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
      "${HOME-}"/.local/share/mise/installs/java/* "${HOME-}"/.asdf/installs/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
  fi
  [ -z "$tokenlab_noglob" ] || set -f
  for tokenlab_home in "${JAVA_HOME-}" "$tokenlab_path_java" "$@"; do
    [ -n "$tokenlab_home" ] || continue
    tokenlab_feature=$(tokenlab_jdk_feature "$tokenlab_home")
    case $tokenlab_feature in
    '' | *[!0-9]*) ;;
    25) JAVA_HOME=$tokenlab_home; export JAVA_HOME; return 0 ;;
    *) [ "$tokenlab_feature" -lt 25 ] || [ -n "$tokenlab_newer" ] || tokenlab_newer=$tokenlab_home ;;
    esac
  done
  if [ -n "$tokenlab_newer" ]; then
    JAVA_HOME=$tokenlab_newer
    export JAVA_HOME
    return 0
  fi
  echo "Tokenlab needs a JDK 25 and found none (looked at JAVA_HOME, PATH and the usual folders): install one, for example Temurin 25, or set JAVA_HOME." >&2
  return 1
}

tokenlab_find_jdk || exit 1
