/// Text in: files, archives, folders, parallel sets, and a parallel corpus that needs no file.
/// Knows no tokenizer.
///
/// # Documents
///
/// A [Corpus][org.tokenlab.corpora.Corpus] is a named source of documents, each a `String`; what a
/// document is, a line, a file, a JSON field or a TSV column,
/// [ReadOptions][org.tokenlab.corpora.ReadOptions] say:
///
/// ```java
/// Corpus corpus = Corpora.open(Path.of("oscar.tar.zst"), ReadOptions.jsonLines("text"));
/// try (DocumentReader reader = corpus.open()) {
///   for (String text = reader.next(); text != null; text = reader.next()) {
///     counts.add(text);
///   }
///   provenance.add(reader.sources()); // each file's length and SHA-256, for the record
/// }
/// ```
///
/// [Documents][org.tokenlab.corpora.Documents] are those of several corpora, as an iterator. Who
/// wants bytes gives a [DocumentSink][org.tokenlab.corpora.DocumentSink]: lines of UTF-8 then come
/// many at once, as they lie in the file.
///
/// Reading streams: memory holds one buffer and one document, however large the corpus. What is
/// packed is unpacked on the way: `.gz .bz2 .xz .zst .lz4`, `.tar`, and one in the other, told by
/// the first bytes.
///
/// Traps, and what we chose:
/// - **Lines end at `\n` only**, one `\r` before it dropped, and a final `\n` starts no further
///   line: `wc -l` and we agree. Python's `text.split("\n")` sees one more, empty, line; published
///   recipes that count it need [rawLines][org.tokenlab.corpora.ReadOptions#rawLines].
/// - **Empty lines are documents**, so that output stays aligned with input; training may drop them
///   with [withoutEmptyDocuments][org.tokenlab.corpora.ReadOptions#withoutEmptyDocuments].
/// - **Bytes that are not UTF-8 stop the reading**, with file, line and byte offset (from 0, after
///   decompression). A U+FFFD that stands in the text is fine.
/// - **A byte order mark** at the start of a file is dropped, but hashed.
/// - **A hash is of decompressed bytes**: the same for `deu.txt` and `deu.txt.xz`.
///
/// # Parallel sets
///
/// A [ParallelCorpus][org.tokenlab.corpora.ParallelCorpus] is a table of items by languages, held
/// in memory. [ParallelCorpora.open][org.tokenlab.corpora.ParallelCorpora#open(java.nio.file.Path)]
/// finds out the layout:
///
/// | layout | files | an item |
/// |---|---|---|
/// | FLORES | `deu_Latn.dev`, also in `dev/`, `devtest/` | a line; both splits are joined, `dev` first, unless one is chosen |
/// | NTREX | `newstest2019-ref.deu.txt`, `newstest2019-src.eng.txt` | a line |
/// | by language | `de.txt`, `pt-BR.txt.gz` | a line |
/// | Moses | `corpus.de`, `corpus.en`, in a folder or as the path `corpus` | a line |
/// | UDHR | `deu_1996.tsv` of key TAB paragraph | a key; the union of all files' |
/// | Bible | `deu-deu1912.txt` beside `vref.txt` | a verse |
///
/// - **Files that don't line up are an error** that names each deviating file with its number of
///   lines.
/// - **An empty line is an item that the language lacks**, and a null. So is, in Bible files, a
///   `<range>` line and the line that it was merged into. Compare languages over
///   [common][org.tokenlab.corpora.ParallelCorpus#common] items only.
/// - **Several texts in one language** keep their own names: where two files are `deu_Latn`, each
///   takes as its variant what else its name says (`deu_Latn_1901`, `ces_Latn_CzeBKR`), and none is
///   silently the first. A [LanguageScript][org.tokenlab.corpora.LanguageScript] without variant is
///   the text of a language that has one.
/// - **Language and script** come from the name, from an `INDEX.tsv` beside the files (columns
///   `file` or `code`, `iso639_3`, `script`), or else the script is the likely one by CLDR; for
///   Bible files, the one that the text is written in.
/// - **Nothing is normalised**: premiums change by NFC, and whether it was applied belongs to the
///   experiment.
///
/// # The embedded corpus
///
/// [ParallelCorpora.embedded][org.tokenlab.corpora.ParallelCorpora#embedded] makes parallel text
/// for more than 200 languages out of ICU4J's own locale data, at run time: about 3,800 items, of
/// which each language has at least 300 *of its own*. The bundles are asked directly: what a
/// language does not say itself, no parent and no root says for it. Languages of whose items more
/// than a third are English words are left out.
///
/// It holds names, spelled-out numbers, dates, lists and amounts, **not prose**; a premium measured
/// on it is a first look. Biases to know: an entry that equals what ICU would derive anyway (a
/// German city whose name is that of the time zone) is not stored, and so not there; English cities
/// are the exception, since there the derivation is the language's own; and half of the languages
/// have names in abundance but no number rules.
///
/// Two thirds of the items' keys are for training, one third is held out:
/// [EmbeddedCorpus][org.tokenlab.corpora.EmbeddedCorpus] makes longer
/// [training][org.tokenlab.corpora.EmbeddedCorpus#training] text from the former (more numbers,
/// days, lists and amounts), at least 100 kB in about 130 languages, and the latter are its
/// [evaluation][org.tokenlab.corpora.EmbeddedCorpus#evaluation].
///
/// # Errors
///
/// Whatever is wrong with a file comes as a [CorpusException][org.tokenlab.corpora.CorpusException]
/// whose message starts with the place and says what was wanted and what was found, fit to be shown
/// as it is.
package org.tokenlab.corpora;
