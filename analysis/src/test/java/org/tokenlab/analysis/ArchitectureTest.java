package org.tokenlab.analysis;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import org.junit.jupiter.api.Test;

/// The arrows between the modules, and what only one place may do.
///
/// The modules form a list, `tokenizers` and `corpora` first; each imports only those before it.
/// The classes checked are those of all four modules as they are built, tests not included.
class ArchitectureTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.tokenlab");

  private static final String TOKENIZERS = "org.tokenlab.tokenizers..";
  private static final String CORPORA = "org.tokenlab.corpora..";
  private static final String TRAINING = "org.tokenlab.training..";
  private static final String ANALYSIS = "org.tokenlab.analysis..";
  private static final String KERNELS = "org.tokenlab.tokenizers.internal.simd..";
  private static final String CLI = "org.tokenlab.analysis.cli..";
  private static final String VECTOR_API = "jdk.incubator..";

  /// Classes of `from` mention no class of `to`, as a type, a call or an annotation.
  private static ArchRule mayNotUse(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to);
  }

  /// Classes outside `only` mention no class of `what`.
  private static ArchRule isUsedOnlyBy(String what, String... only) {
    return noClasses()
        .that(not(resideInAnyPackage(only)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(what);
  }

  @Test
  void everyModuleIsSeen() {
    for (String module : new String[] {TOKENIZERS, CORPORA, TRAINING, ANALYSIS}) {
      assertTrue(OURS.stream().anyMatch(resideInAnyPackage(module)), module);
    }
  }

  @Test
  void tokenizersUseNoOtherModule() {
    mayNotUse(TOKENIZERS, CORPORA, TRAINING, ANALYSIS).check(OURS);
  }

  @Test
  void corporaUseNoOtherModule() {
    mayNotUse(CORPORA, TOKENIZERS, TRAINING, ANALYSIS).check(OURS);
  }

  @Test
  void trainingUsesTokenizersOnly() {
    mayNotUse(TRAINING, CORPORA, ANALYSIS).check(OURS);
  }

  @Test
  void kernelsServeTokenizersAndTrainingOnly() {
    isUsedOnlyBy(KERNELS, TOKENIZERS, TRAINING).check(OURS);
  }

  @Test
  void theVectorApiIsUsedByTheKernelsOnly() {
    isUsedOnlyBy(VECTOR_API, KERNELS).check(OURS);
  }

  @Test
  void nothingInAnalysisUsesTheCommandLine() {
    isUsedOnlyBy(CLI, CLI).check(OURS);
  }

  @Test
  void onlyTheCommandLineEndsTheProcess() {
    outsideTheCommandLine().should().callMethod(System.class, "exit", int.class).check(OURS);
    outsideTheCommandLine().should().callMethod(Runtime.class, "halt", int.class).check(OURS);
  }

  @Test
  void onlyTheCommandLinePrints() {
    outsideTheCommandLine().should().accessField(System.class, "out").check(OURS);
    outsideTheCommandLine().should().accessField(System.class, "err").check(OURS);
    noClasses().should().callMethod(Throwable.class, "printStackTrace").check(OURS);
  }

  @Test
  void logsGoThroughSystemLogger() {
    isUsedOnlyBy("java.util.logging..").check(OURS);
    isUsedOnlyBy("org.slf4j..").check(OURS);
  }

  @Test
  void aForbiddenArrowIsFound() {
    // Arrows that do exist, forbidden: were a rule blind, these would pass as well.
    assertTrue(mayNotUse(TRAINING, TOKENIZERS).evaluate(OURS).hasViolation());
    assertTrue(isUsedOnlyBy(VECTOR_API, CORPORA).evaluate(OURS).hasViolation());
    assertTrue(isUsedOnlyBy(KERNELS, KERNELS).evaluate(OURS).hasViolation());
    assertFalse(mayNotUse(ANALYSIS, VECTOR_API).evaluate(OURS).hasViolation());
  }

  private static GivenClassesConjunction outsideTheCommandLine() {
    return noClasses().that(not(resideInAnyPackage(CLI)));
  }
}
