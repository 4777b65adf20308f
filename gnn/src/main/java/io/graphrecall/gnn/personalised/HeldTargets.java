package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.PaddedSequences;
import io.graphrecall.gnn.training.RankMean;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How well held-out targets are found by what contents mean alone, without biases. */
final class HeldTargets {

    /** Contents that are encoded at a time. */
    private static final int CHUNK = 4096;

    /** Scores that are looked at at a time. */
    private static final int SCORES = 1 << 24;

    private final PersonalisedModel model;
    private final ContentParts parts;
    private final PrefixSamples samples;
    private final Histories histories;
    private final int[] held;

    /** @param held targets that anything positive came before */
    HeldTargets(PersonalisedModel model, ContentParts parts, PrefixSamples samples, int[] held) {
        this.model = model;
        this.parts = parts;
        this.samples = samples;
        this.held = held;
        histories = new Histories(samples);
    }

    /** The mean of {@link RankMean}. */
    double mean(NDManager scope) {
        NDArray all = contents(scope);
        int together = Math.max(1, Math.min(256, SCORES / parts.size()));
        RankMean ranks = new RankMean();
        for (int from = 0; from < held.length; from += together) {
            int[] some = Arrays.copyOfRange(held, from, Math.min(held.length, from + together));
            try (NDManager own = scope.newSubManager()) {
                float[] scores = users(own, all, some).matMul(all.transpose()).toFloatArray();
                for (int user = 0; user < some.length; user++) {
                    ranks.add(
                            scores, user * parts.size(), parts.size(), samples.content(some[user]),
                            samples.seen(some[user]));
                }
            }
        }
        return ranks.mean();
    }

    private NDArray contents(NDManager scope) {
        NDList chunks = new NDList();
        for (int from = 0; from < parts.size(); from += CHUNK) {
            int[] some = IntStream.range(from, Math.min(parts.size(), from + CHUNK)).toArray();
            chunks.add(model.gate().apply(parts.batch(scope, some), false));
        }
        return NDArrays.concat(chunks, 0);
    }

    private NDArray users(NDManager scope, NDArray all, int[] targets) {
        int[][] before = Arrays.stream(targets).mapToObj(histories::before).toArray(int[][]::new);
        PaddedSequences padded = new PaddedSequences(
                Arrays.stream(before).mapToInt(history -> history.length).toArray());
        NDArray rows = padded.tensor(scope, Arrays.stream(Histories.padded(before, padded)).asLongStream().toArray());
        return model.pooling().apply(Layers.embedding(all, rows), padded.mask(scope), false);
    }
}
