package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.training.RankMean;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How often, and how high, a held-out target is among the contents that match best, all but those engaged with before. */
final class HitRates {

    private final MatchModel model;
    private final SampleEncoder encoder;
    private final PrefixSamples samples;
    private final Elements contents;
    private final int batch;

    HitRates(MatchModel model, SampleEncoder encoder, PrefixSamples samples, Elements contents, int batch) {
        this.model = model;
        this.encoder = encoder;
        this.samples = samples;
        this.contents = contents;
        this.batch = batch;
    }

    /** {@link RankMean} of some targets. */
    double mean(NDManager scope, int[] targets) {
        NDArray all = model.elements().apply(contents.batch(scope, contents.all()), false).transpose();
        RankMean ranks = new RankMean();
        for (int from = 0; from < targets.length; from += batch) {
            int[] part = Arrays.copyOfRange(targets, from, Math.min(targets.length, from + batch));
            try (NDManager own = scope.newSubManager()) {
                List<Map<SequenceKind, PrefixSamples.Sequence>> before = Arrays.stream(part)
                        .mapToObj(samples::sequencesBefore).toList();
                int[] wanted = Arrays.stream(part).map(samples::content).distinct().toArray();
                SampleEncoder.Encoded encoded = encoder.encode(own, before, wanted, false);
                float[] scores = model.users().apply(own, encoded.users(), false).matMul(all).toFloatArray();
                for (int user = 0; user < part.length; user++) {
                    ranks.add(
                            scores, user * contents.size(), contents.size(), samples.content(part[user]),
                            samples.seen(part[user]));
                }
            }
        }
        return ranks.mean();
    }
}
