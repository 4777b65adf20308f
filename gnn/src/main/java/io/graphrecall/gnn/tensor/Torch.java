package io.graphrecall.gnn.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The PyTorch engine of this process. Its number of threads and its random numbers are the process's: two trainings at
 * a time would disturb each other's, so one runs at a time.
 */
public final class Torch {

    private static final String NAME = "PyTorch";

    private Torch() {}

    /**
     * Memory for arrays; whoever opens it closes it.
     *
     * @param threads how many one operation may use. More than one only pays where the cores are free: they wait for
     *                each other by spinning
     */
    public static NDManager open(int threads) {
        NDManager manager = NDManager.newBaseManager(NAME);
        JniUtils.setNumThreads(threads);
        return manager;
    }

    /** Sets where the engine's random numbers, those of dropout and of new weights, go on from. */
    public static void seed(long seed) {
        Engine.getEngine(NAME).setRandomSeed((int) (seed ^ seed >>> 32));
    }

    /** The rows of an array of two dimensions, copied. */
    public static float[][] rows(NDArray array) {
        float[] flat = array.toFloatArray();
        int width = (int) array.getShape().get(1);
        float[][] rows = new float[(int) array.getShape().get(0)][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
        }
        return rows;
    }

    /** Runs with gradients off, as encoding does; they are off afterwards as well as before where they were. */
    public static <T> T withoutGradients(Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /** Computes a loss and the gradient of every weight it depends on; returns the loss. */
    public static float backward(Supplier<NDArray> loss) {
        try (GradientCollector gradients = Engine.getEngine(NAME).newGradientCollector()) {
            NDArray value = loss.get();
            gradients.backward(value);
            return value.getFloat();
        }
    }
}
