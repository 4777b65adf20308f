package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;

/**
 * Late fusion: a gate weighs the pooled streams against each other, number by number, then a small network mixes them
 * to the content's vector. A stream that a content lacks gets no weight at all.
 */
final class Fusion {

    private static final int STREAMS = 3;

    private final int width;
    private final Layers.Layer[] projections = new Layers.Layer[STREAMS];
    private final Layers.Layer gate;
    private final Layers.Layer norm;
    private final Layers.Layer widened;
    private final Layers.Layer narrowed;
    private final Layers.Layer last;

    Fusion(Weights weights, int width) {
        this.width = width;
        for (int i = 0; i < STREAMS; i++) {
            projections[i] = Layers.linear(weights, "fusion.stream" + i, width, width);
        }
        gate = Layers.linear(weights, "fusion.gate", STREAMS * width, STREAMS * width);
        norm = Layers.layerNorm(weights, "fusion.norm", width);
        widened = Layers.linear(weights, "fusion.in", width, 2 * width);
        narrowed = Layers.linear(weights, "fusion.out", 2 * width, width);
        last = Layers.layerNorm(weights, "fusion.last", width);
    }

    /**
     * The content vectors [B, width].
     *
     * @param presence [B, 3] of text, vision and sound: 1 where the stream may be used
     */
    NDArray apply(Streams streams, NDArray presence, boolean training) {
        long batch = presence.getShape().get(0);
        NDArray sound = streams.sound() == null ? streams.text().zerosLike() : streams.sound();
        NDList pooled = new NDList(streams.text(), streams.vision(), sound);
        NDList projected = new NDList();
        for (int i = 0; i < STREAMS; i++) {
            NDArray present = presence.get(":," + i + ":" + (i + 1));
            projected.add(projections[i].apply(pooled.get(i), training).mul(present));
        }
        NDArray absent = Layers.maskBias(presence).expandDims(-1);
        NDArray weight = gate.apply(NDArrays.concat(projected, -1), training).reshape(batch, STREAMS, width)
                .add(absent).softmax(1);
        NDArray mixed = NDArrays.stack(projected, 1).mul(weight).sum(new int[] {1});
        NDArray wide = Activation.gelu(widened.apply(norm.apply(mixed, training), training));
        return last.apply(mixed.add(narrowed.apply(wide, training)), training);
    }
}
