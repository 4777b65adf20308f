package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.tensor.PaddedSequences;
import io.graphrecall.schema.Action;

/** Engagements of a batch of users with elements of one kind, collected for {@link MatchBatch.Sequence}. Not thread-safe. */
final class SequenceInputs {

    private final PaddedSequences padded;
    private final int[] sizes;
    private final long[] ages;
    private final long[] dwells;
    private final float[] session;
    private final float[] context;

    /** @param sizes number of elements of each user's sequence */
    SequenceInputs(int[] sizes) {
        this.sizes = sizes;
        padded = new PaddedSequences(sizes);
        ages = new long[sizes.length * padded.length()];
        dwells = new long[ages.length];
        session = new float[ages.length];
        context = new float[sizes.length * MatchBatch.CONTEXT];
        for (int user = 0; user < sizes.length; user++) {
            context[user * MatchBatch.CONTEXT] = (float) Math.log1p(sizes[user]) / 4;
            context[user * MatchBatch.CONTEXT + 1] = 1;
        }
    }

    /** Returns the length of the longest sequence. */
    int length() {
        return padded.length();
    }

    /**
     * Adds an engagement and returns its flat index, [batch, length].
     *
     * @param i       position in the user's sequence, oldest first
     * @param ageMs   time since the engagement; negative for unknown
     * @param dwellMs dwell time; negative for unknown
     */
    int put(int user, int i, Action action, long ageMs, long dwellMs) {
        int index = padded.index(user, sizes[user], i);
        padded.put(index, action);
        ages[index] = Buckets.ofAge(ageMs);
        dwells[index] = Buckets.ofDwell(dwellMs);
        if (Buckets.inSession(ageMs)) {
            session[index] = 1;
            context[user * MatchBatch.CONTEXT + 2] = 1;
        }
        if (i == sizes[user] - 1) {
            context[user * MatchBatch.CONTEXT + 1] = Buckets.scaledAge((int) ages[index]);
        }
        return index;
    }

    /**
     * Returns the sequences with their element vectors.
     *
     * @param vectors    [batch, length, dim]
     * @param categories [batch, length, dim]
     */
    MatchBatch.Sequence sequence(NDManager manager, NDArray vectors, NDArray categories) {
        return new MatchBatch.Sequence(
                vectors, categories, padded.actions(manager), padded.tensor(manager, ages),
                padded.tensor(manager, dwells), padded.mask(manager),
                manager.create(session, new Shape(sizes.length, padded.length())),
                manager.create(context, new Shape(sizes.length, MatchBatch.CONTEXT)));
    }
}
