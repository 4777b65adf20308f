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

/** Turns contents into arrays and, for training, decides what is hidden. Thread-safe. */
final class BatchMaker {

    /** How often fusion must do without the text, and without the pictures. */
    private static final double DROPPED = 0.2;

    /** How many of a content's frames a training step shows. */
    static final int SHOWN = 2;

    /** How much of a frame a training view shows at least, along each side. */
    private static final double SMALLEST_VIEW = 0.8;

    private final MultimodalParameters parameters;
    private final TermIndex terms;

    BatchMaker(MultimodalParameters parameters, TermIndex terms) {
        this.parameters = parameters;
        this.terms = terms;
    }

    /** A batch as it is, for encoding. */
    Batch whole(NDManager manager, List<ContentSample> samples) {
        return new Assembly(manager, samples, null, false).batch();
    }

    /**
     * A batch with hidden parts.
     *
     * @param random    decides what is hidden
     * @param augmented whether frames are seen mirrored and moved
     */
    Batch hiding(NDManager manager, List<ContentSample> samples, SplittableRandom random, boolean augmented) {
        return new Assembly(manager, samples, random, augmented).batch();
    }

    /** One batch in the making. */
    private final class Assembly {

        private final NDManager manager;
        private final List<ContentSample> samples;
        private final @Nullable SplittableRandom random;
        private final boolean augmented;
        private final List<Picture> frames = new ArrayList<>();
        private final List<float[]> seen = new ArrayList<>();
        private final List<float[]> segments = new ArrayList<>();
        private final IntList tokenPlaces = new IntList();
        private final IntList hiddenTokens = new IntList();
        private final IntList rows = new IntList();
        private final IntList patchPlaces = new IntList();
        private final IntList framePlaces = new IntList();
        private final IntList hiddenFrames = new IntList();

        Assembly(NDManager manager, List<ContentSample> samples, @Nullable SplittableRandom random, boolean augmented) {
            this.manager = manager;
            this.samples = samples;
            this.random = random;
            this.augmented = augmented;
        }

        Batch batch() {
            MultimodalParameters.Model model = parameters.model();
            int size = samples.size();
            int[][] texts = new int[size][];
            for (int i = 0; i < size; i++) {
                texts[i] = terms.numbers(samples.get(i).terms(), model.mostTerms());
            }
            int[][] frameSlots = model.frames().builtIn()
                    ? slots(model.mostFrames(), sample -> shown(sample.frames()), frames)
                    : slots(model.mostFrames(), sample -> shown(sample.seen()), seen);
            int[][] soundSlots = slots(model.mostSegments(), ContentSample::sound, segments);
            Batch.@Nullable Hidden hidden = random == null ? null : hidden(texts, frameSlots, random);
            int framesInAll = frames.size() + seen.size();
            return new Batch(
                    size, padded(texts, TermIndex.PADDING), mask(texts), pixels(), vectors(seen),
                    padded(frameSlots, framesInAll), mask(frameSlots),
                    vectors(segments), padded(soundSlots, segments.size()), mask(soundSlots), hidden);
        }

        /** All frames; in training a few, in their order, which are others each time. */
        private <T> List<T> shown(List<T> all) {
            if (random == null || !augmented || all.size() <= SHOWN) {
                return all;
            }
            List<T> few = new ArrayList<>(all);
            while (few.size() > SHOWN) {
                few.remove(random.nextInt(few.size()));
            }
            return few;
        }

        private <T> int[][] slots(
                int most, Function<ContentSample, List<T>> stream, List<T> all) {
            int[][] slots = new int[samples.size()][];
            for (int i = 0; i < slots.length; i++) {
                List<T> own = stream.apply(samples.get(i));
                int count = Math.min(most, own.size());
                slots[i] = IntStream.range(all.size(), all.size() + count).toArray();
                all.addAll(own.subList(0, count));
            }
            return slots;
        }

        /** Hides; hidden terms are replaced in {@code texts}. */
        private Batch.Hidden hidden(int[][] texts, int[][] frameSlots, SplittableRandom chance) {
            int size = texts.length;
            int length = longest(texts);
            int vocabulary = terms.size();
            float[] words = new float[size * vocabulary];
            float[] dropText = new float[size];
            float[] dropVision = new float[size];
            for (int i = 0; i < size; i++) {
                int[] whole = texts[i].clone();
                share(words, i * vocabulary, whole);
                for (int place : chosen(whole.length, parameters.losses().hiddenTokens(), chance)) {
                    texts[i][place] = TermIndex.MASK;
                    if (whole[place] != TermIndex.UNKNOWN) {
                        tokenPlaces.add(i * length + place);
                        hiddenTokens.add(whole[place]);
                        rows.add(i);
                    }
                }
                double dropped = chance.nextDouble();
                boolean several = whole.length > 0 && frameSlots[i].length > 0;
                dropText[i] = several && dropped < DROPPED ? 1 : 0;
                dropVision[i] = several && dropped > 1 - DROPPED ? 1 : 0;
            }
            int side = parameters.model().frameSize() / PatchEncoder.PATCH;
            int patches = side * side;
            boolean pictures = parameters.model().frames().builtIn();
            float[] patchCover = new float[frames.size() * patches];
            int places = longest(frameSlots);
            float[] frameCover = new float[size * places];
            for (int i = 0; i < size; i++) {
                if (frameSlots[i].length == 1 && pictures) {
                    for (int patch : chosen(patches, parameters.losses().hiddenFrames(), chance)) {
                        int place = frameSlots[i][0] * patches + patch;
                        patchCover[place] = 1;
                        patchPlaces.add(place);
                    }
                } else if (frameSlots[i].length > 1) {
                    for (int frame : chosen(frameSlots[i].length, parameters.losses().hiddenFrames(), chance)) {
                        frameCover[i * places + frame] = 1;
                        framePlaces.add(i * places + frame);
                        hiddenFrames.add(frameSlots[i][frame]);
                    }
                }
            }
            return new Batch.Hidden(
                    tokenPlaces.array(), hiddenTokens.array(), rows.array(),
                    manager.create(words, new Shape(size, vocabulary)),
                    pictures ? manager.create(patchCover, new Shape(frames.size(), patches)) : null,
                    patchPlaces.array(),
                    framePlaces.array(), hiddenFrames.array(), manager.create(frameCover, new Shape(size, places)),
                    titles(), manager.create(dropText, new Shape(size, 1)),
                    manager.create(dropVision, new Shape(size, 1)));
        }

        private int[] titles() {
            Map<List<String>, Integer> known = new HashMap<>();
            return samples.stream().mapToInt(sample -> known.computeIfAbsent(sample.terms(), terms -> known.size()))
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
                bytes.put((random != null && augmented ? view(frame, random) : frame).rgb());
            }
            return manager.create(
                    bytes.flip(), new Shape(frames.size(), side, side, Picture.CHANNELS), DataType.UINT8);
        }

        /** A part of the frame, at times mirrored. Colours stay: they are to be told apart. */
        private Picture view(Picture frame, SplittableRandom chance) {
            int side = frame.width();
            double width = side * chance.nextDouble(SMALLEST_VIEW, 1.1);
            double height = side * chance.nextDouble(SMALLEST_VIEW, 1.1);
            double left = (side - width) * chance.nextDouble();
            double top = (side - height) * chance.nextDouble();
            return frame.view(left, top, width, height, chance.nextBoolean(), side, side);
        }

        private NDArray padded(int[][] sequences, int padding) {
            int length = longest(sequences);
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
            int length = longest(sequences);
            float[] flat = new float[sequences.length * length];
            for (int i = 0; i < sequences.length; i++) {
                Arrays.fill(flat, i * length, i * length + sequences[i].length, 1);
            }
            return manager.create(flat, new Shape(sequences.length, length));
        }

        private static int longest(int[][] sequences) {
            int longest = 1;
            for (int[] sequence : sequences) {
                longest = Math.max(longest, sequence.length);
            }
            return longest;
        }

        /** At least one place of several, each with the given chance. */
        private static int[] chosen(int places, double share, SplittableRandom chance) {
            if (places < 2 || share <= 0) {
                return new int[0];
            }
            int[] chosen = IntStream.range(0, places).filter(place -> chance.nextDouble() < share).toArray();
            return chosen.length > 0 ? chosen : new int[] {chance.nextInt(places)};
        }

        /** Gives each known term of a text an equal share of 1. */
        private static void share(float[] shares, int begin, int[] text) {
            long known = IntStream.of(text).filter(term -> term != TermIndex.UNKNOWN).count();
            for (int term : text) {
                if (term != TermIndex.UNKNOWN) {
                    shares[begin + term] += 1f / known;
                }
            }
        }
    }

    /** Whole numbers that come one by one. */
    private static final class IntList {

        private int[] numbers = new int[64];
        private int size;

        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = number;
        }

        int[] array() {
            return Arrays.copyOf(numbers, size);
        }
    }
}
