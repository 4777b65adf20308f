package io.graphrecall.gnn.match;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.schema.Action;

import java.util.Arrays;
import java.util.List;

/** Sequences of many users made equally long, as long as the longest: the newest element last, nothing in front. */
final class Padded {

    private static final List<Action> ACTIONS = Arrays.asList(Action.values());

    private final int users;
    private final int length;
    private final long[] actions;
    private final float[] mask;

    /** @param sizes of the sequences */
    Padded(int[] sizes) {
        users = sizes.length;
        length = Arrays.stream(sizes).max().orElse(0);
        actions = new long[users * length];
        mask = new float[users * length];
    }

    int length() {
        return length;
    }

    /** Where the {@code i}-th element of a user's sequence of some size stands, in arrays of [users, length]. */
    int place(int user, int size, int i) {
        return user * length + length - size + i;
    }

    void put(int place, Action action) {
        actions[place] = ACTIONS.indexOf(action);
        mask[place] = 1;
    }

    NDArray actions(NDManager manager) {
        return manager.create(actions, new Shape(users, length));
    }

    NDArray mask(NDManager manager) {
        return manager.create(mask, new Shape(users, length));
    }
}
