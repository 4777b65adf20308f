package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.schema.Action;

import java.util.Arrays;
import java.util.List;

/**
 * Left padding of a batch of sequences: all get the length of the longest, the newest element is last. Arrays of
 * [batch, length] are addressed by a flat index. Not thread-safe.
 */
public final class PaddedSequences {

    private static final List<Action> ACTIONS = Arrays.asList(Action.values());

    private final int batch;
    private final int length;
    private final long[] actions;
    private final float[] mask;

    /** @param sizes number of elements of each sequence */
    public PaddedSequences(int[] sizes) {
        batch = sizes.length;
        length = Arrays.stream(sizes).max().orElse(0);
        actions = new long[batch * length];
        mask = new float[batch * length];
    }

    /** Returns the length of the longest sequence. */
    public int length() {
        return length;
    }

    /** Returns the flat index of the {@code i}-th element of a sequence with {@code size} elements. */
    public int index(int sequence, int size, int i) {
        return sequence * length + length - size + i;
    }

    /** Returns the ordinal of an action, by which weights refer to it. */
    public static int ordinal(Action action) {
        return ACTIONS.indexOf(action);
    }

    /** Marks an index as an element with an action. */
    public void put(int index, Action action) {
        actions[index] = ordinal(action);
        put(index);
    }

    /** Marks an index as an element. */
    public void put(int index) {
        mask[index] = 1;
    }

    /** Returns values by flat index as a tensor [batch, length]. */
    public NDArray tensor(NDManager manager, long[] values) {
        return manager.create(values, new Shape(batch, length));
    }

    /** Returns the ordinals of the actions, [batch, length]; 0 at padding. */
    public NDArray actions(NDManager manager) {
        return tensor(manager, actions);
    }

    /** Returns the mask, [batch, length]: 1 at elements, 0 at padding. */
    public NDArray mask(NDManager manager) {
        return manager.create(mask, new Shape(batch, length));
    }
}
