/// Benchmarks of Tokenlab beside its peers. Not published.
///
/// Texts come from [BenchmarkText] and [PeerTexts]: none is stored, all are found on any machine
/// with a JDK. `BenchmarkAnswersTest` shows that what is timed is right; a speed counts only while
/// that test passes. In the table of peers each row is held to its ids by itself.
///
/// [PeerTable] is one table of us and all peers, in the JVM and outside it, on text that is cold,
/// unseen or known; [DoublingPlot] is what hard inputs cost as they grow. [EncodeBenchmark],
/// [TrainBenchmark] and [PathologicalBenchmark] are for JMH.
///
/// Traps: medians of one row differ by some 8 % from one JVM to the next, so compare inside one
/// run; a run needs a machine with nothing else to do; the first seconds of a JVM are the
/// compiler's, so keep the warm-up.
@org.jspecify.annotations.NullMarked
package org.tokenlab.jmh;
