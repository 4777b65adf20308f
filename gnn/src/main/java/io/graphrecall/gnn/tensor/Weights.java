package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model learns: arrays by name, in the order they were made. Weights are changed by the optimiser, buffers (the
 * running statistics of a normalisation) by the layers themselves; both are saved. Owns its arrays until
 * {@link #close}. Not thread-safe while it is trained; afterwards it may be read by many threads.
 */
public final class Weights implements AutoCloseable {

    private final NDManager manager;
    private final Map<String, NDArray> trained = new LinkedHashMap<>();
    private final Map<String, NDArray> buffers = new LinkedHashMap<>();

    /** @param parent the weights' memory is a part of its own within this */
    public Weights(NDManager parent) {
        manager = parent.newSubManager();
    }

    /** The weights of several parts as one; they stay the parts' own. */
    public static Weights union(NDManager parent, Weights... parts) {
        Weights union = new Weights(parent);
        for (Weights part : parts) {
            union.trained.putAll(part.trained);
            union.buffers.putAll(part.buffers);
        }
        return union;
    }

    /** A new weight with normally distributed values. */
    public NDArray normal(String name, double deviation, long... shape) {
        return train(name, manager.randomNormal(0, (float) deviation, new Shape(shape), DataType.FLOAT32));
    }

    /** A new weight that begins with one value everywhere. */
    public NDArray constant(String name, double value, long... shape) {
        return train(name, manager.full(new Shape(shape), (float) value, DataType.FLOAT32));
    }

    /** A new square matrix that begins as the identity. */
    public NDArray identity(String name, int width) {
        return train(name, manager.eye(width));
    }

    /** A new buffer that begins with one value everywhere. */
    public NDArray buffer(String name, double value, long... shape) {
        return add(buffers, name, manager.full(new Shape(shape), (float) value, DataType.FLOAT32));
    }

    /** The trained arrays by name, without the buffers; a view. */
    public Map<String, NDArray> trained() {
        return Collections.unmodifiableMap(trained);
    }

    /** Everything that is to be saved, by name. */
    public Map<String, NDArray> all() {
        Map<String, NDArray> all = new LinkedHashMap<>(trained);
        all.putAll(buffers);
        return all;
    }

    /** How many numbers are learned. */
    public long size() {
        return trained.values().stream().mapToLong(NDArray::size).sum();
    }

    /**
     * Takes over values that were saved.
     *
     * @throws IllegalArgumentException where a name or a shape differs from this model's
     */
    public void set(Map<String, NDArray> saved) {
        Map<String, NDArray> own = all();
        if (!own.keySet().equals(saved.keySet())) {
            throw new IllegalArgumentException("the model has weights " + own.keySet() + ", not " + saved.keySet());
        }
        Torch.withoutGradients(() -> {
            own.forEach((name, array) -> {
                NDArray value = saved.get(name);
                if (value == null || !value.getShape().equals(array.getShape())) {
                    throw new IllegalArgumentException("weight '" + name + "' has shape " + array.getShape()
                            + ", not " + (value == null ? "none" : value.getShape()));
                }
                value.copyTo(array);
            });
            return null;
        });
    }

    /** Makes the weights fixed: nothing computed from them remembers how. */
    public void freeze() {
        trained.values().forEach(array -> array.setRequiresGradient(false));
    }

    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }

    private NDArray train(String name, NDArray array) {
        array.setRequiresGradient(true);
        return add(trained, name, array);
    }

    private NDArray add(Map<String, NDArray> arrays, String name, NDArray array) {
        if (trained.containsKey(name) || buffers.containsKey(name)) {
            throw new IllegalArgumentException("there are two weights '" + name + "'");
        }
        new NDList(array).attach(manager);
        arrays.put(name, array);
        return array;
    }
}
