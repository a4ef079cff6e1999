package org.tokenlab.tokenizers.internal.simd;

import java.lang.reflect.Constructor;
import java.util.Locale;

/// Chooses the kernels once per process and says so in one log line, which most loggers show only
/// if the vector ones are missed.
///
/// `-Dorg.tokenlab.simd=auto` (the default) takes the Vector API where the module
/// `jdk.incubator.vector` is present (`--add-modules jdk.incubator.vector`), `scalar` never,
/// `vector` always and fails where it is absent.
public final class Simd {
  /// The system property that overrides the choice.
  public static final String PROPERTY = "org.tokenlab.simd";

  private static final String MODE = System.getProperty(PROPERTY, "auto");
  static final Kernels KERNELS = choose(MODE);
  static final FloatKernels FLOAT_KERNELS =
      KERNELS instanceof ScalarKernels
          ? new ScalarFloatKernels()
          : (FloatKernels) loaded("VectorFloatKernels");

  static {
    System.getLogger("org.tokenlab.simd")
        .log(isUnasked() ? System.Logger.Level.INFO : System.Logger.Level.DEBUG, Simd::description);
  }

  private Simd() {}

  /// Whether the scalar kernels run though nobody chose them.
  private static boolean isUnasked() {
    return KERNELS instanceof ScalarKernels && !MODE.equalsIgnoreCase("scalar");
  }

  private static String description() {
    if (!(KERNELS instanceof ScalarKernels)) {
      return "Tokenlab runs its kernels on the Vector API: " + KERNELS.name();
    }
    return "Tokenlab runs its scalar kernels"
        + (isUnasked()
            ? "; for the vector ones add the flag --add-modules jdk.incubator.vector"
            : ", as -D" + PROPERTY + " says");
  }

  /// "scalar", or "vector, 512 bits" and the like: what runs in this process.
  public static String implementationName() {
    return KERNELS.name();
  }

  static Kernels choose(String mode) {
    return switch (mode.toLowerCase(Locale.ROOT)) {
      case "scalar" -> new ScalarKernels();
      case "vector" -> vector();
      case "auto" -> vectorModulePresent() ? vector() : new ScalarKernels();
      default ->
          throw new IllegalArgumentException(
              "-D" + PROPERTY + " must be auto, scalar or vector; got: " + mode);
    };
  }

  private static boolean vectorModulePresent() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return false;
    }
    Module own = Simd.class.getModule();
    ModuleLayer.boot().findModule("jdk.incubator.vector").ifPresent(own::addReads);
    return true;
  }

  private static Kernels vector() {
    if (!vectorModulePresent()) {
      throw new IllegalStateException(
          "-D"
              + PROPERTY
              + "=vector needs the Vector API: start java with --add-modules jdk.incubator.vector");
    }
    return (Kernels) loaded("VectorKernels");
  }

  private static Object loaded(String kernels) {
    try {
      Constructor<?> constructor =
          Class.forName("org.tokenlab.tokenizers.internal.simd." + kernels)
              .getDeclaredConstructor();
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the Vector API is present but its kernels did not load", e);
    }
  }
}
