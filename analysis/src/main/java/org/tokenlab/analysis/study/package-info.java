/// Batch studies: a grid of tokenizers, trained, measured and written down.
///
/// [Study] runs what a [Manifest] asks for, in a folder. The way of a study:
///
/// 1. `ManifestReader` checks the YAML; `StudySources` opens the text; `StudyPlanner` makes groups
///    of cells that share work, each with a key that covers all its results follow from.
/// 2. `GroupRunner` does the groups that [ResultStore] does not hold yet. A group leaves
///    [Measurement]s: the tokens of every item, nothing derived.
/// 3. `RowBuilder` turns measurements into the table of [ResultRow]s, a pure function in a fixed
///    order. CSV, Parquet and the report show that table; [StudyInference] tests what it says.
///
/// [StudyForecast] stops after step 1. [StudyStatus] and [StudyCheck] look at a folder alone, and
/// may do so while the study runs.
///
/// Traps:
/// - Whatever changes a result must change the group's key: put new settings into the key, and
///   count `StudyPlanner.ENGINE` up when code changes results. Until then a study in an old folder
///   keeps old results.
/// - Nothing that differs from run to run (time, threads, order of finishing, paths of the machine)
///   may reach the table, the report or a model. `provenance.json` is the place for it.
/// - A row of a trained tokenizer compares languages by different tokenizers; see `RowBuilder` for
///   what its premium means.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.study;
