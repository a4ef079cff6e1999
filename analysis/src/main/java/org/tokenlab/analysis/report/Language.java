package org.tokenlab.analysis.report;

/// A language of the study as it is shown.
///
/// @param code as in the rows: `deu_Latn`
/// @param name in English, unlike every other name of the chapter: `German`, `Kashmiri
///   (Devanagari)`
/// @param script the English name of its script; the code where there is no name
/// @param group decides its colour
record Language(String code, String name, String script, ScriptGroup group) {}
