/// Coverage-guided fuzzing with Jazzer, and the inputs it found as regression tests.
///
/// A target is a class with `fuzzerTestOneInput(byte[])`. `./mvnw -Pfuzz …` runs one for a while
/// (see CONTRIBUTING); [FuzzRegressionTest] runs all of them on the inputs kept under
/// `src/test/resources/…/fuzz/TARGET`, in every build and without Jazzer.
package org.tokenlab.tokenizers.fuzz;
