package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** What comes before the vision stream: frames as pixels or as an image model's vectors to vectors of the model's width. */
@FunctionalInterface
interface FrameStage {

    /** The frames of a batch; null where it has none. */
    PatchEncoder.@Nullable Encoded apply(Batch batch, boolean training);

    /** The stage that a model asks for. */
    static FrameStage of(Weights weights, MultimodalParameters.Model model) {
        if (model.frames().builtIn()) {
            PatchEncoder patches = new PatchEncoder(weights, model);
            return (batch, training) -> batch.pixels() == null
                    ? null
                    : patches.apply(
                            batch.pixels(), batch.hidden() == null ? null : batch.hidden().patches(), training);
        }
        int dimension = model.frames().dimension();
        Layers.Layer norm = Layers.layerNorm(weights, "seen.norm", dimension);
        Layers.Layer toWidth = Layers.linear(weights, "seen.width", dimension, model.width());
        return (batch, training) -> {
            if (batch.seen() == null) {
                return null;
            }
            NDArray frames = toWidth.apply(norm.apply(batch.seen(), training), training);
            NDArray alone = frames.expandDims(1); // such a frame is one patch
            return new PatchEncoder.Encoded(alone, alone, frames);
        };
    }
}
