package io.graphrecall.gnn.tensor;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import io.graphrecall.content.encode.DjlSettings;

import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The PyTorch engine. Its thread count and random generator belong to the process, so only one training may run at a time.
 */
public final class Torch {

    private static final String NAME = "PyTorch";

    /** {@code GLOG_ERROR} of c10/util/logging_common.h. */
    private static final int LOG_LEVEL_ERROR = 2;

    private Torch() {}

    /** Opens a manager of memory of the processor. The caller closes it. */
    public static NDManager open(int threads) {
        return open(ComputeDevice.CPU, threads);
    }

    /**
     * Opens a manager of memory of a device. All arrays of its managers are on this device. The caller closes it.
     *
     * @param threads threads of one operation on the processor. Threads wait for each other by spinning, so more than one
     *                pays only on idle cores
     */
    public static NDManager open(ComputeDevice device, int threads) {
        NDManager manager = engine().newBaseManager(device.resolve(Torch::found));
        logErrorsOnly();
        JniUtils.setNumThreads(threads);
        return manager;
    }

    /**
     * Raises PyTorch's log level: DJL calls a deprecated function of PyTorch, which prints a warning once per process.
     * PyTorch reads {@code TORCH_CPP_LOG_LEVEL} only for Python programs.
     */
    @SuppressWarnings("restricted")
    private static void logErrorsOnly() {
        SymbolLookup.loaderLookup().find("FLAGS_caffe2_log_level")
                .ifPresent(level -> level.reinterpret(Integer.BYTES).set(ValueLayout.JAVA_INT, 0, LOG_LEVEL_ERROR));
    }

    /** Returns the name of a manager's device: {@code cpu} or {@code gpu:N}. */
    public static String device(NDManager manager) {
        return ComputeDevice.nameOf(manager.getDevice());
    }

    /** Counts the GPUs. */
    static ComputeDevice.Found found() {
        Engine engine = engine();
        boolean cuda = engine.hasCapability(StandardCapabilities.CUDA);
        return new ComputeDevice.Found(
                NAME + " " + engine.getVersion() + (cuda ? " with CUDA" : " without CUDA"), engine.getGpuCount());
    }

    /** Seeds the engine's random generator, which initialises weights and draws dropout masks. */
    public static void seed(long seed) {
        engine().setRandomSeed((int) (seed ^ seed >>> 32));
    }

    /** Copies the rows of an array [rows, columns]. */
    public static float[][] rows(NDArray array) {
        float[] flat = array.toFloatArray();
        int width = (int) array.getShape().get(1);
        float[][] rows = new float[(int) array.getShape().get(0)][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
        }
        return rows;
    }

    /** Runs work with gradients off, then restores the previous mode. */
    public static <T> T withoutGradients(Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /** Runs work without gradients, in a scope of the manager's memory that is closed after it. */
    public static <T> T infer(NDManager manager, Function<NDManager, T> work) {
        return withoutGradients(() -> {
            try (NDManager scope = manager.newSubManager(); NDScope arrays = new NDScope()) {
                arrays.suppressNotUsedWarning();
                return work.apply(scope);
            }
        });
    }

    /** Computes a loss and its gradients by backpropagation; returns the loss. */
    public static float backward(Supplier<NDArray> loss) {
        try (GradientCollector gradients = engine().newGradientCollector()) {
            NDArray value = loss.get();
            gradients.backward(value);
            return value.getFloat();
        }
    }

    private static Engine engine() {
        DjlSettings.apply();
        return Engine.getEngine(NAME);
    }
}
