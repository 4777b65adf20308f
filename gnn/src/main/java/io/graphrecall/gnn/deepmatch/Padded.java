package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.schema.Action;

import java.util.Arrays;
import java.util.List;

/** Sequences of many users made equally long, as long as the longest: the newest element last, nothing in front. */
public final class Padded {

    private static final List<Action> ACTIONS = Arrays.asList(Action.values());

    private final int users;
    private final int length;
    private final long[] actions;
    private final float[] mask;

    /** @param sizes of the sequences */
    public Padded(int[] sizes) {
        users = sizes.length;
        length = Arrays.stream(sizes).max().orElse(0);
        actions = new long[users * length];
        mask = new float[users * length];
    }

    /** How long all are. */
    public int length() {
        return length;
    }

    /** Where the {@code i}-th element of a user's sequence of some size stands, in arrays of [users, length]. */
    public int place(int user, int size, int i) {
        return user * length + length - size + i;
    }

    /** Tells what was done with the element at a place. */
    public void put(int place, Action action) {
        actions[place] = ACTIONS.indexOf(action);
        put(place);
    }

    /** Tells that there is an element at a place. */
    public void put(int place) {
        mask[place] = 1;
    }

    /** Whole numbers by place, as [users, length]. */
    public NDArray numbers(NDManager manager, long[] byPlace) {
        return manager.create(byPlace, new Shape(users, length));
    }

    /** What was done, [users, length]. */
    public NDArray actions(NDManager manager) {
        return numbers(manager, actions);
    }

    /** 1 where there is an element, [users, length]. */
    public NDArray mask(NDManager manager) {
        return manager.create(mask, new Shape(users, length));
    }
}
