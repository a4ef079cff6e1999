#!/bin/sh
# Builds SentencePiece Lite from SentencePiece's own source package: lite.sh PYTHON FOLDER makes FOLDER/liblite.so.
# Wants g++ and flatc with its headers (Debian: flatbuffers-compiler, libflatbuffers-dev).
set -eu
version=0.2.3
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
python=$1
mkdir -p "$2"
cd "$2"
for tool in g++ flatc; do
  command -v $tool >/dev/null || { echo "lite.sh: no $tool" >&2; exit 1; }
done
"$python" -m pip download -q --no-deps --no-binary sentencepiece -d . "sentencepiece==$version"
tar xzf "sentencepiece-$version.tar.gz"
source=sentencepiece-$version/sentencepiece
# flatbuffers before 22 has no Vector::empty(); the only use is a pointer's.
sed -i 's/->empty()/->size() == 0/' "$source/lite/sentencepiece_lite.cc"
flatc -c --gen-object-api -o . "$source/lite/sentencepiece_lite.fbs"
g++ -std=c++20 -O3 -DNDEBUG -fPIC -shared -pthread -o liblite.so -I. -I"$source/lite" -I"$source" -I"$source/src" \
  -I"$source/third_party/darts_clone" "$here/lite.cc" "$source/lite/sentencepiece_lite.cc" \
  "$source/lite/cached_sentencepiece_lite.cc"
