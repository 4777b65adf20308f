package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;

/**
 * Late fusion of pooled streams s with projections P: gates {@code g = softmax over s of G [P s]} per dimension,
 * {@code m = sum over s of g_s * P s}, content vector {@code c = norm(m + MLP(norm m))}. A missing stream has weight 0.
 */
final class LateFusion {

    private static final int STREAMS = 3;

    private final int width;
    private final Layers.Layer[] projections = new Layers.Layer[STREAMS];
    private final Layers.Layer gate;
    private final Layers.Layer inputNorm;
    private final Layers.Layer hiddenLayer;
    private final Layers.Layer outputLayer;
    private final Layers.Layer outputNorm;

    LateFusion(Weights weights, int width) {
        this.width = width;
        for (int i = 0; i < STREAMS; i++) {
            projections[i] = Layers.linear(weights, "fusion.stream" + i, width, width);
        }
        gate = Layers.linear(weights, "fusion.gate", STREAMS * width, STREAMS * width);
        inputNorm = Layers.layerNorm(weights, "fusion.norm", width);
        hiddenLayer = Layers.linear(weights, "fusion.in", width, 2 * width);
        outputLayer = Layers.linear(weights, "fusion.out", 2 * width, width);
        outputNorm = Layers.layerNorm(weights, "fusion.last", width);
    }

    /**
     * Returns the content vectors, [batch, dim].
     *
     * @param presence 1 for streams to use, in the order text, vision, sound, [batch, 3]
     */
    NDArray apply(EncodedStreams streams, NDArray presence, boolean training) {
        long batch = presence.getShape().get(0);
        NDArray sound = streams.sound() == null ? streams.text().zerosLike() : streams.sound();
        NDList pooled = new NDList(streams.text(), streams.vision(), sound);
        NDList projected = new NDList();
        for (int i = 0; i < STREAMS; i++) {
            NDArray present = presence.get(":," + i + ":" + (i + 1));
            projected.add(projections[i].apply(pooled.get(i), training).mul(present));
        }
        NDArray streamBias = Layers.maskBias(presence).expandDims(-1);
        NDArray weight = gate.apply(NDArrays.concat(projected, -1), training).reshape(batch, STREAMS, width)
                .add(streamBias).softmax(1);
        NDArray mixed = NDArrays.stack(projected, 1).mul(weight).sum(new int[] {1});
        NDArray hidden = Activation.gelu(hiddenLayer.apply(inputNorm.apply(mixed, training), training));
        return outputNorm.apply(mixed.add(outputLayer.apply(hidden, training)), training);
    }
}
