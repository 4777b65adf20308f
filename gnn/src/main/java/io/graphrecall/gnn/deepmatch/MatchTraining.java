package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.EpochBatches;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.sampling.SoftmaxCandidates;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** Trains the deep match model on behaviour. */
public final class MatchTraining implements ModelTraining<TrainingData, DeepMatch> {

    private final MatchParameters parameters;
    private final long seed;

    public MatchTraining(MatchParameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
    }

    /** Whether there is a user who engaged with one content after doing something before. */
    @Override
    public boolean canLearn(TrainingData data) {
        return samples(data).trainTargets().length > 0;
    }

    @Override
    public boolean isUpToDate(DeepMatch model, TrainingData data) {
        MatchMetadata origin = model.metadata();
        return origin.parameters().equals(parameters) && origin.seed() == seed
                && origin.data().equals(new Lessons(data).fingerprint());
    }

    @Override
    public DeepMatch train(TrainingData data, @Nullable Path checkpoint, Progress progress) {
        Lessons lessons = new Lessons(data);
        if (lessons.learned.length == 0) {
            throw new RecallException(RecallException.Code.INVALID, NOTHING_TO_LEARN);
        }
        MatchParameters.Schedule schedule = parameters.schedule();
        String fingerprint = lessons.fingerprint();
        int dimensions = data.vectors() == null ? 0 : data.vectors().dimensions();
        TrainingLoop loop = new TrainingLoop(
                "the deep match model",
                new LoopSettings(
                        schedule.epochs(), schedule.rate(), schedule.weightDecay(), schedule.patience(), seed),
                checkpoint, Objects.hash(parameters.toString(), fingerprint));
        try (NDManager manager = Torch.open(schedule.threads()); Weights weights = new Weights(manager)) {
            Torch.seed(seed);
            MatchModel model = new MatchModel(
                    weights, parameters.model(), lessons.vocabulary, lessons.samples.kinds(), dimensions);
            TrainingReport report = loop.run(manager, weights, lessons.learner(manager, model), progress);
            MatchMetadata origin = new MatchMetadata(
                    parameters, seed, List.copyOf(lessons.samples.kinds()), data.space(), dimensions,
                    lessons.learned.length, lessons.samples.validationTargets().length, data.tables().contents().size(),
                    fingerprint, report.epochs(), report.bestEpoch());
            return DeepMatch.of(
                    new MatchFile.Parts(origin, lessons.vocabulary, weights.all()), schedule.threads());
        }
    }

    private PrefixSamples samples(TrainingData data) {
        return PrefixSamples.of(data.behaviour(), parameters.model().length(), parameters.schedule().held(), seed);
    }

    /** Data prepared to be learned from. */
    private final class Lessons {

        private final PrefixSamples samples;
        private final FeatureVocabulary vocabulary;
        private final Map<SequenceKind, Elements> elements = new EnumMap<>(SequenceKind.class);
        private final int[] learned;

        Lessons(TrainingData data) {
            samples = samples(data);
            BitSet none = new BitSet();
            boolean ids = parameters.model().ids();
            vocabulary = FeatureVocabulary.of(
                    data.tables(), ids ? samples.trainElements(SequenceKind.CONTENT) : none,
                    ids ? samples.trainElements(SequenceKind.ITEM) : none);
            samples.kinds().forEach(kind -> elements.put(
                    kind, Elements.of(kind, data.tables(), vocabulary, data.vectors())));
            learned = parameters.model().variant() == MatchVariant.FILTERED
                    ? new SharedMeaning(samples, elements).sharing(samples.trainTargets())
                    : samples.trainTargets();
        }

        String fingerprint() {
            long hash = samples.hash() * 31 + Arrays.hashCode(learned);
            for (Elements of : elements.values()) {
                hash = hash * 31 + of.hash();
            }
            return Long.toHexString(hash * 31 + vocabulary.nodes().keys().hashCode());
        }

        Learner learner(NDManager manager, MatchModel model) {
            MatchParameters.Schedule schedule = parameters.schedule();
            Elements contents = Objects.requireNonNull(elements.get(SequenceKind.CONTENT));
            boolean whole = contents.size() <= schedule.whole();
            Elements.Batch all = whole ? contents.batch(manager, contents.all()) : null;
            int[] targets = Arrays.stream(learned).map(samples::content).toArray();
            SampleEncoder encoder = new SampleEncoder(model, elements, all);
            MatchLoss loss = new MatchLoss(
                    model, encoder, samples, parameters,
                    new SoftmaxCandidates(contents.size(), targets, whole, schedule.negatives()));
            return new MatchLearner(
                    samples, learned, loss, new HitRates(model, encoder, samples, contents, schedule.batch()));
        }
    }

    /** Behaviour as something to be learned from. */
    private final class MatchLearner implements Learner {

        private final PrefixSamples samples;
        private final EpochBatches<int[]> batches;
        private final MatchLoss loss;
        private final HitRates hitRates;

        MatchLearner(PrefixSamples samples, int[] learned, MatchLoss loss, HitRates hitRates) {
            this.samples = samples;
            batches = samples.batches(learned, parameters.schedule().most(), parameters.schedule().batch(), seed);
            this.loss = loss;
            this.hitRates = hitRates;
        }

        @Override
        public int steps() {
            return batches.size();
        }

        @Override
        public NDArray loss(NDManager scope, int epoch, int step) {
            return loss.of(scope, batches.get(epoch, step), new SplittableRandom(Objects.hash(seed, epoch, step)));
        }

        @Override
        public double validate(NDManager scope) {
            return hitRates.mean(scope, samples.validationTargets());
        }
    }
}
