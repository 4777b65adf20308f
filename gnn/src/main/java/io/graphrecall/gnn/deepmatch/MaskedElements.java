package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Losses;
import io.graphrecall.gnn.tensor.Weights;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Masked element prediction as an auxiliary loss (as in BERT4Rec,
 * <a href="https://arxiv.org/abs/1904.06690">Sun et al. 2019</a>): one element of each sequence is predicted, among the
 * masked elements of the batch, from the weighted mean of the others.
 */
final class MaskedElements {

    private final Map<SequenceKind, Layers.Layer> predictions = new EnumMap<>(SequenceKind.class);

    MaskedElements(Weights weights, MatchParameters.Model model, Collection<SequenceKind> kinds) {
        for (SequenceKind kind : kinds) {
            predictions.put(kind, Layers.identity(
                    weights, "masked." + kind.name().toLowerCase(Locale.ROOT), model.width()));
        }
    }

    /**
     * Returns the cross-entropy of the masked elements of all kinds, [1].
     *
     * @param users gives the pooling logits, which know nothing of the masked elements of their kind
     */
    NDArray loss(NDManager scope, UserEncoder users, SampleEncoder.Encoded batch, SplittableRandom random) {
        NDArray loss = scope.zeros(new Shape(1));
        for (Map.Entry<SequenceKind, SampleEncoder.EncodedSequence> entry : batch.sequences().entrySet()) {
            SequenceKind kind = entry.getKey();
            SampleEncoder.EncodedSequence encoded = entry.getValue();
            MatchBatch.Sequence sequence = encoded.sequence();
            Shape shape = sequence.mask().getShape();
            Masking masking = Masking.of(
                    sequence.mask().toFloatArray(), (int) shape.get(1), encoded.rows(), random);
            int count = masking.users().length;
            if (count > 1) {
                MatchBatch.Sequence others = sequence.withMask(scope.create(masking.others(), shape));
                NDArray logits = users.logits(kind, batch.users().with(kind, others), scope);
                NDArray means = SequencePooling.mean(logits, others.mask(), others.vectors());
                NDArray predicted = Objects.requireNonNull(predictions.get(kind))
                        .apply(Layers.embedding(means, scope.create(masking.users())), true);
                NDArray targets = Layers.embedding(encoded.vectors(), scope.create(masking.rows()));
                NDArray bias = scope.create(masking.bias(), new Shape(count, count));
                loss = loss.add(Losses.crossEntropy(
                        predicted.matMul(targets.transpose()).add(bias), IntStream.range(0, count).toArray()));
            }
        }
        return loss;
    }

    /**
     * Masked elements of sequences of one kind. Equal elements are no negatives of each other.
     *
     * @param others 1 at elements other than the masked one, else 0, [batch, length]
     * @param users  users with a masked element, [masked]
     * @param rows   row of each masked element in the encoded vectors, [masked]
     * @param bias   {@link Losses#MASKED_LOGIT} between different users with the same masked element, [masked, masked]
     */
    private record Masking(float[] others, long[] users, long[] rows, float[] bias) {

        static Masking of(float[] mask, int length, long[] rowOf, SplittableRandom random) {
            float[] others = mask.clone();
            long[] users = new long[mask.length / length];
            long[] rows = new long[users.length];
            int size = 0;
            for (int user = 0; user < mask.length / length; user++) {
                int begin = user * length;
                int count = (int) IntStream.range(begin, begin + length).filter(index -> mask[index] > 0).count();
                long masked = count == 0 ? -1 : rowOf[begin + length - 1 - random.nextInt(count)];
                boolean context = false;
                for (int index = begin; index < begin + length; index++) {
                    others[index] = mask[index] > 0 && rowOf[index] != masked ? 1 : 0;
                    context |= others[index] > 0;
                }
                if (context) {
                    users[size] = user;
                    rows[size++] = masked;
                }
            }
            float[] bias = new float[size * size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    bias[i * size + j] = i != j && rows[i] == rows[j] ? Losses.MASKED_LOGIT : 0;
                }
            }
            return new Masking(others, Arrays.copyOf(users, size), Arrays.copyOf(rows, size), bias);
        }
    }
}
