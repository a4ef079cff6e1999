package org.tokenlab.analysis.report;

/// One line of the provenance section. Lines of one group stand together, in the order given.
///
/// @param group the heading it stands under: `Corpora`, `Software`
/// @param name what is told: `SHA-256 of deu_Latn`
/// @param value the fact, with its unit
public record ProvenanceEntry(String group, String name, String value) {}
