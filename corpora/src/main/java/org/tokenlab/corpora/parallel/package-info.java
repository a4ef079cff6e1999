/// Layouts of parallel sets on disk. Not exported.
package org.tokenlab.corpora.parallel;
