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

/**
 * Training loss: softmax cross-entropy of the target content, and for some variants masked element prediction as an
 * auxiliary loss (as in BERT4Rec, <a href="https://arxiv.org/abs/1904.06690">Sun et al. 2019</a>).
 */
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

    /** Returns the loss of a batch of targets, [1]. */
    NDArray of(NDManager scope, int[] targets, SplittableRandom random) {
        List<Map<SequenceKind, PrefixSamples.Sequence>> sequences = Arrays.stream(targets)
                .mapToObj(samples::sequencesBefore).toList();
        int[] contents = Arrays.stream(targets).map(samples::content).toArray();
        int[] candidates = softmax.sample(contents, random);
        SampleEncoder.Encoded batch = encoder.encode(scope, sequences, candidates, true);
        NDArray users = model.users().apply(scope, batch.users(), true);
        NDArray loss = softmax.crossEntropy(scope, users, batch.candidates(), contents, candidates);
        return parameters.model().variant().masksElements()
                ? loss.add(Scalars.times(maskedElements(scope, batch, random), parameters.objective().maskLossWeight()))
                : loss;
    }

    /**
     * Returns the cross-entropy of masked elements. One element of each sequence is masked and predicted among the masked
     * elements of the batch; equal elements are no negatives of each other.
     */
    private NDArray maskedElements(NDManager scope, SampleEncoder.Encoded batch, SplittableRandom random) {
        NDArray loss = scope.zeros(new Shape(1));
        for (Map.Entry<SequenceKind, SampleEncoder.EncodedSequence> entry : batch.sequences().entrySet()) {
            SampleEncoder.EncodedSequence encoded = entry.getValue();
            MatchBatch.Sequence sequence = encoded.sequence();
            float[] mask = sequence.mask().toFloatArray();
            int length = (int) sequence.mask().getShape().get(1);
            Masking masking = Masking.of(mask, length, encoded.rows(), random);
            int count = masking.users().length;
            if (count > 1) {
                NDArray masked = scope.create(masking.masked(), sequence.mask().getShape());
                NDArray states = Layers.embedding(
                        model.users().maskedStates(entry.getKey(), sequence, masked, model.maskEmbedding()),
                        scope.create(masking.users()));
                NDArray targets = Layers.embedding(encoded.vectors(), scope.create(masking.rows()));
                NDArray bias = scope.create(masking.bias(), new Shape(count, count));
                loss = loss.add(Losses.crossEntropy(
                        states.matMul(targets.transpose()).add(bias), IntStream.range(0, count).toArray()));
            }
        }
        return loss;
    }

    /**
     * Masked elements of sequences of one kind.
     *
     * @param masked 1 at masked positions, else 0, [batch, length]
     * @param users  users with a masked element, [masked]
     * @param rows   row of each masked element in the encoded vectors, [masked]
     * @param bias   {@link Losses#MASKED_LOGIT} between different users with the same masked element, [masked, masked]
     */
    private record Masking(float[] masked, long[] users, long[] rows, float[] bias) {

        static Masking of(float[] mask, int length, long[] rowOf, SplittableRandom random) {
            float[] masked = new float[mask.length];
            long[] users = new long[mask.length / length];
            long[] rows = new long[users.length];
            int size = 0;
            for (int user = 0; user < mask.length / length; user++) {
                int begin = user * length;
                int count = (int) IntStream.range(begin, begin + length).filter(index -> mask[index] > 0).count();
                if (count > 1) { // a single element has no context to be predicted from
                    int index = begin + length - 1 - random.nextInt(count);
                    masked[index] = 1;
                    users[size] = user;
                    rows[size++] = rowOf[index];
                }
            }
            float[] bias = new float[size * size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    bias[i * size + j] = i != j && rows[i] == rows[j] ? Losses.MASKED_LOGIT : 0;
                }
            }
            return new Masking(masked, Arrays.copyOf(users, size), Arrays.copyOf(rows, size), bias);
        }
    }
}
