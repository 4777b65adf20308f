package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.sampling.SoftmaxCandidates;
import io.graphrecall.gnn.tensor.Scalars;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Training loss: softmax cross-entropy of the target content, and for some variants {@link MaskedElements}. */
final class MatchLoss {

    private final MatchModel model;
    private final SampleEncoder encoder;
    private final PrefixSamples samples;
    private final SampleWeights weights;
    private final float maskLossWeight;
    private final SoftmaxCandidates softmax;

    MatchLoss(
            MatchModel model, SampleEncoder encoder, PrefixSamples samples, SampleWeights weights,
            float maskLossWeight, SoftmaxCandidates softmax) {
        this.model = model;
        this.encoder = encoder;
        this.samples = samples;
        this.weights = weights;
        this.maskLossWeight = maskLossWeight;
        this.softmax = softmax;
    }

    /**
     * Returns the loss of a batch of targets, [1].
     *
     * @param graph graph that smooths the id embeddings, without the users of the targets; null for none
     */
    NDArray of(NDManager scope, int[] targets, @Nullable NDArray graph, SplittableRandom random) {
        List<Map<SequenceKind, PrefixSamples.Sequence>> sequences = Arrays.stream(targets)
                .mapToObj(samples::sequencesBefore).toList();
        int[] contents = Arrays.stream(targets).map(samples::content).toArray();
        int[] candidates = softmax.sample(contents, random);
        SampleEncoder.Encoded batch = encoder.encode(
                scope, sequences, candidates, model.elements().ids(graph), true);
        NDArray users = model.users(scope, batch.users(), true);
        NDArray loss = softmax.crossEntropies(scope, users, batch.candidates(), contents, candidates)
                .mul(scope.create(weights.of(targets))).mean().reshape(1);
        MaskedElements masked = model.maskedElements();
        return masked == null
                ? loss
                : loss.add(Scalars.times(masked.loss(scope, model.users(), batch, random), maskLossWeight));
    }
}
