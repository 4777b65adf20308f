package io.graphrecall.gnn.match;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** How often, and how high, a held-out target is among the contents that match best, all but those engaged with before. */
final class HitRates {

    private static final int[] CUTS = {10, 30, 50, 100};

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

    /**
     * The mean of the hit rates at 10, 30, 50 and 100 and of the mean reciprocal rank, which still tells models apart
     * where a corpus is small; 0 without targets.
     */
    double mean(NDManager scope, int[] targets) {
        NDArray all = model.elements().apply(contents.batch(scope, contents.all()), false).transpose();
        double sum = 0;
        for (int from = 0; from < targets.length; from += batch) {
            int[] part = Arrays.copyOfRange(targets, from, Math.min(targets.length, from + batch));
            try (NDManager own = scope.newSubManager()) {
                List<Map<SequenceKind, PrefixSamples.Sequence>> before = Arrays.stream(part)
                        .mapToObj(samples::before).toList();
                int[] wanted = Arrays.stream(part).map(samples::content).distinct().toArray();
                SampleEncoder.Encoded encoded = encoder.encode(own, before, wanted, false);
                float[] scores = model.users().apply(own, encoded.users(), false).matMul(all).toFloatArray();
                for (int user = 0; user < part.length; user++) {
                    int rank = rank(scores, user * contents.size(), part[user]);
                    sum += Arrays.stream(CUTS).filter(cut -> rank <= cut).count() + 1.0 / rank;
                }
            }
        }
        return targets.length == 0 ? 0 : sum / ((CUTS.length + 1.0) * targets.length);
    }

    private int rank(float[] scores, int begin, int target) {
        BitSet seen = samples.seen(target);
        float own = scores[begin + samples.content(target)];
        int rank = 1;
        for (int content = 0; content < contents.size(); content++) {
            rank += scores[begin + content] > own && !seen.get(content) ? 1 : 0;
        }
        return rank;
    }
}
