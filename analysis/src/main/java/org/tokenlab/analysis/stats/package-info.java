/// Statistics that the measures need: least squares and intervals.
///
/// Everything is deterministic: what is drawn at random is drawn from a seed, and the result does
/// not depend on the number of threads. No method returns NaN; what can't be estimated is an
/// exception or an empty value, as its documentation says.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.stats;
