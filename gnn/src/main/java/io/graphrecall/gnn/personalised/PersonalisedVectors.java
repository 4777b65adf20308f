package io.graphrecall.gnn.personalised;

import io.graphrecall.gnn.feature.FeatureWeights;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.NodeFeatures;
import org.jspecify.annotations.Nullable;

/**
 * {@link ContentGate} of a trained model by the ordinals of one generation. Encodes one content at a time, without native
 * memory, from metadata alone, so that a new content has its vector at once. Thread-safe.
 */
public final class PersonalisedVectors {

    private final GateWeights gate;
    private final FeatureWeights features;
    private final @Nullable String space;

    PersonalisedVectors(GateWeights gate, FeatureWeights features, @Nullable String space) {
        this.gate = gate;
        this.features = features;
        this.space = space;
    }

    /** Embedding space that the model reads vectors of texts and media from; null for none. */
    public @Nullable String space() {
        return space;
    }

    /**
     * Encodes a content; returns zeros if it has no known feature and no vector.
     *
     * @param input the content's vector in {@link #space}; null for none
     */
    public float[] vector(NodeFeatures node, float @Nullable [] input) {
        int width = gate.width();
        float[] inputs = new float[gate.inputs() * width];
        int index = 0;
        if (gate.projection() != null) {
            if (input != null && input.length * width == gate.projection().length) {
                for (int d = 0; d < input.length; d++) {
                    add(gate.projection(), d, input[d], inputs, 0);
                }
            }
            index++;
        }
        for (FeatureSpace featureSpace : ContentInputs.SPACES) {
            SparseVector row = features.of(node, featureSpace);
            for (int i = 0; i < row.size(); i++) {
                add(gate.features(), row.ordinals()[i], row.weights()[i], inputs, index * width);
            }
            index++;
        }
        return sum(gated(inputs));
    }

    /** Applies the gate, which is the identity for a model without one. */
    private float[] gated(float[] inputs) {
        GateWeights.Linear in = gate.in();
        GateWeights.Linear out = gate.out();
        if (in == null || out == null) {
            return inputs;
        }
        float[] hidden = in.apply(inputs);
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = (float) Math.tanh(hidden[i]);
        }
        float[] result = out.apply(hidden);
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (inputs[i] / (1 + Math.exp(-result[i])));
        }
        return result;
    }

    private float[] sum(float[] inputs) {
        float[] sum = new float[gate.width()];
        for (int i = 0; i < inputs.length; i++) {
            sum[i % sum.length] += inputs[i];
        }
        return sum;
    }

    private void add(float[] table, int row, float weight, float[] result, int offset) {
        int width = gate.width();
        for (int d = 0; d < width; d++) {
            result[offset + d] += weight * table[row * width + d];
        }
    }
}
