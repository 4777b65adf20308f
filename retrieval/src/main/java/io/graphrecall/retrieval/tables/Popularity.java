package io.graphrecall.retrieval.tables;

import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.schema.DataSet;

import java.util.Arrays;

/**
 * How popular contents are.
 *
 * @param decayed   per content: each user who engaged with it, fading with the age of the last engagement
 * @param positives per content: positive engagements
 */
record Popularity(float[] decayed, int[] positives) {

    /** @param asOf the moment ages are counted from, epoch milliseconds */
    static Popularity of(
            Behaviour behaviour,
            int contents,
            PopularityParameters parameters,
            DataSet.Timestamps timestamps,
            long asOf) {
        double[] sums = new double[contents];
        int[] positives = new int[contents];
        int[] countedFor = new int[contents];
        Arrays.fill(countedFor, -1);
        double decayPerMs = timestamps == DataSet.Timestamps.REAL
                ? Math.log(2) / parameters.halfLife().toMillis()
                : 0;
        for (int user = 0; user < behaviour.users().size(); user++) {
            for (int event = behaviour.end(user) - 1; event >= behaviour.start(user); event--) {
                if (!behaviour.action(event).positive()) {
                    continue;
                }
                int content = behaviour.target(event);
                positives[content]++;
                if (countedFor[content] != user) {
                    countedFor[content] = user;
                    sums[content] += Math.exp(-decayPerMs * Math.max(0, asOf - behaviour.at(event)));
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
