package io.graphrecall.retrieval.tables;

import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.schema.DataSet;

import java.time.Duration;
import java.util.Arrays;

/**
 * Popularity of contents.
 *
 * @param decayed   by content: number of users with a positive engagement, each decayed by the age of their last one
 * @param positives by content: number of users with a positive engagement
 */
record Popularity(float[] decayed, int[] positives) {

    /** Smallest decay, that of 64 half-lives: one event years after all others must not let them underflow to 0. */
    private static final double MIN_DECAY = Math.pow(2, -64);

    /**
     * Counts the engagements.
     *
     * @param halfLife half-life of an engagement, if timestamps are real; order-only timestamps do not decay, since the orders
     *                 of two users are not comparable
     * @param asOf     reference time of ages, epoch milliseconds
     */
    static Popularity of(
            Behaviour behaviour,
            int contents,
            Duration halfLife,
            DataSet.Timestamps timestamps,
            long asOf) {
        double[] sums = new double[contents];
        int[] positives = new int[contents];
        int[] lastCountedUser = new int[contents];
        Arrays.fill(lastCountedUser, -1);
        double decayPerMs = timestamps == DataSet.Timestamps.REAL
                ? Math.log(2) / halfLife.toMillis()
                : 0;
        for (int user = 0; user < behaviour.users().size(); user++) {
            for (int event = behaviour.end(user) - 1; event >= behaviour.start(user); event--) {
                if (!behaviour.action(event).positive()) {
                    continue;
                }
                int content = behaviour.target(event);
                if (lastCountedUser[content] != user) {
                    lastCountedUser[content] = user;
                    positives[content]++;
                    sums[content] += Math.max(MIN_DECAY,
                            Math.exp(-decayPerMs * Math.max(0, asOf - behaviour.at(event))));
                }
            }
        }
        float[] decayed = new float[contents];
        for (int content = 0; content < contents; content++) {
            decayed[content] = (float) sums[content];
        }
        return new Popularity(decayed, positives);
    }
}
