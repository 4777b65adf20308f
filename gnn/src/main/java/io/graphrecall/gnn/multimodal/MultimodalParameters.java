package io.graphrecall.gnn.multimodal;

import java.util.List;

/**
 * Settings of the multimodal encoder and its training.
 *
 * @param model    what it is made of
 * @param losses   what it learns from
 * @param schedule how long and how fast
 */
public record MultimodalParameters(Model model, Losses losses, Schedule schedule) {

    public static final MultimodalParameters DEFAULT = new MultimodalParameters(
            Model.DEFAULT, Losses.DEFAULT, Schedule.DEFAULT);

    /** How the streams become one. */
    public enum Fusion {
        /** Each stream is encoded by itself, then they are weighed and mixed. */
        LATE,
        /** One Transformer reads all streams as one sequence. */
        EARLY
    }

    /**
     * What the encoder is made of.
     *
     * @param width        of every vector, content vectors included
     * @param heads        of attention
     * @param textLayers   Transformer layers of the text stream
     * @param patchLayers  Transformer layers over the patches of a frame
     * @param streamLayers Transformer layers over the frames, and over the segments of sound
     * @param dropout      share of numbers that training leaves out
     * @param frameSize    width and height of a frame in pixels, a multiple of 16
     * @param mostTerms    how many of a text's terms are read
     * @param mostFrames   how many frames of a content are seen
     * @param mostSegments how many segments of its sound are heard
     * @param vocabulary   how many terms are known at most
     * @param minTexts     a term that fewer texts have is unknown
     * @param fusion       how the streams become one
     * @param frames       what sees the frames; with an image model, {@code frameSize} and {@code patchLayers} mean nothing
     */
    public record Model(
            int width, int heads, int textLayers, int patchLayers, int streamLayers, float dropout, int frameSize,
            int mostTerms, int mostFrames, int mostSegments, int vocabulary, int minTexts, Fusion fusion,
            FrameModel frames) {

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
                    width, heads, textLayers, patchLayers, streamLayers, dropout, frameSize, mostTerms, mostFrames,
                    mostSegments, vocabulary, minTexts, other, frames);
        }

        public Model withFrames(FrameModel other) {
            return new Model(
                    width, heads, textLayers, patchLayers, streamLayers, dropout, frameSize, mostTerms, mostFrames,
                    mostSegments, vocabulary, minTexts, fusion, other);
        }
    }

    /**
     * What the encoder learns from; a weight of 0 leaves a loss out.
     *
     * @param maskedTokens  weight of the hidden words
     * @param maskedFrames  weight of the hidden frames or patches
     * @param alignment     weight of text and vision finding each other
     * @param hiddenTokens  share of a text's words that is hidden
     * @param hiddenFrames  share of the frames, or of a single frame's patches, that is hidden
     */
    public record Losses(
            float maskedTokens, float maskedFrames, float alignment, float hiddenTokens, float hiddenFrames) {

        public static final Losses DEFAULT = new Losses(1, 0.2f, 1, 0.15f, 0.15f);

        public Losses withoutMaskedTokens() {
            return new Losses(0, maskedFrames, alignment, hiddenTokens, hiddenFrames);
        }

        public Losses withoutMaskedFrames() {
            return new Losses(maskedTokens, 0, alignment, hiddenTokens, hiddenFrames);
        }

        public Losses withoutAlignment() {
            return new Losses(maskedTokens, maskedFrames, 0, hiddenTokens, hiddenFrames);
        }
    }

    /**
     * How long and how fast the encoder learns.
     *
     * @param epochs      at most so many passes over the contents
     * @param batch       contents of a step
     * @param rate        the highest learning rate
     * @param weightDecay of the optimiser
     * @param held        share of the contents that is held out to tell when to stop
     * @param patience    so many epochs without a better value end the training
     * @param threads     of one operation; more than one pays only where the cores are free
     */
    public record Schedule(
            int epochs, int batch, float rate, float weightDecay, double held, int patience, int threads) {

        private static final long VIEWS = 150_000;
        private static final int FEWEST_EPOCHS = 3;

        public static final Schedule DEFAULT = new Schedule(40, 32, 1.5e-3f, 0.05f, 0.05, 10, 1);

        public Schedule withEpochs(int number) {
            return new Schedule(number, batch, rate, weightDecay, held, patience, threads);
        }

        /** As many passes as suit a catalogue: about {@value #VIEWS} frames are seen in all of them. */
        public Schedule withEpochsFor(List<ContentSample> samples) {
            long views = samples.stream().mapToLong(sample -> Math.clamp(sample.frameCount(), 1, BatchMaker.SHOWN))
                    .sum();
            return withEpochs(Math.clamp(VIEWS / Math.max(1, views), FEWEST_EPOCHS, epochs));
        }

        public Schedule withThreads(int number) {
            return new Schedule(epochs, batch, rate, weightDecay, held, patience, number);
        }
    }

    public MultimodalParameters withModel(Model other) {
        return new MultimodalParameters(other, losses, schedule);
    }

    public MultimodalParameters withLosses(Losses other) {
        return new MultimodalParameters(model, other, schedule);
    }

    public MultimodalParameters withSchedule(Schedule other) {
        return new MultimodalParameters(model, losses, other);
    }
}
