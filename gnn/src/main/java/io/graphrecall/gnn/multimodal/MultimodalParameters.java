package io.graphrecall.gnn.multimodal;

import io.graphrecall.gnn.training.TrainingSchedule;

import java.io.Serializable;
import java.util.List;

/**
 * Parameters of the multimodal encoder and its training.
 *
 * @param model    model architecture
 * @param losses   weights of the pretraining losses
 * @param schedule epochs, batches and learning rate
 */
public record MultimodalParameters(Model model, Losses losses, TrainingSchedule schedule) {

    public static final MultimodalParameters DEFAULT = new MultimodalParameters(
            Model.DEFAULT, Losses.DEFAULT, new TrainingSchedule(40, 32, 1.5e-3f, 0.05f, 0.05, 10, 1));

    /** Number of frames that a training uses over all epochs, if the maximum number of epochs allows it. */
    private static final long FRAME_BUDGET = 150_000;
    private static final int MIN_EPOCHS = 3;

    /** Fusion of the streams. */
    public enum Fusion {
        /** Each stream is encoded on its own, then pooled streams are gated and mixed. */
        LATE,
        /** One Transformer encodes all streams as one sequence. */
        EARLY
    }

    /**
     * Model architecture.
     *
     * @param width            dimensions of all vectors
     * @param heads            attention heads
     * @param textLayers       Transformer layers of the text stream
     * @param patchLayers      Transformer layers over the patches of a frame
     * @param streamLayers     Transformer layers of the vision stream, and of the sound stream
     * @param dropout          dropout probability
     * @param frameSize        width and height of a frame in pixels, a multiple of 16
     * @param maxTerms         maximum number of terms of a text
     * @param maxFrames        maximum number of frames of a content
     * @param maxSegments      maximum number of sound segments of a content
     * @param maxVocabulary    maximum number of known terms
     * @param minTermFrequency minimum number of texts with a known term
     * @param fusion           fusion of the streams
     * @param frames           encoder of frames; an image model ignores {@code frameSize} and {@code patchLayers}
     */
    public record Model(
            int width, int heads, int textLayers, int patchLayers, int streamLayers, float dropout, int frameSize,
            int maxTerms, int maxFrames, int maxSegments, int maxVocabulary, int minTermFrequency, Fusion fusion,
            FrameModel frames) implements Serializable {

        public static final Model DEFAULT = new Model(
                128, 4, 2, 1, 1, 0.1f, 64, 64, 8, 8, 30_000, 2, Fusion.LATE, FrameModel.BUILT_IN);

        public Model {
            if (frameSize % 16 != 0) {
                throw new IllegalArgumentException("frame size " + frameSize + " is not a multiple of 16");
            }
            if (width % heads != 0) {
                throw new IllegalArgumentException("width " + width + " is not a multiple of " + heads + " heads");
            }
        }

        public Model withFusion(Fusion other) {
            return new Model(
                    width, heads, textLayers, patchLayers, streamLayers, dropout, frameSize, maxTerms, maxFrames,
                    maxSegments, maxVocabulary, minTermFrequency, other, frames);
        }

        public Model withFrames(FrameModel other) {
            return new Model(
                    width, heads, textLayers, patchLayers, streamLayers, dropout, frameSize, maxTerms, maxFrames,
                    maxSegments, maxVocabulary, minTermFrequency, fusion, other);
        }
    }

    /**
     * Weights of the pretraining losses; 0 turns a loss off.
     *
     * @param maskedTokens     weight of masked token prediction
     * @param maskedFrames     weight of masked frame prediction
     * @param alignment        weight of text-vision alignment
     * @param maskedTokenShare share of a text's terms that is masked
     * @param maskedFrameShare share of the frames of a content with several that is masked
     */
    public record Losses(
            float maskedTokens, float maskedFrames, float alignment, float maskedTokenShare, float maskedFrameShare) {

        public static final Losses DEFAULT = new Losses(1, 0.2f, 1, 0.15f, 0.15f);

        public Losses withoutMaskedTokens() {
            return new Losses(0, maskedFrames, alignment, maskedTokenShare, maskedFrameShare);
        }

        public Losses withoutMaskedFrames() {
            return new Losses(maskedTokens, 0, alignment, maskedTokenShare, maskedFrameShare);
        }

        public Losses withoutAlignment() {
            return new Losses(maskedTokens, maskedFrames, 0, maskedTokenShare, maskedFrameShare);
        }
    }

    public MultimodalParameters withModel(Model other) {
        return new MultimodalParameters(other, losses, schedule);
    }

    public MultimodalParameters withLosses(Losses other) {
        return new MultimodalParameters(model, other, schedule);
    }

    public MultimodalParameters withSchedule(TrainingSchedule other) {
        return new MultimodalParameters(model, losses, other);
    }

    /**
     * Sets the maximum number of epochs by the size of a catalogue: about {@value #FRAME_BUDGET} frames over all epochs, at
     * least {@value #MIN_EPOCHS} epochs, at most the present maximum.
     */
    public MultimodalParameters withEpochsFor(List<ContentSample> samples) {
        long framesPerEpoch = samples.stream()
                .mapToLong(sample -> Math.clamp(sample.frameCount(), 1, BatchCollator.TRAINING_FRAMES)).sum();
        return withSchedule(schedule.withMaxEpochs(
                Math.clamp(FRAME_BUDGET / Math.max(1, framesPerEpoch), MIN_EPOCHS, schedule.maxEpochs())));
    }
}
