package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.sampling.SoftmaxCandidates;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.gnn.training.TrainingLoop;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.retrieval.ContentPopularity;
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
import java.util.Optional;

/**
 * Trains the deep match model on behaviour.
 *
 * @param earlier model that gives the initial weights; null for random ones
 */
public record MatchTraining(
        MatchParameters parameters, long seed, ComputeDevice device, @Nullable DeepMatch earlier)
        implements
            ModelTraining<TrainingData, DeepMatch> {

    /** A training from random weights. */
    public MatchTraining(MatchParameters parameters, long seed, ComputeDevice device) {
        this(parameters, seed, device, null);
    }

    /** Returns the training of the same model without popularity in its scores. */
    MatchTraining withoutPopularity() {
        return new MatchTraining(parameters.withModel(parameters.model().withPopularity(false)), seed, device);
    }

    /** Returns true if any user engaged with a content after an earlier event. */
    @Override
    public boolean canLearn(TrainingData data) {
        return samples(data).trainTargets().length > 0;
    }

    @Override
    public boolean isUpToDate(DeepMatch model, TrainingData data) {
        MatchMetadata metadata = model.metadata();
        return metadata.parameters().equals(parameters(data)) && metadata.seed() == seed
                && metadata.fingerprint().equals(new PreparedData(data).fingerprint());
    }

    @Override
    public Optional<ModelTraining<TrainingData, DeepMatch>> startingFrom(
            DeepMatch model, TrainingData data, int epochs) {
        MatchMetadata metadata = model.metadata();
        return hasSameModel(metadata.parameters(), parameters(data)) && metadata.seed() == seed
                && data.hasVectorsOf(metadata.space(), metadata.vectors())
                        ? Optional.of(new MatchTraining(
                                parameters.withSchedule(parameters.schedule().withMaxEpochs(epochs)), seed, device,
                                model))
                        : Optional.empty();
    }

    /** Returns true if a model has the same weights and its training held out the same share of users. */
    private static boolean hasSameModel(MatchParameters one, MatchParameters other) {
        return one.model().equals(other.model())
                && one.schedule().validationShare() == other.schedule().validationShare();
    }

    /** Returns the parameters for some data: without a full softmax, ids are not smoothed, and no second copy is kept. */
    private MatchParameters parameters(TrainingData data) {
        return hasFullSoftmax(data.tables().contents().size())
                ? parameters
                : parameters.withModel(parameters.model().withIdGraph(false));
    }

    private boolean hasFullSoftmax(int contents) {
        return contents <= parameters.objective().fullSoftmaxLimit();
    }

    @Override
    public DeepMatch train(TrainingData data, @Nullable Path checkpoint, Progress progress) {
        PreparedData prepared = new PreparedData(data);
        if (prepared.targets.length == 0) {
            throw new RecallException(RecallException.Code.INVALID, NOTHING_TO_LEARN);
        }
        TrainingSchedule schedule = parameters.schedule();
        String fingerprint = prepared.fingerprint();
        int dimensions = data.vectors() == null ? 0 : data.vectors().dimensions();
        TrainingLoop loop = new TrainingLoop(
                "the deep match model", schedule, seed, checkpoint,
                Objects.hash(parameters.toString(), fingerprint, earlier != null));
        try (NDManager manager = Torch.open(device, schedule.threads()); Weights weights = new Weights(manager)) {
            Torch.seed(seed);
            MatchModel model = new MatchModel(
                    weights, parameters(data).model(), prepared.vocabulary, prepared.samples.kinds(), dimensions);
            if (earlier != null) {
                weights.startFrom(earlier.weightsFor(prepared.vocabulary));
            }
            IdGraphs graphs = model.elements().smoothsIds()
                    ? IdGraphs.of(manager, data, prepared.samples, prepared.vocabulary)
                    : null;
            MatchLearner learner = prepared.learner(manager, model, graphs);
            TrainingReport report = loop.run(manager, weights, learner, progress);
            if (graphs != null) {
                model.elements().storeIds(graphs.full());
            }
            MatchMetadata metadata = new MatchMetadata(
                    parameters(data), seed, List.copyOf(prepared.samples.kinds()), data.timed(), data.space(),
                    dimensions,
                    prepared.targets.length, prepared.samples.validationTargets().length,
                    data.tables().contents().size(), prepared.popularityCost(manager, learner), fingerprint,
                    report.epochs(), report.bestEpoch(), earlier == null ? 0 : earlier.metadata().warmStarts() + 1,
                    data.probe());
            return new DeepMatch(metadata, prepared.vocabulary, weights.all(), schedule.threads());
        }
    }

    private PrefixSamples samples(TrainingData data) {
        return PrefixSamples.of(
                data.behaviour(), parameters.model().maxLength(), parameters.schedule().validationShare(), seed);
    }

    /** Samples, vocabulary and element features of the training data. */
    private final class PreparedData {

        /** ln(1 + popularity) by content, without the validation targets. */
        private final float[] popularity;
        private final boolean timed;
        private final PrefixSamples samples;
        private final FeatureVocabulary vocabulary;
        private final Map<SequenceKind, ElementTable> elements = new EnumMap<>(SequenceKind.class);
        private final int[] targets;

        PreparedData(TrainingData data) {
            timed = data.timed();
            samples = samples(data);
            int[] positives = data.tables().positives().clone();
            Arrays.stream(samples.validationTargets()).forEach(target -> positives[samples.content(target)]--);
            popularity = ContentPopularity.logarithms(positives);
            BitSet none = new BitSet();
            boolean ids = parameters.model().idEmbeddings();
            vocabulary = FeatureVocabulary.of(
                    data.tables(), ids ? samples.trainElements(SequenceKind.CONTENT) : none,
                    ids ? samples.trainElements(SequenceKind.ITEM) : none);
            samples.kinds().forEach(kind -> elements.put(
                    kind, ElementTable.of(kind, data.tables(), vocabulary, data.vectors())));
            targets = parameters.model().variant() == MatchVariant.FILTERED
                    ? Arrays.stream(samples.trainTargets()).filter(this::sharesFeatures).toArray()
                    : samples.trainTargets();
        }

        /** Returns true if a target shares a feature with an element of its user's sequences. */
        private boolean sharesFeatures(int target) {
            BitSet ofTarget = new BitSet();
            addFeatures(SequenceKind.CONTENT, target, ofTarget);
            BitSet ofSequences = new BitSet();
            samples.sequencesBefore(target).forEach(
                    (kind, events) -> Arrays.stream(events).forEach(event -> addFeatures(kind, event, ofSequences)));
            return ofTarget.intersects(ofSequences);
        }

        private void addFeatures(SequenceKind kind, int event, BitSet into) {
            CsrTable features = Objects.requireNonNull(elements.get(kind)).features();
            int element = samples.behaviour().target(event);
            for (int entry = features.start(element); entry < features.end(element); entry++) {
                into.set(features.column(entry));
            }
        }

        String fingerprint() {
            long hash = (samples.hash() * 31 + Arrays.hashCode(targets)) * 31 + Arrays.hashCode(popularity);
            for (ElementTable table : elements.values()) {
                hash = hash * 31 + table.hash();
            }
            return Long.toHexString((hash * 31 + vocabulary.nodes().keys().hashCode()) * 31
                    + vocabulary.features().keys().hashCode());
        }

        double popularityCost(NDManager manager, MatchLearner learner) {
            return Torch.infer(manager, scope -> learner.popularityCost(scope, popularity));
        }

        MatchLearner learner(NDManager manager, MatchModel model, @Nullable IdGraphs graphs) {
            MatchParameters.Objective objective = parameters.objective();
            ElementTable contents = Objects.requireNonNull(elements.get(SequenceKind.CONTENT));
            boolean fullSoftmax = hasFullSoftmax(contents.size());
            return new MatchLearner(
                    parameters, seed, model,
                    new SampleEncoder(model, samples, elements, popularity, timed,
                            fullSoftmax ? contents.batch(manager, contents.all()) : null),
                    samples, contents, graphs,
                    graphs == null ? List.of(targets) : samples.byFold(targets, IdGraphs.FOLDS),
                    objective.dwellWeights() ? SampleWeights.byDwell(samples, targets) : SampleWeights.equal(samples),
                    new SoftmaxCandidates(
                            contents.size(), Arrays.stream(targets).map(samples::content).toArray(), fullSoftmax,
                            objective.negatives()));
        }
    }
}
