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
 * The two-stream encoder, with a third stream for sound, after VideoBERT (Sun et al. 2019): each stream has a
 * Transformer of its own, pooled streams are fused late. With early fusion, the reference, one Transformer reads all of them.
 */
final class MultimodalModel {

    private final MultimodalParameters.Model model;
    private final NDArray terms;
    private final NDArray termPositions;
    private final Layers.Layer fromFrame;
    private final NDArray framePositions;
    private final NDArray frameMask;
    private final Layers.Layer fromSound;
    private final NDArray soundPositions;
    private final List<TransformerLayer> text;
    private final List<TransformerLayer> vision;
    private final List<TransformerLayer> sound;
    private final Layers.Layer textNorm;
    private final Layers.Layer visionNorm;
    private final Layers.Layer soundNorm;
    private final FrameStage frames;
    private final Fusion fusion;
    private final Layers.Layer jointNorm;

    MultimodalModel(Weights weights, MultimodalParameters.Model model, int vocabulary, int soundWidth) {
        this.model = model;
        int width = model.width();
        terms = weights.normal("text.terms", 0.05, vocabulary, width);
        termPositions = weights.normal("text.positions", 0.02, model.mostTerms(), width);
        fromFrame = Layers.linear(weights, "vision.frame", width, width);
        framePositions = weights.normal("vision.positions", 0.02, model.mostFrames(), width);
        frameMask = weights.normal("vision.mask", 0.02, width);
        fromSound = Layers.linear(weights, "sound.segment", Math.max(1, soundWidth), width);
        soundPositions = weights.normal("sound.positions", 0.02, model.mostSegments(), width);
        boolean early = model.fusion() == MultimodalParameters.Fusion.EARLY;
        text = layers(weights, early ? "joint" : "text", model.textLayers());
        vision = early ? text : layers(weights, "vision", model.streamLayers());
        sound = early ? text : layers(weights, "sound", model.streamLayers());
        textNorm = Layers.layerNorm(weights, "text.norm", width);
        visionNorm = Layers.layerNorm(weights, "vision.norm", width);
        soundNorm = Layers.layerNorm(weights, "sound.norm", width);
        frames = FrameStage.of(weights, model);
        fusion = new Fusion(weights, width);
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

    /** Encodes the streams of a batch, each by itself. */
    Streams streams(Batch batch, boolean training) {
        Batch.Hidden hidden = batch.hidden();
        long length = batch.tokens().getShape().get(1);
        NDArray words = Layers.embedding(terms, batch.tokens()).add(termPositions.get("0:" + length));
        NDArray tokens = textNorm.apply(encoded(text, words, batch.tokenMask(), training), training);

        PatchEncoder.@Nullable Encoded encoded = frames.apply(batch, training);
        NDArray places = placed(
                encoded == null ? null : fromFrame.apply(encoded.frames(), training), batch.frameSlots());
        if (hidden != null) {
            NDArray covered = hidden.frameCover().expandDims(-1);
            places = places.mul(covered.neg().add(1)).add(covered.mul(frameMask));
        }
        places = places.add(framePositions.get("0:" + batch.frameSlots().getShape().get(1)));
        NDArray shown = places;
        places = visionNorm.apply(encoded(vision, shown, batch.frameMask(), training), training);

        NDArray segments = placed(
                batch.sound() == null ? null : fromSound.apply(batch.sound(), training), batch.soundSlots())
                .add(soundPositions.get("0:" + batch.soundSlots().getShape().get(1)));
        NDArray heard = null;
        if (batch.sound() != null) {
            heard = Layers.maskedMean(
                    soundNorm.apply(encoded(sound, segments, batch.soundMask(), training), training),
                    batch.soundMask());
        }
        NDArray presence = NDArrays.concat(new NDList(
                batch.tokenMask().max(new int[] {1}, true), batch.frameMask().max(new int[] {1}, true),
                batch.soundMask().max(new int[] {1}, true)), 1);
        return new Streams(
                Layers.maskedMean(tokens, batch.tokenMask()), Layers.maskedMean(places, batch.frameMask()), heard,
                presence,
                tokens, places, NDArrays.concat(new NDList(words, shown, segments), 1),
                new NDList(batch.tokenMask(), batch.frameMask(), batch.soundMask()), encoded);
    }

    /** The content vectors [B, width] from those streams that {@code presence} [B, 3] lets through. */
    NDArray fused(Streams streams, NDArray presence, boolean training) {
        if (model.fusion() == MultimodalParameters.Fusion.LATE) {
            return fusion.apply(streams, presence, training);
        }
        NDList used = new NDList();
        for (int i = 0; i < streams.masks().size(); i++) {
            used.add(streams.masks().get(i).mul(presence.get(":, " + i + ":" + (i + 1))));
        }
        NDArray mask = NDArrays.concat(used, 1);
        return Layers.maskedMean(jointNorm.apply(encoded(text, streams.joint(), mask, training), training), mask);
    }

    private static NDArray encoded(List<TransformerLayer> layers, NDArray sequence, NDArray mask, boolean training) {
        NDArray penalty = TransformerLayer.attentionBias(mask);
        NDArray out = sequence;
        for (TransformerLayer layer : layers) {
            out = layer.apply(out, penalty, training);
        }
        return out;
    }

    /** Puts vectors [N, width] where they belong, [B, L, width]; slot N is nothing. */
    private NDArray placed(@Nullable NDArray vectors, NDArray slots) {
        NDArray nothing = slots.getManager().zeros(new Shape(1, model.width()));
        NDArray all = vectors == null ? nothing : NDArrays.concat(new NDList(vectors, nothing), 0);
        return Layers.embedding(all, slots);
    }
}
