package io.graphrecall.gnn.personalised;

import io.graphrecall.gnn.feature.FeatureWeights;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.NodeFeatures;
import org.jspecify.annotations.Nullable;

/**
 * {@link ContentGate} of a trained model by the ordinals of one generation, a content at a time and without native
 * memory: a content that was posted a moment ago has its vector by what it is made of. Thread-safe.
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

    /** The space whose vectors tell what contents say or show; null where that is not used. */
    public @Nullable String space() {
        return space;
    }

    /**
     * The vector of a content; zeros where nothing is known of it.
     *
     * @param said the vector of what it says or shows, in {@link #space}; null where there is none
     */
    public float[] vector(NodeFeatures node, float @Nullable [] said) {
        int width = gate.width();
        float[] parts = new float[gate.parts() * width];
        int part = 0;
        if (gate.projection() != null) {
            if (said != null && said.length * width == gate.projection().length) {
                for (int d = 0; d < said.length; d++) {
                    add(gate.projection(), d, said[d], parts, 0);
                }
            }
            part++;
        }
        for (FeatureSpace featureSpace : ContentParts.SPACES) {
            SparseVector of = features.of(node, featureSpace);
            for (int i = 0; i < of.size(); i++) {
                add(gate.features(), of.ordinals()[i], of.weights()[i], parts, part * width);
            }
            part++;
        }
        return sum(opened(parts));
    }

    /** The parts as far as the gate lets them pass. */
    private float[] opened(float[] parts) {
        GateWeights.Linear in = gate.in();
        GateWeights.Linear out = gate.out();
        if (in == null || out == null) {
            return parts;
        }
        float[] seen = in.apply(parts);
        for (int i = 0; i < seen.length; i++) {
            seen[i] = (float) Math.tanh(seen[i]);
        }
        float[] open = out.apply(seen);
        for (int i = 0; i < open.length; i++) {
            open[i] = (float) (parts[i] / (1 + Math.exp(-open[i])));
        }
        return open;
    }

    private float[] sum(float[] parts) {
        float[] sum = new float[gate.width()];
        for (int i = 0; i < parts.length; i++) {
            sum[i % sum.length] += parts[i];
        }
        return sum;
    }

    private void add(float[] table, int row, float weight, float[] into, int at) {
        int width = gate.width();
        for (int d = 0; d < width; d++) {
            into[at + d] += weight * table[row * width + d];
        }
    }
}
