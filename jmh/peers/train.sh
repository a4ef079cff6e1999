#!/bin/sh
# Builds what is missing, then prints the table of Tokenlab's training and its peers': jmh/peers/train.sh [--sizes 10,100]
# [--jobs bpe,unigram] ... (--help lists the options.) With --quality as the first option, how well they compress. Works
# from any folder. The peers come from PyPI at the versions pinned in requirements-train.txt, into jmh/target/peers; one
# that can't be had is told in one line, and its rows say so.
#
# TOKENLAB_PYTHON      the Python to make the environment with; default python3. The pins are for 3.11
# TOKENLAB_JAVA_OPTS   further options for Tokenlab's JVM
set -eu
train_here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
train_root=$(CDPATH='' cd -- "$train_here/../.." && pwd -P)
train_made=$train_root/jmh/target/peers/venv-train
train_python=${TOKENLAB_PYTHON:-python3}

"$train_root/tokenlab" --version >/dev/null # builds, if need be
if ! cmp -s "$train_here/requirements-train.txt" "$train_made/made-from"; then
  echo "Making venv-train from requirements-train.txt ..." >&2
  rm -rf "$train_made"
  mkdir -p "$train_root/jmh/target/peers"
  "$train_python" -m venv "$train_made"
  "$train_made/bin/python" -m pip install -q --disable-pip-version-check 'cython<3' 'setuptools<70' wheel >&2
  grep -v '^#' "$train_here/requirements-train.txt" | while read -r train_one; do
    case $train_one in
      youtokentome*) train_how=--no-build-isolation ;;
      *) train_how=--prefer-binary ;;
    esac
    "$train_made/bin/python" -m pip install -q --disable-pip-version-check "$train_how" "$train_one" >&2 ||
      echo "train.sh: $train_one can't be installed" >&2
  done
  cp "$train_here/requirements-train.txt" "$train_made/made-from"
fi
if [ "${1-}" = --quality ]; then
  shift
  exec "$train_made/bin/python" "$train_here/quality.py" "$@"
fi
exec "$train_made/bin/python" "$train_here/train.py" "$@"
