package org.tokenlab.analysis.report;

import java.util.List;

/// What the rows of a study don't say: its name, its corpora in words, and where everything came
/// from.
///
/// Leave out the time of the run and anything else that differs from run to run, so that a study
/// done twice gives the same bytes.
///
/// @param study the name of the study
/// @param referenceLanguage the language that premiums are relative to, as `eng_Latn`
/// @param corpora one note for each evaluation corpus; a corpus without a note is shown under its
///   bare name
/// @param provenance item counts, hashes, versions, seed, machine
public record ReportContext(
    String study,
    String referenceLanguage,
    List<CorpusNote> corpora,
    List<ProvenanceEntry> provenance) {

  /// Takes copies of the lists.
  public ReportContext {
    corpora = List.copyOf(corpora);
    provenance = List.copyOf(provenance);
  }

  CorpusNote note(String corpus) {
    return corpora.stream()
        .filter(note -> note.corpus().equals(corpus))
        .findFirst()
        .orElse(new CorpusNote(corpus, corpus, ""));
  }
}
