package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.EpochBatches;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.gnn.training.Learner;
import io.graphrecall.gnn.training.LoopSettings;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.gnn.training.TrainingLoop;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.SplittableRandom;

/** Trains the personalised representation on behaviour. */
public final class PersonalisedTraining implements ModelTraining<TrainingData, Personalised> {

    private final PersonalisedParameters parameters;
    private final long seed;

    public PersonalisedTraining(PersonalisedParameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
    }

    /** Whether there is a user who engaged with one content after another. */
    @Override
    public boolean canLearn(TrainingData data) {
        PrefixSamples samples = samples(data);
        return new Histories(samples).known(samples.trainTargets()).length > 0;
    }

    @Override
    public boolean isUpToDate(Personalised model, TrainingData data) {
        PersonalisedMetadata origin = model.metadata();
        return origin.parameters().equals(parameters) && origin.seed() == seed
                && origin.data().equals(new Lessons(data).fingerprint());
    }

    @Override
    public Personalised train(TrainingData data, @Nullable Path checkpoint, Progress progress) {
        Lessons lessons = new Lessons(data);
        if (lessons.learned.length == 0) {
            throw new RecallException(RecallException.Code.INVALID, NOTHING_TO_LEARN);
        }
        PersonalisedParameters.Schedule schedule = parameters.schedule();
        String fingerprint = lessons.fingerprint();
        EmbeddingTable said = data.vectors();
        int dimensions = said == null ? 0 : said.dimensions();
        TrainingLoop loop = new TrainingLoop(
                "the personalised representation",
                new LoopSettings(
                        schedule.epochs(), schedule.rate(), schedule.weightDecay(), schedule.patience(), seed),
                checkpoint, Objects.hash(parameters.toString(), fingerprint));
        try (NDManager manager = Torch.open(schedule.threads()); Weights weights = new Weights(manager)) {
            Torch.seed(seed);
            PersonalisedModel model = new PersonalisedModel(
                    weights, parameters.model(), lessons.vocabulary.features().size(), dimensions);
            TrainingReport report = loop.run(manager, weights, lessons.learner(model), progress);
            PersonalisedMetadata origin = new PersonalisedMetadata(
                    parameters, seed, data.space(), dimensions, lessons.learned.length, lessons.held.length,
                    fingerprint, report.epochs(), report.bestEpoch());
            return new Personalised(origin, lessons.vocabulary, weights.parameters());
        }
    }

    private PrefixSamples samples(TrainingData data) {
        return PrefixSamples.of(data.behaviour(), parameters.model().length(), parameters.schedule().held(), seed);
    }

    /** Data prepared to be learned from. */
    private final class Lessons {

        private final PrefixSamples samples;
        private final FeatureVocabulary vocabulary;
        private final ContentParts parts;
        private final @Nullable EmbeddingTable said;
        private final int[] learned;
        private final int[] held;

        Lessons(TrainingData data) {
            samples = samples(data);
            vocabulary = FeatureVocabulary.of(data.tables(), new BitSet(), new BitSet());
            said = data.vectors();
            parts = ContentParts.of(data.tables(), vocabulary, said);
            Histories histories = new Histories(samples);
            learned = histories.known(samples.trainTargets());
            held = histories.known(samples.validationTargets());
        }

        String fingerprint() {
            return Long
                    .toHexString((samples.hash() * 31 + parts.hash()) * 31 + vocabulary.features().keys().hashCode());
        }

        Learner learner(PersonalisedModel model) {
            int[] targets = Arrays.stream(learned).map(samples::content).toArray();
            HardNegatives similar = HardNegatives.of(
                    parameters.negatives(), said, parts.size(), targets, seed);
            PersonalisedParameters.Schedule schedule = parameters.schedule();
            return new ContrastLearner(
                    samples.batches(learned, schedule.most(), schedule.batch(), seed), new ContrastBatch.Sampler(
                            samples, learned, parts.size(), similar, parameters.negatives()),
                    new ContrastLoss(model, parts, parameters), new HeldTargets(model, parts, samples, held));
        }
    }

    /** Behaviour as something to be learned from. */
    private final class ContrastLearner implements Learner {

        private final EpochBatches<int[]> batches;
        private final ContrastBatch.Sampler sampler;
        private final ContrastLoss loss;
        private final HeldTargets held;

        ContrastLearner(
                EpochBatches<int[]> batches, ContrastBatch.Sampler sampler, ContrastLoss loss, HeldTargets held) {
            this.batches = batches;
            this.sampler = sampler;
            this.loss = loss;
            this.held = held;
        }

        @Override
        public int steps() {
            return batches.size();
        }

        /** Every other step does without biases. */
        @Override
        public NDArray loss(NDManager scope, int epoch, int step) {
            SplittableRandom random = new SplittableRandom(Objects.hash(seed, epoch, step));
            return loss.of(scope, sampler.draw(batches.get(epoch, step), random), step % 2 == 1);
        }

        @Override
        public double validate(NDManager scope) {
            return held.mean(scope);
        }
    }
}
