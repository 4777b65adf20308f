package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.tensor.PaddedSequences;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** {@link SequenceEncoder} of a trained model in plain Java, for one sequence at a time. Thread-safe. */
final class StateEncoder {

    private final int width;
    private final int maxLength;
    private final float[] actions;
    private final float[] positions;
    private final RowMath.Norm norm;
    private final List<Layer> layers = new ArrayList<>();

    StateEncoder(MatchParameters.Model model, String name, Function<String, float @Nullable []> weights) {
        width = model.width();
        maxLength = model.maxLength();
        actions = UserTower.required(name + ".actions", weights);
        positions = UserTower.required(name + ".positions", weights);
        norm = UserTower.norm(name + ".norm", weights);
        for (int i = 0; i < model.encoder().layers(); i++) {
            layers.add(new Layer(model, name + ".layer" + i, weights));
        }
    }

    /**
     * Returns the state of the newest element, [dim].
     *
     * @param vectors element vectors, oldest first, [length, dim]; at least one
     * @param steps   the elements' engagements
     */
    float[] newest(float[] vectors, List<UserSequences.Step> steps) {
        int length = steps.size();
        float[] state = vectors.clone();
        for (int i = 0; i < length; i++) {
            RowMath.addScaled(actions, PaddedSequences.ordinal(steps.get(i).action()) * width, 1, state, i * width,
                    width);
            RowMath.addScaled(positions, (maxLength - length + i) * width, 1, state, i * width, width);
        }
        norm.apply(state);
        for (int i = 0; i < layers.size(); i++) {
            state = layers.get(i).apply(state, length, i == layers.size() - 1);
        }
        return state;
    }

    /** {@link BsaRecLayer} in plain Java. */
    private static final class Layer {

        private final MatchParameters.Model model;
        private final RowMath.Linear queries;
        private final RowMath.Linear keys;
        private final RowMath.Linear values;
        private final RowMath.Linear out;
        private final RowMath.Norm attentionNorm;
        private final float[] highFrequencyScale;
        private final RowMath.Norm filterNorm;
        private final RowMath.Linear hiddenLayer;
        private final RowMath.Linear outputLayer;
        private final RowMath.Norm feedForwardNorm;

        Layer(MatchParameters.Model model, String name, Function<String, float @Nullable []> weights) {
            this.model = model;
            queries = linear(name + ".attention.query", weights);
            keys = linear(name + ".attention.key", weights);
            values = linear(name + ".attention.value", weights);
            out = linear(name + ".attention.out", weights);
            attentionNorm = UserTower.norm(name + ".attention.norm", weights);
            highFrequencyScale = UserTower.required(name + ".filter.beta", weights);
            filterNorm = UserTower.norm(name + ".filter.norm", weights);
            hiddenLayer = linear(name + ".forward.in", weights);
            outputLayer = linear(name + ".forward.out", weights);
            feedForwardNorm = UserTower.norm(name + ".forward.norm", weights);
        }

        private static RowMath.Linear linear(String name, Function<String, float @Nullable []> weights) {
            return RowMath.Linear.of(
                    UserTower.required(name + ".weight", weights), UserTower.required(name + ".bias", weights));
        }

        /** {@code [length, dim]} to the same shape, or to the newest position only, [dim]. */
        float[] apply(float[] sequence, int length, boolean newestOnly) {
            int width = model.width();
            int first = newestOnly ? length - 1 : 0;
            float[] inputs = Arrays.copyOfRange(sequence, first * width, length * width);
            float[] mixed = attended(sequence, inputs, length);
            RowMath.addScaled(inputs, 0, 1, mixed, 0, mixed.length);
            attentionNorm.apply(mixed);
            float weight = (float) model.encoder().filterWeight();
            if (weight > 0) {
                float[] filtered = filtered(sequence, first, length);
                for (int i = 0; i < mixed.length; i++) {
                    mixed[i] = (1 - weight) * mixed[i] + weight * filtered[i];
                }
            }
            float[] output = outputLayer.apply(RowMath.gelu(hiddenLayer.apply(mixed)));
            RowMath.addScaled(mixed, 0, 1, output, 0, output.length);
            return feedForwardNorm.apply(output);
        }

        private float[] attended(float[] sequence, float[] inputs, int length) {
            int width = model.width();
            int headWidth = width / model.encoder().heads();
            float scale = (float) (1 / Math.sqrt(headWidth));
            float[] query = queries.apply(inputs);
            float[] key = keys.apply(sequence);
            float[] value = values.apply(sequence);
            float[] attended = new float[query.length];
            float[] shares = new float[length];
            for (int begin = 0; begin < query.length; begin += headWidth) {
                int head = begin % width;
                for (int i = 0; i < length; i++) {
                    shares[i] = scale * RowMath.dot(query, begin, key, i * width + head, headWidth);
                }
                RowMath.softmax(shares);
                for (int i = 0; i < length; i++) {
                    RowMath.addScaled(value, i * width + head, shares[i], attended, begin, headWidth);
                }
            }
            return out.apply(attended);
        }

        private float[] filtered(float[] sequence, int first, int length) {
            int width = model.width();
            float[] matrix = FrequencyFilter.matrix(model.maxLength(), length, model.encoder().lowFrequencies());
            float[] filtered = new float[(length - first) * width];
            for (int row = first; row < length; row++) {
                int begin = (row - first) * width;
                for (int i = 0; i < length; i++) {
                    RowMath.addScaled(sequence, i * width, matrix[row * length + i], filtered, begin, width);
                }
                for (int d = 0; d < width; d++) {
                    float input = sequence[row * width + d];
                    float low = filtered[begin + d];
                    filtered[begin + d] = low + (input - low) * highFrequencyScale[d] * highFrequencyScale[d] + input;
                }
            }
            return filterNorm.apply(filtered);
        }
    }
}
