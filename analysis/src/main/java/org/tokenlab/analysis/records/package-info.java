/// Small files of records, which results of models and word lists come in: TSV, CSV, JSON lines.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.records;
