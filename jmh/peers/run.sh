#!/bin/sh
# Builds what is missing, then prints the table of Tokenlab and its peers: jmh/peers/run.sh [--quick] [--vocab cl100k] ...
# (--help lists the options.) Works from any folder. Peers outside the JVM come from PyPI at the versions pinned beside
# this file, into jmh/target/peers; one that can't be had, or Python itself missing, is told in one line, and the table
# goes on without.
#
# TOKENLAB_PYTHON      the Python to make the environments with; default python3. The pins are for 3.11 and newer
# TOKENLAB_JAVA_OPTS   further options for the JVM that runs the others
set -eu
peers_here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
tokenlab_root=$(CDPATH='' cd -- "$peers_here/../.." && pwd -P)
. "$tokenlab_root/.mvn/jdk25.sh"
peers_made=$tokenlab_root/jmh/target/peers
peers_python=${TOKENLAB_PYTHON:-python3}

peers_changed() { # whether the jar is absent or older than a source
  [ -e "$tokenlab_root/jmh/target/benchmarks.jar" ] || return 0
  [ -n "$(cd "$tokenlab_root" && find pom.xml jmh/pom.xml tokenizers/src/main corpora/src/main training/src/main \
    jmh/src/main -newer jmh/target/benchmarks.jar -print | head -n 1)" ]
}

# Makes the environment $1 from the requirements in $2, once for each state of that file.
peers_environment() {
  cmp -s "$peers_here/$2" "$peers_made/$1/made-from" && return 0
  echo "Making $1 from $2 ..." >&2
  rm -rf "${peers_made:?}/$1"
  "$peers_python" -m venv "$peers_made/$1" || return 1
  # One by one: a peer without a build for this machine must not take the others with it.
  grep -v '^#' "$peers_here/$2" | while read -r peers_one; do
    "$peers_made/$1/bin/python" -m pip install -q --disable-pip-version-check "$peers_one" >&2 ||
      echo "run.sh: $peers_one can't be installed" >&2
  done
  cp "$peers_here/$2" "$peers_made/$1/made-from"
}

if peers_changed; then
  echo "Building ..." >&2
  (cd "$tokenlab_root" && ./mvnw -B -q -pl jmh -am -Dmaven.test.skip -Dspotless.check.skip -Djacoco.skip package \
    </dev/null >&2)
fi
mkdir -p "$peers_made"
if "$peers_python" -c 'import venv' 2>/dev/null; then
  peers_environment venv requirements.txt
  peers_environment venv-hf1 requirements-hf1.txt
  [ -e "$peers_made/lite/liblite.so" ] || "$peers_here/lite.sh" "$peers_made/venv/bin/python" "$peers_made/lite" >&2 ||
    echo "run.sh: SentencePiece Lite can't be built" >&2
  set -- --peers "$peers_made" "$@"
else
  echo "run.sh: no $peers_python with venv: engines of the JVM only" >&2
fi
# shellcheck disable=SC2086  # split at white space on purpose
exec "$JAVA_HOME/bin/java" ${TOKENLAB_JAVA_OPTS-} "-Dtokenlab.bench=$peers_here/bench.py" -Dstdout.encoding=UTF-8 \
  -cp "$tokenlab_root/jmh/target/benchmarks.jar" org.tokenlab.jmh.PeerTable "$@"
