package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.schema.RecallException;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Weights of a model: named arrays in order of creation. The optimiser updates parameters; layers update buffers, the
 * running statistics of a normalisation. Both are saved. Owns its arrays until {@link #close}. Not thread-safe during
 * training; frozen weights may be read by many threads.
 */
public final class Weights implements AutoCloseable {

    private static final int SCALAR_RATE = 10;

    private final NDManager manager;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Map<String, NDArray> buffers = new LinkedHashMap<>();
    private final Set<String> scalarTables = new HashSet<>();

    /** @param parent manager that the weights' own memory is a part of */
    public Weights(NDManager parent) {
        manager = parent.newSubManager();
    }

    /** Returns a view of the weights of several parts; the parts keep ownership. */
    public static Weights union(NDManager parent, Weights... parts) {
        Weights union = new Weights(parent);
        for (Weights part : parts) {
            union.parameters.putAll(part.parameters);
            union.buffers.putAll(part.buffers);
            union.scalarTables.addAll(part.scalarTables);
        }
        return union;
    }

    /** Creates a parameter with values from N(0, deviation²). */
    public NDArray normal(String name, double deviation, long... shape) {
        return parameter(name, manager.randomNormal(0, (float) deviation, new Shape(shape), DataType.FLOAT32));
    }

    /** Creates a parameter with one initial value. */
    public NDArray constant(String name, double value, long... shape) {
        return parameter(name, manager.full(new Shape(shape), (float) value, DataType.FLOAT32));
    }

    /**
     * Creates a table of scalars with one initial value. It learns {@value #SCALAR_RATE} times as fast as other
     * parameters: each of its few values has to move far, where a product of vectors moves by many small changes.
     */
    public NDArray scalars(String name, double value, long... shape) {
        scalarTables.add(name);
        return constant(name, value, shape);
    }

    /** Returns the learning rate of a parameter as a multiple of the optimiser's. */
    float rateFactor(String name) {
        return scalarTables.contains(name) ? SCALAR_RATE : 1;
    }

    /** Creates a square matrix parameter, initialised as the identity. */
    public NDArray identity(String name, int width) {
        return parameter(name, manager.eye(width));
    }

    /** Creates a buffer with one initial value. */
    public NDArray buffer(String name, double value, long... shape) {
        return add(buffers, name, manager.full(new Shape(shape), (float) value, DataType.FLOAT32));
    }

    /** Returns an unmodifiable view of the parameters by name, without the buffers. */
    public Map<String, NDArray> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Returns parameters and buffers by name. */
    public Map<String, NDArray> all() {
        Map<String, NDArray> all = new LinkedHashMap<>(parameters);
        all.putAll(buffers);
        return all;
    }

    /**
     * Copies saved values into the weights.
     *
     * @throws RecallException with {@code CONFLICT} if a name or a shape differs from this model's, as in a truncated file
     */
    public void set(Map<String, NDArray> saved) {
        Map<String, NDArray> own = all();
        if (!own.keySet().equals(saved.keySet())) {
            throw new RecallException(RecallException.Code.CONFLICT,
                    "the model has weights " + own.keySet() + ", not " + saved.keySet());
        }
        Torch.withoutGradients(() -> {
            own.forEach((name, array) -> {
                NDArray value = saved.get(name);
                if (value == null || !value.getShape().equals(array.getShape())) {
                    throw new RecallException(RecallException.Code.CONFLICT, "weight '" + name + "' has shape "
                            + array.getShape() + ", not " + (value == null ? "none" : value.getShape()));
                }
                value.copyTo(array);
            });
            return null;
        });
    }

    /** Replaces initial values by those of an earlier model. What that model lacks stays unchanged. */
    public void startFrom(EarlierWeights earlier) {
        Torch.withoutGradients(() -> {
            try (NDManager scope = manager.newSubManager()) {
                all().forEach((name, array) -> {
                    float[] values = array.toFloatArray();
                    earlier.copyTo(name, values);
                    scope.create(values, array.getShape()).copyTo(array);
                });
            }
            return null;
        });
    }

    /** Returns copies of all weights by name, row-major. */
    public Map<String, float[]> values() {
        Map<String, float[]> values = new LinkedHashMap<>();
        all().forEach((name, array) -> values.put(name, array.toFloatArray()));
        return values;
    }

    /**
     * Sets all weights to saved ones, which stay as they are: parameters get no gradients.
     *
     * @param owner closed if the weights do not fit
     * @throws RecallException as {@link #set}
     */
    public void setFrozen(Map<String, NDArray> saved, NDManager owner) {
        try {
            set(saved);
            parameters.values().forEach(array -> array.setRequiresGradient(false));
        } catch (RuntimeException | Error e) {
            owner.close();
            throw e;
        }
    }

    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }

    private NDArray parameter(String name, NDArray array) {
        array.setRequiresGradient(true);
        return add(parameters, name, array);
    }

    private NDArray add(Map<String, NDArray> arrays, String name, NDArray array) {
        if (parameters.containsKey(name) || buffers.containsKey(name)) {
            throw new IllegalArgumentException("there are two weights '" + name + "'");
        }
        new NDList(array).attach(manager);
        arrays.put(name, array);
        return array;
    }
}
