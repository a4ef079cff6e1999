/// From paths to documents, in three steps: [Sources][org.tokenlab.corpora.read.Sources] walks
/// folders and archives and unpacks, [ByteLines][org.tokenlab.corpora.read.ByteLines] cuts bytes
/// into lines, [FileDocuments][org.tokenlab.corpora.read.FileDocuments] makes documents of them.
/// Not exported.
package org.tokenlab.corpora.read;
