package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.training.RankMean;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Validation by the ranks of held-out targets among all contents that the user has not seen. */
final class MatchValidation {

    private final MatchModel model;
    private final SampleEncoder encoder;
    private final PrefixSamples samples;
    private final ElementTable contents;
    private final int batchSize;

    MatchValidation(
            MatchModel model, SampleEncoder encoder, PrefixSamples samples, ElementTable contents, int batchSize) {
        this.model = model;
        this.encoder = encoder;
        this.samples = samples;
        this.contents = contents;
        this.batchSize = batchSize;
    }

    /** Returns the {@link RankMean} of the validation targets. */
    double mean(NDManager scope) {
        int[] targets = samples.validationTargets();
        NDArray all = encoder.contents(
                scope, model.elements().apply(contents.batch(scope, contents.all()), false), contents.all())
                .transpose();
        RankMean ranks = new RankMean();
        for (int from = 0; from < targets.length; from += batchSize) {
            int[] batch = Arrays.copyOfRange(targets, from, Math.min(targets.length, from + batchSize));
            try (NDManager batchScope = scope.newSubManager()) {
                List<Map<SequenceKind, PrefixSamples.Sequence>> sequences = Arrays.stream(batch)
                        .mapToObj(samples::sequencesBefore).toList();
                int[] candidates = Arrays.stream(batch).map(samples::content).distinct().toArray();
                SampleEncoder.Encoded encoded = encoder.encode(batchScope, sequences, candidates, false);
                float[] scores = model.users(batchScope, encoded.users(), false).matMul(all).toFloatArray();
                for (int user = 0; user < batch.length; user++) {
                    ranks.add(
                            scores, user * contents.size(), contents.size(), samples.content(batch[user]),
                            samples.seen(batch[user]));
                }
            }
        }
        return ranks.mean();
    }
}
