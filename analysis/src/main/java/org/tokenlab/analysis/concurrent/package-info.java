/// Work on several threads that gives what one thread gives: [InOrder].
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.concurrent;
