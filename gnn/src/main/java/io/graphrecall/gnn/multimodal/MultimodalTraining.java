package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.gnn.training.Learner;
import io.graphrecall.gnn.training.LoopSettings;
import io.graphrecall.gnn.training.TrainingLoop;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;

/** Trains the multimodal encoder on a catalogue. */
public final class MultimodalTraining {

    /** Enough to fit a few hundred numbers a word to. */
    private static final int MOST_FITTED = 10_000;

    private final MultimodalParameters parameters;
    private final long seed;

    public MultimodalTraining(MultimodalParameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
    }

    /**
     * Trains.
     *
     * @param samples    what is learned from, in an order that does not change; a few are held out to tell when to stop
     * @param checkpoint where the state is kept, so that a killed training goes on; null for nowhere
     * @return an encoder, which the caller closes
     */
    public MultimodalEncoder train(List<ContentSample> samples, @Nullable Path checkpoint, Progress progress) {
        MultimodalParameters.Schedule schedule = parameters.schedule();
        TermIndex terms = TermIndex.of(
                samples.stream().map(ContentSample::terms).toList(), parameters.model().minTexts(),
                parameters.model().vocabulary());
        int soundWidth = samples.stream().flatMap(sample -> sample.sound().stream()).mapToInt(segment -> segment.length)
                .findFirst().orElse(0);
        String data = ContentSample.fingerprint(samples);
        TrainingLoop loop = new TrainingLoop(
                "the multimodal encoder",
                new LoopSettings(
                        schedule.epochs(), schedule.rate(), schedule.weightDecay(), schedule.patience(), seed),
                checkpoint, Objects.hash(parameters.model().toString(), parameters.losses(), schedule.batch(),
                        schedule.held(), data));
        try (NDManager manager = Torch.open(schedule.threads());
                Weights weights = new Weights(manager);
                Weights heads = new Weights(manager)) {
            Torch.seed(seed);
            MultimodalModel model = new MultimodalModel(weights, parameters.model(), terms.size(), soundWidth);
            PretrainingLoss loss = new PretrainingLoss(heads, parameters, terms.size());
            BatchMaker batches = new BatchMaker(parameters, terms);
            Catalogue catalogue = new Catalogue(model, loss, batches, samples);
            TrainingReport report = loop.run(manager, Weights.union(manager, weights, heads), catalogue, progress);
            EncoderMetadata origin = new EncoderMetadata(parameters, seed, samples.size(), data, report);
            SpaceReadout readout = readout(manager, model, batches, terms, samples);
            return MultimodalEncoder.of(
                    new EncoderFile.Parts(origin, terms, soundWidth, readout, weights.all()), schedule.threads());
        }
    }

    /** Fits the spaces to what the streams make of the first contents that have a frame. */
    private SpaceReadout readout(
            NDManager manager, MultimodalModel model, BatchMaker batches, TermIndex terms,
            List<ContentSample> samples) {
        List<ContentSample> seen = samples.stream().filter(sample -> sample.frameCount() > 0).limit(MOST_FITTED)
                .toList();
        List<float[]> vision = new ArrayList<>();
        for (int i = 0; i < seen.size(); i += MultimodalEncoder.AT_ONCE) {
            List<ContentSample> some = seen.subList(i, Math.min(seen.size(), i + MultimodalEncoder.AT_ONCE));
            vision.addAll(Torch.withoutGradients(() -> {
                try (NDManager scope = manager.newSubManager(); NDScope arrays = new NDScope()) {
                    arrays.suppressNotUsedWarning();
                    return List.of(Torch.rows(model.streams(batches.whole(scope, some), false).vision()));
                }
            }));
        }
        return SpaceReadout.fit(
                parameters.model().width(), vision,
                seen.stream().map(sample -> terms.numbers(sample.terms(), parameters.model().mostTerms())).toList(),
                terms.size());
    }

    /** A catalogue as something to be learned from. */
    private final class Catalogue implements Learner {

        private final MultimodalModel model;
        private final PretrainingLoss loss;
        private final BatchMaker batches;
        private final List<ContentSample> learned;
        private final List<ContentSample> held;
        private int shuffledFor = -1;
        private List<ContentSample> shuffled = List.of();

        Catalogue(MultimodalModel model, PretrainingLoss loss, BatchMaker batches, List<ContentSample> samples) {
            this.model = model;
            this.loss = loss;
            this.batches = batches;
            List<ContentSample> all = new ArrayList<>(samples);
            Collections.shuffle(all, new Random(seed));
            int split = (int) Math.round(all.size() * parameters.schedule().held());
            held = List.copyOf(all.subList(0, split));
            learned = List.copyOf(all.subList(split, all.size()));
        }

        @Override
        public int steps() {
            int batch = parameters.schedule().batch();
            return Math.max(1, learned.size() / batch);
        }

        @Override
        public NDArray loss(NDManager scope, int epoch, int step) {
            if (shuffledFor != epoch) {
                shuffled = new ArrayList<>(learned);
                Collections.shuffle(shuffled, new Random(Objects.hash(seed, epoch)));
                shuffledFor = epoch;
            }
            int size = parameters.schedule().batch();
            List<ContentSample> samples = shuffled.subList(step * size, Math.min(shuffled.size(), (step + 1) * size));
            return loss(scope, samples, new SplittableRandom(Objects.hash(seed, epoch, step)), true);
        }

        private NDArray loss(NDManager scope, List<ContentSample> samples, SplittableRandom random, boolean training) {
            Batch batch = batches.hiding(scope, samples, random, training);
            Batch.Hidden hidden = Objects.requireNonNull(batch.hidden(), "a batch that hides");
            return loss.of(model, batch, model.streams(batch, training), hidden, training);
        }

        /** The loss on what is held out, with its sign changed. */
        @Override
        public double validate(NDManager scope) {
            int size = parameters.schedule().batch();
            double sum = 0;
            int count = 0;
            for (int i = 0; i + 1 < held.size(); i += size) {
                List<ContentSample> samples = held.subList(i, Math.min(held.size(), i + size));
                try (NDManager own = scope.newSubManager()) {
                    sum += loss(own, samples, new SplittableRandom(i), false).getFloat() * samples.size();
                    count += samples.size();
                }
            }
            return count == 0 ? 0 : -sum / count;
        }
    }
}
