package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.content.media.Picture;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Collates contents into batches; for training it also masks, samples frames and augments pictures. Thread-safe. */
final class BatchCollator {

    /** Probability of dropping the text before fusion, and of dropping the frames. */
    private static final double STREAM_DROPOUT = 0.2;

    /** Frames of a content that a training step uses, at most. */
    static final int TRAINING_FRAMES = 2;

    /** Minimum side of a random crop, as a share of the frame's side. */
    private static final double MIN_CROP = 0.8;

    private final MultimodalParameters parameters;
    private final TermVocabulary terms;
    private final int maxSegments;

    /** @param soundWidth length of a sound segment; 0 if the model was trained without sound, which is ignored then */
    BatchCollator(MultimodalParameters parameters, TermVocabulary terms, int soundWidth) {
        this.parameters = parameters;
        this.terms = terms;
        maxSegments = soundWidth == 0 ? 0 : parameters.model().maxSegments();
    }

    /** Collates a batch for encoding. */
    ContentBatch collate(NDManager manager, List<ContentSample> samples) {
        return new Collation(manager, samples, null, false).batch();
    }

    /**
     * Collates a batch with masked inputs.
     *
     * @param random    selects the masked inputs
     * @param augmented true to sample, crop and mirror frames
     */
    ContentBatch collateMasked(
            NDManager manager, List<ContentSample> samples, SplittableRandom random, boolean augmented) {
        return new Collation(manager, samples, random, augmented).batch();
    }

    /** State of one collation. */
    private final class Collation {

        private final NDManager manager;
        private final List<ContentSample> samples;
        private final @Nullable SplittableRandom random;
        private final boolean augmented;
        private final List<Picture> frames = new ArrayList<>();
        private final List<float[]> frameVectors = new ArrayList<>();
        private final List<float[]> segments = new ArrayList<>();
        private final IntStream.Builder tokenPositions = IntStream.builder();
        private final IntStream.Builder maskedTokens = IntStream.builder();
        private final IntStream.Builder tokenRows = IntStream.builder();
        private final IntStream.Builder framePositions = IntStream.builder();
        private final IntStream.Builder maskedFrames = IntStream.builder();

        Collation(NDManager manager, List<ContentSample> samples, @Nullable SplittableRandom random,
                boolean augmented) {
            this.manager = manager;
            this.samples = samples;
            this.random = random;
            this.augmented = augmented;
        }

        ContentBatch batch() {
            MultimodalParameters.Model model = parameters.model();
            int size = samples.size();
            int[][] texts = new int[size][];
            for (int i = 0; i < size; i++) {
                texts[i] = terms.numbers(samples.get(i).terms(), model.maxTerms());
            }
            int[][] frameSlots = model.frames().builtIn()
                    ? slots(model.maxFrames(), sample -> sampled(sample.frames()), frames)
                    : slots(model.maxFrames(), sample -> sampled(sample.frameVectors()), frameVectors);
            int[][] soundSlots = slots(maxSegments, ContentSample::sound, segments);
            ContentBatch.@Nullable Masking masking = random == null ? null : masking(texts, frameSlots, random);
            int frameCount = frames.size() + frameVectors.size();
            return new ContentBatch(
                    size, padded(texts, TermVocabulary.PADDING), mask(texts), pixels(), vectors(frameVectors),
                    padded(frameSlots, frameCount), mask(frameSlots),
                    vectors(segments), padded(soundSlots, segments.size()), mask(soundSlots), masking);
        }

        /** Returns all frames, or a random subset in order for training. */
        private <T> List<T> sampled(List<T> all) {
            if (random == null || !augmented || all.size() <= TRAINING_FRAMES) {
                return all;
            }
            List<T> subset = new ArrayList<>(all);
            while (subset.size() > TRAINING_FRAMES) {
                subset.remove(random.nextInt(subset.size()));
            }
            return subset;
        }

        /** Appends a stream of all contents to {@code all}; returns the indices of each content. */
        private <T> int[][] slots(int maxLength, Function<ContentSample, List<T>> stream, List<T> all) {
            int[][] slots = new int[samples.size()][];
            for (int i = 0; i < slots.length; i++) {
                List<T> own = stream.apply(samples.get(i));
                int count = Math.min(maxLength, own.size());
                slots[i] = IntStream.range(all.size(), all.size() + count).toArray();
                all.addAll(own.subList(0, count));
            }
            return slots;
        }

        /** Masks inputs; masked terms are replaced in {@code texts}. */
        private ContentBatch.Masking masking(int[][] texts, int[][] frameSlots, SplittableRandom chance) {
            int size = texts.length;
            int length = maxLength(texts);
            int vocabulary = terms.size();
            float[] termShares = new float[size * vocabulary];
            float[] dropText = new float[size];
            float[] dropVision = new float[size];
            for (int i = 0; i < size; i++) {
                int[] original = texts[i].clone();
                fillShares(termShares, i * vocabulary, original);
                for (int position : selected(original.length, parameters.losses().maskedTokenShare(), chance)) {
                    texts[i][position] = TermVocabulary.MASK;
                    if (original[position] != TermVocabulary.UNKNOWN) {
                        tokenPositions.add(i * length + position);
                        maskedTokens.add(original[position]);
                        tokenRows.add(i);
                    }
                }
                double draw = chance.nextDouble();
                boolean bothStreams = original.length > 0 && frameSlots[i].length > 0;
                dropText[i] = bothStreams && draw < STREAM_DROPOUT ? 1 : 0;
                dropVision[i] = bothStreams && draw > 1 - STREAM_DROPOUT ? 1 : 0;
            }
            int positions = maxLength(frameSlots);
            float[] frameMasked = new float[size * positions];
            for (int i = 0; i < size; i++) {
                if (frameSlots[i].length > 1) {
                    for (int frame : selected(frameSlots[i].length, parameters.losses().maskedFrameShare(), chance)) {
                        frameMasked[i * positions + frame] = 1;
                        framePositions.add(i * positions + frame);
                        maskedFrames.add(frameSlots[i][frame]);
                    }
                }
            }
            return new ContentBatch.Masking(
                    tokenPositions.build().toArray(), maskedTokens.build().toArray(), tokenRows.build().toArray(),
                    manager.create(termShares, new Shape(size, vocabulary)),
                    framePositions.build().toArray(), maskedFrames.build().toArray(),
                    manager.create(frameMasked, new Shape(size, positions)),
                    titles(), manager.create(dropText, new Shape(size, 1)),
                    manager.create(dropVision, new Shape(size, 1)));
        }

        private int[] titles() {
            Map<List<String>, Integer> known = new HashMap<>();
            return samples.stream().mapToInt(sample -> known.computeIfAbsent(sample.terms(), title -> known.size()))
                    .toArray();
        }

        private @Nullable NDArray vectors(List<float[]> rows) {
            return rows.isEmpty() ? null : manager.create(rows.toArray(float[][]::new));
        }

        private @Nullable NDArray pixels() {
            if (frames.isEmpty()) {
                return null;
            }
            int side = parameters.model().frameSize();
            ByteBuffer bytes = ByteBuffer.allocateDirect(frames.size() * side * side * Picture.CHANNELS);
            for (Picture frame : frames) {
                bytes.put((random != null && augmented ? augmented(frame, random) : frame).rgb());
            }
            return manager.create(
                    bytes.flip(), new Shape(frames.size(), side, side, Picture.CHANNELS), DataType.UINT8);
        }

        /** Returns a random crop, mirrored half of the time. Colours are not changed, because texts name them. */
        private Picture augmented(Picture frame, SplittableRandom chance) {
            int side = frame.width();
            double width = side * chance.nextDouble(MIN_CROP, 1.1);
            double height = side * chance.nextDouble(MIN_CROP, 1.1);
            double left = (side - width) * chance.nextDouble();
            double top = (side - height) * chance.nextDouble();
            return frame.view(left, top, width, height, chance.nextBoolean(), side, side);
        }

        private NDArray padded(int[][] sequences, int padding) {
            int length = maxLength(sequences);
            long[] flat = new long[sequences.length * length];
            Arrays.fill(flat, padding);
            for (int i = 0; i < sequences.length; i++) {
                for (int j = 0; j < sequences[i].length; j++) {
                    flat[i * length + j] = sequences[i][j];
                }
            }
            return manager.create(flat, new Shape(sequences.length, length));
        }

        private NDArray mask(int[][] sequences) {
            int length = maxLength(sequences);
            float[] flat = new float[sequences.length * length];
            for (int i = 0; i < sequences.length; i++) {
                Arrays.fill(flat, i * length, i * length + sequences[i].length, 1);
            }
            return manager.create(flat, new Shape(sequences.length, length));
        }

        private static int maxLength(int[][] sequences) {
            return Math.max(1, Arrays.stream(sequences).mapToInt(sequence -> sequence.length).max().orElse(0));
        }

        /** Selects each position with the given probability, at least one; none of fewer than two positions. */
        private static int[] selected(int positions, double probability, SplittableRandom chance) {
            if (positions < 2 || probability <= 0) {
                return new int[0];
            }
            int[] selected = IntStream.range(0, positions).filter(position -> chance.nextDouble() < probability)
                    .toArray();
            return selected.length > 0 ? selected : new int[] {chance.nextInt(positions)};
        }

        /** Gives each known term of a text an equal share of 1. */
        private static void fillShares(float[] shares, int begin, int[] text) {
            long known = IntStream.of(text).filter(term -> term != TermVocabulary.UNKNOWN).count();
            for (int term : text) {
                if (term != TermVocabulary.UNKNOWN) {
                    shares[begin + term] += 1f / known;
                }
            }
        }
    }
}
