/// Model files: reading, writing, and the tokenizers that have a name.
///
/// [TiktokenFile] and [TokenizerJson] each know one format; [TokenizerFiles] picks the format by
/// the file's name; [NamedTokenizers] pins the published vocabularies by hash. A format is read
/// exactly or refused with the field that stands in the way, never approximately.
package org.tokenlab.tokenizers.io;
