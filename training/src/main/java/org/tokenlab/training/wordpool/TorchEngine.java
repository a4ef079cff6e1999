package org.tokenlab.training.wordpool;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;

/// DJL's PyTorch engine, found when first asked for.
final class TorchEngine {
  static final String NAME = "PyTorch";

  /// DJL's property for the threads that one operation takes. Where it is not set it is set to 1:
  /// operations are small, and threads that wait for each other on busy processors cost far more
  /// than they give (a step of a model of 20,000 weights took 1.5 s with two, 0.05 s with one).
  static final String THREADS = "ai.djl.pytorch.num_threads";

  private TorchEngine() {}

  /// Makes sure that there is one.
  ///
  /// @throws MissingEngineException if not
  static void require() {
    try {
      Class.forName("ai.djl.engine.Engine");
    } catch (ClassNotFoundException e) {
      throw new MissingEngineException(
          "ai.djl:api is not on the class path (on a module path: --add-modules ai.djl.api)", e);
    }
    Started.require();
  }

  /// A manager on a device.
  ///
  /// @param device `cpu`, `gpu` (fails without one) or `auto` (a GPU where there is one)
  static NDManager manager(String device) {
    return Started.manager(device);
  }

  /// What names DJL's classes is loaded only after they were found.
  private static final class Started {
    private Started() {}

    static void require() {
      try {
        setUnlessSet(THREADS, "1");
        // DJL would fetch a missing library by itself, and report each start to its makers.
        setUnlessSet("ai.djl.offline", "true");
        setUnlessSet("OPT_OUT_TRACKING", "true");
        if (!Engine.hasEngine(NAME)) {
          throw new MissingEngineException("ai.djl.pytorch:pytorch-engine is not", new Throwable());
        }
        Engine.getEngine(NAME);
      } catch (EngineException | LinkageError e) {
        throw new MissingEngineException(
            "its PyTorch engine did not start (" + firstReason(e) + ")", e);
      }
    }

    private static void setUnlessSet(String property, String value) {
      if (System.getProperty(property) == null) {
        System.setProperty(property, value);
      }
    }

    private static String firstReason(Throwable e) {
      Throwable reason = e;
      while (reason.getCause() != null) {
        reason = reason.getCause();
      }
      return String.valueOf(reason.getMessage());
    }

    static NDManager manager(String device) {
      Engine engine = Engine.getEngine(NAME);
      int gpus = engine.getGpuCount();
      boolean gpu =
          switch (device) {
            case "cpu" -> false;
            case "auto" -> gpus > 0;
            case "gpu" -> {
              if (gpus == 0) {
                throw new MissingEngineException(
                    "no GPU is seen by the engine (its GPU library and a driver are needed)",
                    new Throwable());
              }
              yield true;
            }
            default ->
                throw new IllegalArgumentException(
                    "a device is cpu, gpu or auto; got \"" + device + "\"");
          };
      return engine.newBaseManager(gpu ? Device.gpu() : Device.cpu());
    }
  }
}
