package org.tokenlab.corpora;

/// One file that was read to its end.
///
/// @param name the path as given; a file in an archive as `archive.tar!inner/path.txt`; `-` for
///   standard input
/// @param bytes length after decompression
/// @param sha256 of the decompressed bytes, 64 lower-case hexadecimal digits
public record SourceFile(String name, long bytes, String sha256) {}
