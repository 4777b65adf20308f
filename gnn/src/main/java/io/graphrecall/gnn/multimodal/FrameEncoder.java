package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** Input layer of the vision stream: encodes pixels or the vectors of an image model into vectors of the model's width. */
@FunctionalInterface
interface FrameEncoder {

    /** Returns the vectors of the frames of a batch, [frames, dim]; null without frames. */
    @Nullable
    NDArray apply(ContentBatch batch, boolean training);

    static FrameEncoder of(Weights weights, MultimodalParameters.Model model) {
        if (model.frames().builtIn()) {
            PatchEncoder patches = new PatchEncoder(weights, model);
            return (batch, training) -> batch.pixels() == null ? null : patches.apply(batch.pixels(), training);
        }
        int dimension = model.frames().dimension();
        Layers.Layer norm = Layers.layerNorm(weights, "image.norm", dimension);
        Layers.Layer projection = Layers.linear(weights, "image.projection", dimension, model.width());
        return (batch, training) -> batch.frameVectors() == null
                ? null
                : projection.apply(norm.apply(batch.frameVectors(), training), training);
    }
}
