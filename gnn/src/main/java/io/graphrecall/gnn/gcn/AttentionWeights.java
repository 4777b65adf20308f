package io.graphrecall.gnn.gcn;

import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.gnn.tensor.SemanticAttention;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Weights of a trained {@link SemanticAttention} as plain arrays, which attends for one content at a time. The arrays must
 * not be changed; thread-safe.
 *
 * @param key   W, [width, width], row-major
 * @param shift b, [width]
 * @param query q, [width]
 * @param bias  a, [1 + relations]
 */
record AttentionWeights(float[] key, float[] shift, float[] query, float[] bias) {

    /**
     * Returns the attention-weighted mean of a content's inputs; zeros if it has no input.
     *
     * @param inputs the content's own embedding, then one vector per relation; null for a missing one
     */
    float[] attend(List<float @Nullable []> inputs) {
        double[] scores = new double[inputs.size()];
        double highest = Double.NEGATIVE_INFINITY;
        for (int relation = 0; relation < inputs.size(); relation++) {
            float[] vector = inputs.get(relation);
            scores[relation] = vector == null ? Double.NEGATIVE_INFINITY : score(vector) + bias[relation];
            highest = Math.max(highest, scores[relation]);
        }
        float[] attended = new float[query.length];
        double sum = 0;
        for (int relation = 0; relation < inputs.size(); relation++) {
            float[] vector = inputs.get(relation);
            if (vector != null) {
                double weight = Math.exp(scores[relation] - highest);
                sum += weight;
                for (int d = 0; d < attended.length; d++) {
                    attended[d] += (float) weight * vector[d];
                }
            }
        }
        for (int d = 0; d < attended.length && sum > 0; d++) {
            attended[d] /= (float) sum;
        }
        return attended;
    }

    private double score(float[] vector) {
        double score = 0;
        for (int column = 0; column < query.length; column++) {
            double sum = shift[column];
            for (int d = 0; d < vector.length; d++) {
                sum += vector[d] * key[d * query.length + column];
            }
            score += query[column] * Math.tanh(sum);
        }
        return score;
    }

    void write(GenerationWriter writer, String prefix) {
        writer.floats(prefix + SemanticAttention.KEY, key);
        writer.floats(prefix + SemanticAttention.SHIFT, shift);
        writer.floats(prefix + SemanticAttention.QUERY, query);
        writer.floats(prefix + SemanticAttention.BIAS, bias);
    }

    static AttentionWeights read(Generation generation, String prefix) {
        return new AttentionWeights(
                generation.floats(prefix + SemanticAttention.KEY), generation.floats(prefix + SemanticAttention.SHIFT),
                generation.floats(prefix + SemanticAttention.QUERY),
                generation.floats(prefix + SemanticAttention.BIAS));
    }
}
