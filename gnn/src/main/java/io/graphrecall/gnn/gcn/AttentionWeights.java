package io.graphrecall.gnn.gcn;

import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.gnn.tensor.SemanticAttention;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A trained {@link SemanticAttention} without native memory, for one content at a time. Not to be changed; thread-safe.
 *
 * @param key   W, [width, width] row by row
 * @param shift b, [width]
 * @param query q, [width]
 * @param bias  a, [1 + relations]
 */
record AttentionWeights(float[] key, float[] shift, float[] query, float[] bias) {

    /**
     * The mixture of what a content gets; 0 where it gets nothing.
     *
     * @param got what the content has itself, then by relation; null where it gets nothing over one
     */
    float[] mixed(List<float @Nullable []> got) {
        double[] scores = new double[got.size()];
        double highest = Double.NEGATIVE_INFINITY;
        for (int relation = 0; relation < got.size(); relation++) {
            float[] vector = got.get(relation);
            scores[relation] = vector == null ? Double.NEGATIVE_INFINITY : score(vector) + bias[relation];
            highest = Math.max(highest, scores[relation]);
        }
        float[] mixed = new float[query.length];
        double sum = 0;
        for (int relation = 0; relation < got.size(); relation++) {
            float[] vector = got.get(relation);
            if (vector != null) {
                double share = Math.exp(scores[relation] - highest);
                sum += share;
                for (int d = 0; d < mixed.length; d++) {
                    mixed[d] += (float) share * vector[d];
                }
            }
        }
        for (int d = 0; d < mixed.length && sum > 0; d++) {
            mixed[d] /= (float) sum;
        }
        return mixed;
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
