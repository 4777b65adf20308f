package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Scalars;
import io.graphrecall.gnn.tensor.TransformerLayer;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The built-in encoder of frames: a few convolutions turn each 8 x 8 pixels into a patch vector (convolutions before
 * the patches learn from few pictures; Xiao et al. 2021), a Transformer lets patches see each other. The frame's vector
 * says what there is, by the mean of the patches, and where, by a map of the layout, two patches a step. Learns from
 * pixels, with the rest of the model.
 */
final class PatchEncoder {

    /** Pixels along the side of a patch. */
    static final int PATCH = 8;

    private static final int[] CHANNELS = {32, 64, 128};

    private final int width;
    private final int side;
    private final int patches;
    private final List<Layers.Layer> narrowing = new ArrayList<>();
    private final List<Layers.Layer> refining = new ArrayList<>();
    private final Layers.Layer toWidth;
    private final NDArray positions;
    private final NDArray mask;
    private final List<TransformerLayer> layers = new ArrayList<>();
    private final Layers.Layer norm;
    private final Layers.Layer layout;

    PatchEncoder(Weights weights, MultimodalParameters.Model model) {
        width = model.width();
        side = model.frameSize() / PATCH;
        patches = side * side;
        int in = 3;
        for (int i = 0; i < CHANNELS.length; i++) {
            narrowing.add(Layers.convolution(weights, "patch.narrow" + i, in, CHANNELS[i], 2));
            if (i > 0) { // at full size it would take as long as all others together
                refining.add(Layers.convolution(weights, "patch.refine" + i, CHANNELS[i], CHANNELS[i], 1));
            }
            in = CHANNELS[i];
        }
        toWidth = Layers.linear(weights, "patch.width", in, width);
        positions = weights.normal("patch.positions", 0.02, patches, width);
        mask = weights.normal("patch.mask", 0.02, width);
        for (int i = 0; i < model.patchLayers(); i++) {
            layers.add(new TransformerLayer(weights, "patch.layer" + i, width, model.heads(), model.dropout()));
        }
        norm = Layers.layerNorm(weights, "patch.norm", width);
        layout = Layers.linear(weights, "patch.layout", patches / 4 * width, width);
    }

    /**
     * What comes out.
     *
     * @param seen     patch vectors before they see each other, [F, P, width]
     * @param patches  patch vectors afterwards, [F, P, width]
     * @param frames   [F, width]
     */
    record Encoded(NDArray seen, NDArray patches, NDArray frames) {}

    /**
     * Encodes frames.
     *
     * @param pixels bytes [F, H, W, 3]
     * @param hidden [F, P], 1 where the patch is not to be seen; null for none
     */
    Encoded apply(NDArray pixels, @Nullable NDArray hidden, boolean training) {
        long frames = pixels.getShape().get(0);
        NDArray map = Scalars.times(pixels.toType(DataType.FLOAT32, false), 1 / 127.5).sub(1).transpose(0, 3, 1, 2);
        for (int i = 0; i < narrowing.size(); i++) {
            map = Activation.relu(narrowing.get(i).apply(map, training));
            if (i > 0) {
                map = Activation.relu(map.add(refining.get(i - 1).apply(map, training)));
            }
        }
        NDArray seen = toWidth.apply(map.reshape(frames, map.getShape().get(1), patches).transpose(0, 2, 1), training);
        NDArray sequence = seen;
        if (hidden != null) {
            NDArray covered = hidden.expandDims(-1);
            sequence = seen.mul(covered.neg().add(1)).add(covered.mul(mask));
        }
        sequence = sequence.add(positions);
        NDArray penalty = pixels.getManager().zeros(new Shape(1));
        for (TransformerLayer layer : layers) {
            sequence = layer.apply(sequence, penalty, training);
        }
        NDArray out = norm.apply(sequence, training);
        NDArray grid = out.reshape(frames, side / 2, 2, side / 2, 2, width).mean(new int[] {2}).mean(new int[] {3});
        NDArray where = layout.apply(grid.reshape(frames, (long) patches / 4 * width), training);
        return new Encoded(seen, out, out.mean(new int[] {1}).add(where));
    }
}
