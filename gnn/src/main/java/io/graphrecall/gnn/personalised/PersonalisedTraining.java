package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.gnn.training.TrainingLoop;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;

/**
 * Trains the personalised representation on behaviour.
 *
 * @param earlier model that gives the initial weights; null for random ones
 */
public record PersonalisedTraining(
        PersonalisedParameters parameters, long seed, ComputeDevice device, @Nullable Personalised earlier)
        implements
            ModelTraining<TrainingData, Personalised> {

    /** A training from random weights. */
    public PersonalisedTraining(PersonalisedParameters parameters, long seed, ComputeDevice device) {
        this(parameters, seed, device, null);
    }

    @Override
    public boolean canLearn(TrainingData data) {
        PrefixSamples samples = samples(data);
        return new EngagementHistories(samples).withHistory(samples.trainTargets()).length > 0;
    }

    @Override
    public boolean isUpToDate(Personalised model, TrainingData data) {
        PersonalisedMetadata metadata = model.metadata();
        return metadata.parameters().equals(parameters) && metadata.seed() == seed
                && metadata.data().equals(new Samples(data).fingerprint());
    }

    @Override
    public Optional<ModelTraining<TrainingData, Personalised>> startingFrom(
            Personalised model, TrainingData data, int epochs) {
        PersonalisedMetadata metadata = model.metadata();
        return hasSameModel(metadata) && metadata.seed() == seed
                && data.hasVectorsOf(metadata.space(), metadata.vectors())
                && model.canGoOn()
                        ? Optional.of(new PersonalisedTraining(
                                parameters.withSchedule(parameters.schedule().withMaxEpochs(epochs)), seed, device,
                                model))
                        : Optional.empty();
    }

    /** Returns true if a model has the same weights and its training held out the same share of users. */
    private boolean hasSameModel(PersonalisedMetadata metadata) {
        PersonalisedParameters others = metadata.parameters();
        return others.model().equals(parameters.model())
                && others.schedule().validationShare() == parameters.schedule().validationShare();
    }

    @Override
    public Personalised train(TrainingData data, @Nullable Path checkpoint, Progress progress) {
        Samples prepared = new Samples(data);
        if (prepared.trainTargets.length == 0) {
            throw new RecallException(RecallException.Code.INVALID, NOTHING_TO_LEARN);
        }
        TrainingSchedule schedule = parameters.schedule();
        String fingerprint = prepared.fingerprint();
        EmbeddingTable vectors = data.vectors();
        int dimensions = vectors == null ? 0 : vectors.dimensions();
        TrainingLoop loop = new TrainingLoop(
                "the personalised representation", schedule, seed, checkpoint,
                Objects.hash(parameters.toString(), fingerprint, earlier != null));
        try (NDManager manager = Torch.open(device, schedule.threads()); Weights weights = new Weights(manager)) {
            Torch.seed(seed);
            PersonalisedModel model = new PersonalisedModel(
                    weights, parameters.model(), prepared.vocabulary.features().size(), dimensions);
            if (earlier != null) {
                weights.startFrom(earlier.weightsFor(prepared.vocabulary));
            }
            TrainingReport report = loop.run(manager, weights, prepared.learner(model), progress);
            PersonalisedMetadata metadata = new PersonalisedMetadata(
                    parameters, seed, data.space(), dimensions, prepared.trainTargets.length,
                    prepared.validationTargets.length,
                    fingerprint, report.epochs(), report.bestEpoch(),
                    earlier == null ? 0 : earlier.metadata().warmStarts() + 1, data.probe());
            return new Personalised(metadata, prepared.vocabulary, weights.parameters());
        }
    }

    private PrefixSamples samples(TrainingData data) {
        return PrefixSamples.of(data.behaviour(), parameters.model().historyLength(),
                parameters.schedule().validationShare(), seed);
    }

    /** Training data as samples and model inputs. */
    private final class Samples {

        private final PrefixSamples samples;
        private final FeatureVocabulary vocabulary;
        private final ContentInputs inputs;
        private final int[] trainTargets;
        private final int[] validationTargets;

        Samples(TrainingData data) {
            samples = samples(data);
            vocabulary = FeatureVocabulary.of(data.tables(), new BitSet(), new BitSet());
            inputs = ContentInputs.of(data.tables(), vocabulary, data.vectors());
            EngagementHistories histories = new EngagementHistories(samples);
            trainTargets = histories.withHistory(samples.trainTargets());
            validationTargets = histories.withHistory(samples.validationTargets());
        }

        String fingerprint() {
            long hash = (samples.hash() * 31 + inputs.hash()) * 31 + vocabulary.features().keys().hashCode();
            return Long.toHexString(hash * 31 + Arrays.hashCode(trainTargets));
        }

        ContrastiveLearner learner(PersonalisedModel model) {
            return new ContrastiveLearner(
                    parameters, seed, model, inputs, samples, trainTargets,
                    new ContrastiveBatch.Sampler(
                            samples, trainTargets, inputs.size(), parameters.objective().negatives()),
                    new ValidationRanking(model, inputs, samples, validationTargets));
        }
    }
}
