package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.training.RankScores;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Validation by the ranks of held-out targets among all contents that the user has not seen. */
final class MatchValidation {

    private static final int MAX_COST_USERS = 500;

    private final MatchModel model;
    private final SampleEncoder encoder;
    private final PrefixSamples samples;
    private final ElementTable contents;
    private final @Nullable NDArray graph;
    private final int batchSize;

    /**
     * @param graph     graph that smooths the id embeddings; null for none
     * @param batchSize maximum number of users whose scores are computed together
     */
    MatchValidation(
            MatchModel model, SampleEncoder encoder, PrefixSamples samples, ElementTable contents,
            @Nullable NDArray graph, int batchSize) {
        this.model = model;
        this.encoder = encoder;
        this.samples = samples;
        this.contents = contents;
        this.graph = graph;
        this.batchSize = batchSize;
    }

    /** Returns the {@link RankScores} of the validation targets. */
    double[] scores(NDManager scope) {
        return RankScores.of(
                scope, samples, samples.validationTargets(), batchSize, contents.size(), scorer(scope));
    }

    /**
     * Returns the {@link PopularityCost} of the model on validation users; 0 if its scores do not depend on popularity.
     *
     * @param popularity ln(1 + popularity) by content
     */
    double popularityCost(NDManager scope, float[] popularity) {
        float weight = model.popularityWeight();
        int[] targets = samples.validationTargets();
        PopularityCost cost = new PopularityCost(popularity, weight);
        if (weight != 0) {
            RankScores.forEach(
                    scope, Arrays.copyOf(targets, Math.min(MAX_COST_USERS, targets.length)), batchSize,
                    contents.size(), scorer(scope),
                    (scores, begin, target) -> cost.add(scores, begin, samples.seen(target)));
        }
        return cost.value();
    }

    private RankScores.Scorer scorer(NDManager scope) {
        NDArray ids = model.elements().ids(graph);
        NDArray all = encoder.contents(
                scope, model.elements().apply(contents.batch(scope, contents.all()), ids, false), contents.all())
                .transpose();
        return (batchScope, batch) -> {
            List<Map<SequenceKind, PrefixSamples.Sequence>> sequences = Arrays.stream(batch)
                    .mapToObj(samples::sequencesBefore).toList();
            int[] candidates = Arrays.stream(batch).map(samples::content).distinct().toArray();
            SampleEncoder.Encoded encoded = encoder.encode(batchScope, sequences, candidates, ids, false);
            return model.users(batchScope, encoded.users(), false).matMul(all);
        };
    }
}
