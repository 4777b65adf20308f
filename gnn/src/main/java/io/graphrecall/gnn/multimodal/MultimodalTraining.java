package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.gnn.training.Learner;
import io.graphrecall.gnn.training.TrainingLoop;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Gatherers;

/** Trains the multimodal encoder on a catalogue. */
public record MultimodalTraining(MultimodalParameters parameters, long seed, ComputeDevice device) {

    /** Maximum number of contents that the regression is fitted to. It has a few hundred coefficients per term. */
    private static final int MAX_REGRESSION_CONTENTS = 10_000;

    /**
     * Trains an encoder.
     *
     * @param samples    contents in a fixed order; a share of them is held out for validation
     * @param checkpoint file for the training state, from which an interrupted training resumes; null for none
     * @return the encoder; the caller closes it
     */
    public MultimodalEncoder train(List<ContentSample> samples, @Nullable Path checkpoint, Progress progress) {
        TrainingSchedule schedule = parameters.schedule();
        TermVocabulary terms = TermVocabulary.of(
                samples.stream().map(ContentSample::terms).toList(), parameters.model().minTermFrequency(),
                parameters.model().maxVocabulary());
        int soundWidth = samples.stream().flatMap(sample -> sample.sound().stream()).mapToInt(segment -> segment.length)
                .findFirst().orElse(0);
        String fingerprint = ContentSample.fingerprint(samples);
        TrainingLoop loop = new TrainingLoop(
                "the multimodal encoder", schedule, seed, checkpoint,
                Objects.hash(parameters.model().toString(), parameters.losses(), fingerprint));
        try (NDManager manager = Torch.open(device, schedule.threads());
                Weights weights = new Weights(manager);
                Weights lossWeights = new Weights(manager)) {
            Torch.seed(seed);
            MultimodalModel model = new MultimodalModel(weights, parameters.model(), terms.size(), soundWidth);
            PretrainingLoss loss = new PretrainingLoss(lossWeights, parameters, terms.size());
            BatchCollator collator = new BatchCollator(parameters, terms, soundWidth);
            TrainingReport report = loop.run(
                    manager, Weights.union(manager, weights, lossWeights),
                    new PretrainingLearner(model, loss, collator, samples), progress);
            EncoderMetadata metadata = new EncoderMetadata(
                    parameters, seed, samples.size(),
                    samples.stream().mapToInt(ContentSample::frameCount).sum(),
                    (int) samples.stream().filter(sample -> sample.frameCount() > 0).count(),
                    (int) samples.stream().filter(sample -> !sample.sound().isEmpty()).count(), fingerprint, report);
            ReducedRankRegression regression = regression(manager, model, collator, terms, samples);
            return new MultimodalEncoder(
                    new MultimodalEncoder.Parts(metadata, terms, soundWidth, regression, weights.all()), device,
                    schedule.threads());
        }
    }

    /** Fits the regression to the pooled vision and the terms of the first contents that have a frame. */
    private ReducedRankRegression regression(
            NDManager manager, MultimodalModel model, BatchCollator collator, TermVocabulary terms,
            List<ContentSample> samples) {
        List<ContentSample> withFrames = samples.stream().filter(sample -> sample.frameCount() > 0)
                .limit(MAX_REGRESSION_CONTENTS).toList();
        List<float[]> vision = new ArrayList<>();
        withFrames.stream().gather(Gatherers.windowFixed(MultimodalEncoder.BATCH))
                .forEach(batch -> vision.addAll(Torch.infer(manager, scope -> List.of(
                        Torch.rows(model.streams(collator.collate(scope, batch), false).vision())))));
        return ReducedRankRegression.fit(
                parameters.model().width(), vision,
                withFrames.stream().map(sample -> terms.numbers(sample.terms(), parameters.model().maxTerms()))
                        .toList(),
                terms.size());
    }

    /** Loss and validation scores of the encoder on a catalogue. */
    private final class PretrainingLearner implements Learner<List<ContentSample>> {

        private final MultimodalModel model;
        private final PretrainingLoss loss;
        private final BatchCollator collator;
        private final List<ContentSample> train;
        private final List<ContentSample> validation;

        PretrainingLearner(
                MultimodalModel model, PretrainingLoss loss, BatchCollator collator, List<ContentSample> samples) {
            this.model = model;
            this.loss = loss;
            this.collator = collator;
            List<ContentSample> shuffled = new ArrayList<>(samples);
            Collections.shuffle(shuffled, new Random(seed));
            int split = (int) Math.round(shuffled.size() * parameters.schedule().validationShare());
            validation = List.copyOf(shuffled.subList(0, split));
            train = List.copyOf(shuffled.subList(split, shuffled.size()));
        }

        /** Returns full batches only, or one batch of all contents if there are fewer than a full batch. */
        @Override
        public List<List<ContentSample>> batches(int epoch) {
            List<ContentSample> shuffled = new ArrayList<>(train);
            Collections.shuffle(shuffled, new Random(Objects.hash(seed, epoch)));
            int size = parameters.schedule().batchSize();
            List<List<ContentSample>> full = new ArrayList<>();
            for (int from = 0; from == 0 || from + size <= shuffled.size(); from += size) {
                full.add(shuffled.subList(from, Math.min(shuffled.size(), from + size)));
            }
            return full;
        }

        @Override
        public NDArray loss(NDManager scope, List<ContentSample> batch, SplittableRandom random) {
            return loss(scope, batch, random, true);
        }

        private NDArray loss(NDManager scope, List<ContentSample> samples, SplittableRandom random, boolean training) {
            ContentBatch batch = collator.collateMasked(scope, samples, random, training);
            ContentBatch.Masking masking = Objects.requireNonNull(batch.masking(), "a masked batch");
            return loss.of(model, batch, model.streams(batch, training), masking, training);
        }

        /** Returns one score, the negative mean loss on the held-out contents; none without any. */
        @Override
        public double[] validate(NDManager scope) {
            int size = parameters.schedule().batchSize();
            double sum = 0;
            int count = 0;
            for (int i = 0; i + 1 < validation.size(); i += size) {
                List<ContentSample> samples = validation.subList(i, Math.min(validation.size(), i + size));
                try (NDManager batchScope = scope.newSubManager()) {
                    sum += loss(batchScope, samples, new SplittableRandom(i), false).getFloat() * samples.size();
                    count += samples.size();
                }
            }
            return count == 0 ? new double[0] : new double[] {-sum / count};
        }
    }
}
