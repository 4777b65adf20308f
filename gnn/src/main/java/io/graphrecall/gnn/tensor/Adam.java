package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam optimiser (<a href="https://arxiv.org/abs/1412.6980">Kingma and Ba 2015</a>) with decoupled weight decay
 * (<a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter 2019</a>). Its moments can be saved, so that a resumed
 * training equals an uninterrupted one; DJL's optimiser does not expose them. Not thread-safe.
 */
public final class Adam implements AutoCloseable {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.98f;
    private static final float EPSILON = 1e-8f;

    /** The engine's value for no gradient clipping; 0 would clip all gradients to 0. */
    private static final float UNCLIPPED = -1;
    private static final String MEAN = "mean/";
    private static final String VARIANCE = "variance/";

    private final Weights weights;
    private final float weightDecay;
    private final NDManager manager;
    private final Map<String, NDArray> means = new LinkedHashMap<>();
    private final Map<String, NDArray> variances = new LinkedHashMap<>();
    private long steps;

    /** @param weightDecay decay per step as a multiple of the learning rate; not applied to vectors and scalars */
    public Adam(Weights weights, float weightDecay) {
        this.weights = weights;
        this.weightDecay = weightDecay;
        manager = weights.manager().newSubManager();
        weights.parameters().forEach((name, array) -> {
            means.put(name, zerosLike(array));
            variances.put(name, zerosLike(array));
        });
    }

    /** Updates every parameter by its gradient, then sets the gradients to 0. */
    public void step(float learningRate) {
        steps++;
        double power = (double) steps;
        float correction = (float) (Math.sqrt(1 - Math.pow(BETA2, power)) / (1 - Math.pow(BETA1, power)));
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            weights.parameters().forEach((name, array) -> {
                NDArray gradient = array.getGradient();
                float rate = learningRate * weights.rateFactor(name);
                float decay = array.getShape().dimension() > 1 ? weightDecay : 0;
                array.getNDArrayInternal().adamUpdate(
                        new NDList(array, gradient, means.get(name), variances.get(name)), new NDList(array),
                        rate, rate * correction, decay, 1, UNCLIPPED, BETA1, BETA2, EPSILON, false, true);
                gradient.subi(gradient);
            });
        }
    }

    /** Returns the number of steps made. */
    public long steps() {
        return steps;
    }

    /** Returns the first and second moments by name, to be saved with {@link #steps}. */
    public Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        means.forEach((name, array) -> state.put(MEAN + name, array));
        variances.forEach((name, array) -> state.put(VARIANCE + name, array));
        return state;
    }

    /** Restores a saved state. */
    public void restore(long savedSteps, Map<String, NDArray> saved) {
        steps = savedSteps;
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

    private NDArray zerosLike(NDArray array) {
        NDArray zeros = manager.zeros(array.getShape(), array.getDataType());
        zeros.attach(manager);
        return zeros;
    }
}
