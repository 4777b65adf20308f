package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.TransformerLayer;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Two-stream encoder with a third stream for sound, after VideoBERT
 * (<a href="https://arxiv.org/abs/1904.01766">Sun et al. 2019</a>). With late fusion each stream has its own Transformer
 * and pooled streams are fused. With early fusion, the baseline, one Transformer encodes all streams as one sequence.
 */
final class MultimodalModel {

    private final MultimodalParameters.Model model;
    private final NDArray terms;
    private final NDArray termPositions;
    private final Layers.Layer frameProjection;
    private final NDArray framePositions;
    private final NDArray frameMaskEmbedding;
    private final Layers.Layer soundProjection;
    private final NDArray soundPositions;
    private final List<TransformerLayer> textLayers;
    private final List<TransformerLayer> visionLayers;
    private final List<TransformerLayer> soundLayers;
    private final Layers.Layer textNorm;
    private final Layers.Layer visionNorm;
    private final Layers.Layer soundNorm;
    private final FrameEncoder frames;
    private final LateFusion lateFusion;
    private final Layers.Layer jointNorm;

    MultimodalModel(Weights weights, MultimodalParameters.Model model, int vocabulary, int soundWidth) {
        this.model = model;
        int width = model.width();
        terms = weights.normal("text.terms", 0.05, vocabulary, width);
        termPositions = weights.normal("text.positions", 0.02, model.maxTerms(), width);
        frameProjection = Layers.linear(weights, "vision.frame", width, width);
        framePositions = weights.normal("vision.positions", 0.02, model.maxFrames(), width);
        frameMaskEmbedding = weights.normal("vision.mask", 0.02, width);
        soundProjection = Layers.linear(weights, "sound.segment", Math.max(1, soundWidth), width);
        soundPositions = weights.normal("sound.positions", 0.02, model.maxSegments(), width);
        boolean early = model.fusion() == MultimodalParameters.Fusion.EARLY;
        textLayers = layers(weights, early ? "joint" : "text", model.textLayers());
        visionLayers = early ? textLayers : layers(weights, "vision", model.streamLayers());
        soundLayers = early ? textLayers : layers(weights, "sound", model.streamLayers());
        textNorm = Layers.layerNorm(weights, "text.norm", width);
        visionNorm = Layers.layerNorm(weights, "vision.norm", width);
        soundNorm = Layers.layerNorm(weights, "sound.norm", width);
        frames = FrameEncoder.of(weights, model);
        lateFusion = new LateFusion(weights, width);
        jointNorm = Layers.layerNorm(weights, "joint.norm", width);
    }

    private List<TransformerLayer> layers(Weights weights, String name, int count) {
        List<TransformerLayer> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            layers.add(
                    new TransformerLayer(weights, name + ".layer" + i, model.width(), model.heads(), model.dropout()));
        }
        return layers;
    }

    /** Encodes each stream of a batch on its own. */
    EncodedStreams streams(ContentBatch batch, boolean training) {
        ContentBatch.Masking masking = batch.masking();
        long length = batch.tokens().getShape().get(1);
        NDArray textInput = Layers.embedding(terms, batch.tokens()).add(termPositions.get("0:" + length));
        NDArray tokens = textNorm.apply(encode(textLayers, textInput, batch.tokenMask(), training), training);

        NDArray encodedFrames = frames.apply(batch, training);
        NDArray visionInput = placed(
                encodedFrames == null ? null : frameProjection.apply(encodedFrames, training),
                batch.frameSlots());
        if (masking != null) {
            NDArray masked = masking.frameMasked().expandDims(-1);
            visionInput = visionInput.mul(masked.neg().add(1)).add(masked.mul(frameMaskEmbedding));
        }
        visionInput = visionInput.add(framePositions.get("0:" + batch.frameSlots().getShape().get(1)));
        NDArray frameStates = visionNorm.apply(
                encode(visionLayers, visionInput, batch.frameMask(), training), training);

        NDArray soundInput = placed(
                batch.sound() == null ? null : soundProjection.apply(batch.sound(), training), batch.soundSlots())
                .add(soundPositions.get("0:" + batch.soundSlots().getShape().get(1)));
        NDArray sound = null;
        if (batch.sound() != null) {
            sound = Layers.maskedMean(
                    soundNorm.apply(encode(soundLayers, soundInput, batch.soundMask(), training), training),
                    batch.soundMask());
        }
        NDArray presence = NDArrays.concat(new NDList(
                batch.tokenMask().max(new int[] {1}, true), batch.frameMask().max(new int[] {1}, true),
                batch.soundMask().max(new int[] {1}, true)), 1);
        return new EncodedStreams(
                Layers.maskedMean(tokens, batch.tokenMask()), Layers.maskedMean(frameStates, batch.frameMask()), sound,
                presence, tokens, frameStates, NDArrays.concat(new NDList(textInput, visionInput, soundInput), 1),
                new NDList(batch.tokenMask(), batch.frameMask(), batch.soundMask()), encodedFrames);
    }

    /** Returns the content vectors, [batch, dim], from the streams that {@code presence} [batch, 3] selects. */
    NDArray fused(EncodedStreams streams, NDArray presence, boolean training) {
        if (model.fusion() == MultimodalParameters.Fusion.LATE) {
            return lateFusion.apply(streams, presence, training);
        }
        NDList masks = new NDList();
        for (int i = 0; i < streams.masks().size(); i++) {
            masks.add(streams.masks().get(i).mul(presence.get(":, " + i + ":" + (i + 1))));
        }
        NDArray mask = NDArrays.concat(masks, 1);
        return Layers.maskedMean(
                jointNorm.apply(encode(textLayers, streams.inputs(), mask, training), training), mask);
    }

    private static NDArray encode(List<TransformerLayer> layers, NDArray sequence, NDArray mask, boolean training) {
        NDArray attentionBias = TransformerLayer.attentionBias(mask);
        NDArray state = sequence;
        for (TransformerLayer layer : layers) {
            state = layer.apply(state, attentionBias, training);
        }
        return state;
    }

    /** Places vectors [N, dim] by their slots, [batch, length, dim]; slot N is padding. */
    private NDArray placed(@Nullable NDArray vectors, NDArray slots) {
        NDArray padding = slots.getManager().zeros(new Shape(1, model.width()));
        NDArray all = vectors == null ? padding : NDArrays.concat(new NDList(vectors, padding), 0);
        return Layers.embedding(all, slots);
    }
}
