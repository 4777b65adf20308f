package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Arithmetic of arrays with scalars that is safe under automatic differentiation.
 *
 * <p>DJL's own operations, such as {@link NDArray#mul(Number)}, wrap the scalar in JVM memory and release it at once, but
 * PyTorch still needs it for the gradient. After a garbage collection the gradient is computed from overwritten memory.
 * Here the scalar is in native memory. {@code add} and {@code sub} need no scalar for their gradient and are safe.
 */
public final class Scalars {

    private Scalars() {}

    public static NDArray times(NDArray array, double scalar) {
        return array.mul(of(scalar, array));
    }

    /** Returns the maximum of each value and the scalar. */
    public static NDArray atLeast(NDArray array, double scalar) {
        return array.maximum(of(scalar, array));
    }

    /** Returns the minimum of each value and the scalar. */
    public static NDArray atMost(NDArray array, double scalar) {
        return array.minimum(of(scalar, array));
    }

    private static NDArray of(double scalar, NDArray with) {
        return with.getManager().full(new Shape(), (float) scalar);
    }
}
