package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Scalars;
import io.graphrecall.gnn.tensor.TransformerLayer;
import io.graphrecall.gnn.tensor.Weights;

import java.util.ArrayList;
import java.util.List;

/**
 * The built-in frame encoder, trained from pixels with the rest of the model. A convolutional stem turns each 8 x 8 pixels
 * into a patch vector, which needs fewer pictures than linear patches
 * (<a href="https://arxiv.org/abs/2106.14881">Xiao et al. 2021</a>); Transformer layers follow. The frame vector is the
 * mean of the patches plus a linear map of their layout at half the resolution.
 */
final class PatchEncoder {

    /** Side of a patch in pixels. */
    static final int PATCH = 8;

    private static final int[] CHANNELS = {32, 64, 128};

    private final int width;
    private final int side;
    private final int patches;
    private final List<Layers.Layer> downsampling = new ArrayList<>();
    private final List<Layers.Layer> residuals = new ArrayList<>();
    private final Layers.Layer projection;
    private final NDArray positions;
    private final List<TransformerLayer> layers = new ArrayList<>();
    private final Layers.Layer norm;
    private final Layers.Layer layout;

    PatchEncoder(Weights weights, MultimodalParameters.Model model) {
        width = model.width();
        side = model.frameSize() / PATCH;
        patches = side * side;
        int in = 3;
        for (int i = 0; i < CHANNELS.length; i++) {
            downsampling.add(Layers.convolution(weights, "patch.narrow" + i, in, CHANNELS[i], 2));
            if (i > 0) { // at the first resolution it would cost as much as all other convolutions
                residuals.add(Layers.convolution(weights, "patch.refine" + i, CHANNELS[i], CHANNELS[i], 1));
            }
            in = CHANNELS[i];
        }
        projection = Layers.linear(weights, "patch.width", in, width);
        positions = weights.normal("patch.positions", 0.02, patches, width);
        for (int i = 0; i < model.patchLayers(); i++) {
            layers.add(new TransformerLayer(weights, "patch.layer" + i, width, model.heads(), model.dropout()));
        }
        norm = Layers.layerNorm(weights, "patch.norm", width);
        layout = Layers.linear(weights, "patch.layout", patches / 4 * width, width);
    }

    /**
     * Returns the vectors of frames, [frames, dim].
     *
     * @param pixels bytes, [frames, height, width, 3]
     */
    NDArray apply(NDArray pixels, boolean training) {
        long frames = pixels.getShape().get(0);
        NDArray map = Scalars.times(pixels.toType(DataType.FLOAT32, false), 1 / 127.5).sub(1).transpose(0, 3, 1, 2);
        for (int i = 0; i < downsampling.size(); i++) {
            map = Activation.relu(downsampling.get(i).apply(map, training));
            if (i > 0) {
                map = Activation.relu(map.add(residuals.get(i - 1).apply(map, training)));
            }
        }
        NDArray sequence = projection.apply(
                map.reshape(frames, map.getShape().get(1), patches).transpose(0, 2, 1), training).add(positions);
        NDArray attentionBias = pixels.getManager().zeros(new Shape(1));
        for (TransformerLayer layer : layers) {
            sequence = layer.apply(sequence, attentionBias, training);
        }
        NDArray out = norm.apply(sequence, training);
        NDArray grid = out.reshape(frames, side / 2, 2, side / 2, 2, width).mean(new int[] {2}).mean(new int[] {3});
        NDArray layoutPart = layout.apply(grid.reshape(frames, (long) patches / 4 * width), training);
        return out.mean(new int[] {1}).add(layoutPart);
    }
}
