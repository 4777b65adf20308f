package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.PaddedSequences;
import io.graphrecall.gnn.training.RankScores;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Ranks contents for validation targets by content vectors.
 *
 * @param targets validation targets with a history
 */
record ValidationRanking(PersonalisedModel model, ContentInputs inputs, PrefixSamples samples, int[] targets) {

    /** Contents per encoding batch. */
    private static final int CONTENT_BATCH = 4096;

    /** Maximum users whose scores are computed together. */
    private static final int USER_BATCH = 256;

    /** Returns the {@link RankScores} of the validation targets. */
    double[] scores(NDManager scope) {
        NDArray contents = contents(scope);
        return RankScores.of(
                scope, samples, targets, USER_BATCH, inputs.size(),
                (own, batch) -> users(own, contents, batch).matMul(contents.transpose()));
    }

    private NDArray contents(NDManager scope) {
        NDList batches = new NDList();
        for (int from = 0; from < inputs.size(); from += CONTENT_BATCH) {
            int[] batch = IntStream.range(from, Math.min(inputs.size(), from + CONTENT_BATCH)).toArray();
            try (NDManager own = scope.newSubManager()) {
                NDArray encoded = model.gate().apply(inputs.batch(own, batch), false);
                encoded.attach(scope);
                batches.add(encoded);
            }
        }
        return NDArrays.concat(batches, 0);
    }

    private NDArray users(NDManager scope, NDArray contents, int[] batch) {
        int[][] before = Arrays.stream(batch).mapToObj(new EngagementHistories(samples)::before).toArray(int[][]::new);
        PaddedSequences padding = new PaddedSequences(
                Arrays.stream(before).mapToInt(history -> history.length).toArray());
        NDArray rows = padding.tensor(scope,
                Arrays.stream(EngagementHistories.padded(before, padding)).asLongStream().toArray());
        return model.pooling().apply(Layers.embedding(contents, rows), padding.mask(scope), false);
    }
}
