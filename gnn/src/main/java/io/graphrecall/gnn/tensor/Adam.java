package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019). DJL's own optimiser does not give
 * its moments away, and without them a training that goes on after an interruption takes another course. Not
 * thread-safe.
 */
public final class Adam implements AutoCloseable {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.98f;
    private static final float EPSILON = 1e-8f;

    /** What the engine takes for no bound on gradients; a bound of 0 would make all of them 0. */
    private static final float UNCLIPPED = -1;
    private static final String MEAN = "mean/";
    private static final String VARIANCE = "variance/";

    private final Weights weights;
    private final float weightDecay;
    private final NDManager manager;
    private final Map<String, NDArray> means = new LinkedHashMap<>();
    private final Map<String, NDArray> variances = new LinkedHashMap<>();
    private long steps;

    /** @param weightDecay how much of a weight of more than one dimension each step takes away, times the rate */
    public Adam(Weights weights, float weightDecay) {
        this.weights = weights;
        this.weightDecay = weightDecay;
        manager = weights.manager().newSubManager();
        weights.trained().forEach((name, array) -> {
            means.put(name, kept(array));
            variances.put(name, kept(array));
        });
    }

    /** Moves every weight against its gradient, then sets the gradients to 0. */
    public void step(float rate) {
        steps++;
        double power = (double) steps;
        float corrected = (float) (rate * Math.sqrt(1 - Math.pow(BETA2, power)) / (1 - Math.pow(BETA1, power)));
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            weights.trained().forEach((name, array) -> {
                NDArray gradient = array.getGradient();
                float decay = array.getShape().dimension() > 1 ? weightDecay : 0;
                array.getNDArrayInternal().adamUpdate(
                        new NDList(array, gradient, means.get(name), variances.get(name)), new NDList(array),
                        rate, corrected, decay, 1, UNCLIPPED, BETA1, BETA2, EPSILON, false, true);
                gradient.subi(gradient);
            });
        }
    }

    /** How many steps were made. */
    public long steps() {
        return steps;
    }

    /** The moments by name, to be saved beside {@link #steps}. */
    public Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        means.forEach((name, array) -> state.put(MEAN + name, array));
        variances.forEach((name, array) -> state.put(VARIANCE + name, array));
        return state;
    }

    /** Goes on from a saved state. */
    public void restore(long stepsMade, Map<String, NDArray> saved) {
        steps = stepsMade;
        state().forEach((name, array) -> {
            NDArray value = saved.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the saved state has no '" + name + "'");
            }
            value.copyTo(array);
        });
    }

    @Override
    public void close() {
        manager.close();
    }

    private NDArray kept(NDArray like) {
        NDArray zeros = manager.zeros(like.getShape(), like.getDataType());
        zeros.attach(manager);
        return zeros;
    }
}
