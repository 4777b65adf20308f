package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SoftmaxCandidates;
import io.graphrecall.gnn.tensor.Scalars;
import io.graphrecall.gnn.training.Learner;
import io.graphrecall.gnn.training.RankScores;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Loss and validation of the model. The loss is the softmax cross-entropy of the target content and, for some variants,
 * that of {@link MaskedElements}. The validation scores are the {@link RankScores} of held-out targets.
 *
 * @param contents all contents, which validation ranks
 * @param graphs   graphs that smooth the id embeddings; null for none
 * @param targets  training targets, by the fold of their users if there are graphs
 */
record MatchLearner(
        MatchParameters parameters, long seed, MatchModel model, SampleEncoder encoder, PrefixSamples samples,
        ElementTable contents, @Nullable IdGraphs graphs, List<int[]> targets, SampleWeights weights,
        SoftmaxCandidates softmax) implements Learner<int[]> {

    private static final int MAX_COST_USERS = 500;

    @Override
    public List<int[]> batches(int epoch) {
        return samples.batches(
                targets, parameters.objective().maxSamplesPerEpoch(), parameters.schedule().batchSize(),
                Objects.hash(seed, epoch));
    }

    @Override
    public NDArray loss(NDManager scope, int[] batch, SplittableRandom random) {
        NDArray graph = graphs == null ? null : graphs.withoutFold().get(samples.fold(batch[0], IdGraphs.FOLDS));
        int[] targetContents = Arrays.stream(batch).map(samples::content).toArray();
        int[] candidates = softmax.sample(targetContents, random);
        SampleEncoder.Encoded encoded = encoder.encode(scope, batch, candidates, model.elements().ids(graph), true);
        NDArray users = model.users(scope, encoded.users(), true);
        NDArray loss = softmax.crossEntropies(scope, users, encoded.candidates(), targetContents, candidates)
                .mul(scope.create(weights.of(batch))).mean().reshape(1);
        MaskedElements masked = model.maskedElements();
        return masked == null
                ? loss
                : loss.add(Scalars.times(
                        masked.loss(scope, model.users(), encoded, random), parameters.objective().maskLossWeight()));
    }

    @Override
    public double[] validate(NDManager scope) {
        return RankScores.of(
                scope, samples, samples.validationTargets(), parameters.schedule().batchSize(), contents.size(),
                scorer(scope));
    }

    /**
     * Returns the {@link PopularityCost} of the model on validation users; 0 if its scores do not depend on popularity.
     *
     * @param popularity ln(1 + popularity) by content
     */
    double popularityCost(NDManager scope, float[] popularity) {
        float weight = model.popularityWeight();
        int[] held = samples.validationTargets();
        PopularityCost cost = new PopularityCost(popularity, weight);
        if (weight != 0) {
            RankScores.forEach(
                    scope, Arrays.copyOf(held, Math.min(MAX_COST_USERS, held.length)),
                    parameters.schedule().batchSize(), contents.size(), scorer(scope),
                    (scores, begin, target) -> cost.add(scores, begin, samples.seen(target)));
        }
        return cost.value();
    }

    private RankScores.Scorer scorer(NDManager scope) {
        NDArray ids = model.elements().ids(graphs == null ? null : graphs.full());
        NDArray all = encoder.contents(
                scope, model.elements().apply(contents.batch(scope, contents.all()), ids, false), contents.all())
                .transpose();
        return (batchScope, batch) -> {
            int[] candidates = Arrays.stream(batch).map(samples::content).distinct().toArray();
            SampleEncoder.Encoded encoded = encoder.encode(batchScope, batch, candidates, ids, false);
            return model.users(batchScope, encoded.users(), false).matMul(all);
        };
    }
}
