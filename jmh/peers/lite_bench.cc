// Times SentencePiece Lite, the C++ library without a Python binding, as bench.py times the others: same arguments, same
// rows, same hash. ENGINE is sentencepiece-lite (its cache of 1 MB on) or, for the regime nocache, the same without.
