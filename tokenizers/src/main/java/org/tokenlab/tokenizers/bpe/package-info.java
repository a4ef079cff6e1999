/// Byte-pair encoding.
///
/// [BpeModel] states the rule and its two readings. A piece is merged by a `ScanMerger` when it is
/// short and by a `QueueMerger` when it is long; both are compared with a naive reference on seeded
/// pieces, and both ask a `PairRanks` table which pairs merge.
package org.tokenlab.tokenizers.bpe;
