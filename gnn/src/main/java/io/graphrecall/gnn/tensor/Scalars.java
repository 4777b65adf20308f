package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Arithmetic of arrays with plain numbers, safe where gradients are taken.
 *
 * <p>DJL's own, such as {@link NDArray#mul(Number)}, puts the number into memory of Java and lets go of it at once. The
 * engine, however, keeps the number for the gradient; where the garbage collector is quicker, the gradient is worked out
 * with whatever stands there by then. Here the number is in memory of the engine. (Sums and differences need no number
 * for their gradient: {@code add} and {@code sub} are safe as they are.)
 */
public final class Scalars {

    private Scalars() {}

    /** {@code array * number}. */
    public static NDArray times(NDArray array, double number) {
        return array.mul(of(number, array));
    }

    /** The larger of each value and the number. */
    public static NDArray atLeast(NDArray array, double number) {
        return array.maximum(of(number, array));
    }

    /** The smaller of each value and the number. */
    public static NDArray atMost(NDArray array, double number) {
        return array.minimum(of(number, array));
    }

    private static NDArray of(double number, NDArray with) {
        return with.getManager().full(new Shape(), (float) number);
    }
}
