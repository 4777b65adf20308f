package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.sampling.SoftmaxCandidates;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Losses;
import io.graphrecall.gnn.tensor.Scalars;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What the model is trained by: the target must be the content that matches best. */
final class MatchLoss {

    private final MatchModel model;
    private final SampleEncoder encoder;
    private final PrefixSamples samples;
    private final MatchParameters parameters;
    private final SoftmaxCandidates softmax;

    MatchLoss(
            MatchModel model, SampleEncoder encoder, PrefixSamples samples, MatchParameters parameters,
            SoftmaxCandidates softmax) {
        this.model = model;
        this.encoder = encoder;
        this.samples = samples;
        this.parameters = parameters;
        this.softmax = softmax;
    }

    /** The loss of some targets, one number. */
    NDArray of(NDManager scope, int[] targets, SplittableRandom random) {
        List<Map<SequenceKind, PrefixSamples.Sequence>> before = Arrays.stream(targets)
                .mapToObj(samples::sequencesBefore)
                .toList();
        int[] contents = Arrays.stream(targets).map(samples::content).toArray();
        int[] candidates = softmax.sample(contents, random);
        SampleEncoder.Encoded batch = encoder.encode(scope, before, candidates, true);
        NDArray users = model.users().apply(scope, batch.users(), true);
        NDArray loss = softmax.crossEntropy(scope, users, batch.candidates(), contents, candidates);
        return parameters.model().variant().hidesElements()
                ? loss.add(Scalars.times(hidden(scope, batch, random), parameters.schedule().hidden()))
                : loss;
    }

    /** One hidden element of each sequence must be found among those hidden in the batch; equal ones are no negatives. */
    private NDArray hidden(NDManager scope, SampleEncoder.Encoded batch, SplittableRandom random) {
        NDArray loss = scope.zeros(new Shape(1));
        for (Map.Entry<SequenceKind, SampleEncoder.Placed> entry : batch.placed().entrySet()) {
            SampleEncoder.Placed placed = entry.getValue();
            MatchBatch.Sequence sequence = placed.sequence();
            float[] mask = sequence.mask().toFloatArray();
            int length = (int) sequence.mask().getShape().get(1);
            Hiding hiding = Hiding.of(mask, length, placed.rows(), random);
            if (hiding.users().length > 1) {
                NDArray at = scope.create(hiding.at(), sequence.mask().getShape());
                NDArray chosen = scope.create(hiding.users());
                NDArray states = Layers.embedding(model.users().hidden(entry.getKey(), sequence, at, model.cover()),
                        chosen);
                NDArray targets = Layers.embedding(placed.vectors(), scope.create(hiding.rows()));
                NDArray equal = scope.create(
                        hiding.equal(), new Shape(hiding.users().length, hiding.users().length));
                int[] own = IntStream.range(0, hiding.users().length).toArray();
                loss = loss.add(Losses.crossEntropy(states.matMul(targets.transpose()).add(equal), own));
            }
        }
        return loss;
    }

    /**
     * Which elements are hidden.
     *
     * @param at    [users, length]: 1 where one is
     * @param users that have one
     * @param rows  of those, which encoded element it is
     * @param equal [users that have one, the same]: very low where two of them hide the same element
     */
    private record Hiding(float[] at, long[] users, long[] rows, float[] equal) {

        static Hiding of(float[] mask, int length, long[] rowOf, SplittableRandom random) {
            float[] at = new float[mask.length];
            long[] users = new long[mask.length / length];
            long[] rows = new long[users.length];
            int size = 0;
            for (int user = 0; user < mask.length / length; user++) {
                int begin = user * length;
                int count = (int) IntStream.range(begin, begin + length).filter(place -> mask[place] > 0).count();
                if (count > 1) { // alone it could only be guessed
                    int place = begin + length - 1 - random.nextInt(count);
                    at[place] = 1;
                    users[size] = user;
                    rows[size++] = rowOf[place];
                }
            }
            float[] equal = new float[size * size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    equal[i * size + j] = i != j && rows[i] == rows[j] ? Losses.MASKED_LOGIT : 0;
                }
            }
            return new Hiding(at, Arrays.copyOf(users, size), Arrays.copyOf(rows, size), equal);
        }
    }
}
