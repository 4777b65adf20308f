package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** Input layer of the vision stream: encodes pixels or the vectors of an image model into vectors of the model's width. */
@FunctionalInterface
interface FrameEncoder {

    /** Encodes the frames of a batch; returns null without frames. */
    PatchEncoder.@Nullable Encoded apply(ContentBatch batch, boolean training);

    /** Returns the encoder of a model's {@link FrameModel}. */
    static FrameEncoder of(Weights weights, MultimodalParameters.Model model) {
        if (model.frames().builtIn()) {
            PatchEncoder patches = new PatchEncoder(weights, model);
            return (batch, training) -> batch.pixels() == null
                    ? null
                    : patches.apply(
                            batch.pixels(), batch.masking() == null ? null : batch.masking().patchMask(), training);
        }
        int dimension = model.frames().dimension();
        Layers.Layer norm = Layers.layerNorm(weights, "image.norm", dimension);
        Layers.Layer projection = Layers.linear(weights, "image.projection", dimension, model.width());
        return (batch, training) -> {
            if (batch.frameVectors() == null) {
                return null;
            }
            NDArray frames = projection.apply(norm.apply(batch.frameVectors(), training), training);
            NDArray patches = frames.expandDims(1); // the frame is its only patch
            return new PatchEncoder.Encoded(patches, patches, frames);
        };
    }
}
