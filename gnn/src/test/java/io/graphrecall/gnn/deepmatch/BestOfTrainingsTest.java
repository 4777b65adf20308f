package io.graphrecall.gnn.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.ToyGraph;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.tensor.ModelFile;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.schema.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

class BestOfTrainingsTest {

    private static final TrainingData TIMED = ToyGraph.data(30, 1);
    private static final TrainingData UNTIMED = new TrainingData(
            TIMED.behaviour(), false, TIMED.tables(), null, null);

    private static final float GOOD_RATE = 1e-2f;
    private static final float BAD_RATE = 1e-7f;

    @TempDir
    Path folder;

    /** A training of the encoder by another learning rate, whatever the configuration is called. */
    private static MatchTraining training(float learningRate) {
        MatchParameters parameters = MatchConfiguration.ENCODER.parameters();
        return new MatchTraining(
                parameters.withModel(parameters.model().withWidth(16))
                        .withSchedule(new TrainingSchedule(4, 32, learningRate, 0, 0.2, 4, 1)),
                1, ComputeDevice.CPU);
    }

    private static BestOfTrainings trainings(float sessionRate, float encoderRate) {
        return new BestOfTrainings(Map.of(
                MatchConfiguration.SESSION, training(sessionRate), MatchConfiguration.ENCODER, training(encoderRate)));
    }

    private float keptRate(BestOfTrainings trainings, TrainingData data) {
        try (DeepMatch model = trainings.train(data, folder.resolve("checkpoint.npz"), Progress.NONE)) {
            assertThat(trainings.isUpToDate(model, data)).isTrue();
            return model.metadata().parameters().schedule().learningRate();
        }
    }

    @Test
    void theModelWithTheBetterValidationScoreIsKept() throws IOException {
        assertThat(keptRate(trainings(GOOD_RATE, BAD_RATE), TIMED)).isEqualTo(GOOD_RATE);
        assertThat(keptRate(trainings(BAD_RATE, GOOD_RATE), TIMED)).isEqualTo(GOOD_RATE);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("checkpoints of finished trainings").isEmpty();
        }
    }

    @Test
    void aModelWhosePopularityCostsTooMuchIsOnlyUpToDateForTheConfigurationThatKeepsIt() throws IOException {
        BestOfTrainings byDefault = trainings(GOOD_RATE, BAD_RATE);
        BestOfTrainings popular = new BestOfTrainings(Map.of(MatchConfiguration.POPULAR, training(GOOD_RATE)));
        try (DeepMatch trained = popular.train(TIMED, null, Progress.NONE);
                DeepMatch cheap = withCost(trained, 0.1);
                DeepMatch expensive = withCost(trained, 0.3)) {
            assertThat(popular.isUpToDate(expensive, TIMED)).isTrue();
            assertThat(byDefault.isUpToDate(cheap, TIMED)).isTrue();
            assertThat(byDefault.isUpToDate(expensive, TIMED)).isFalse();
            assertThat(byDefault.startingFrom(expensive, TIMED, 4).orElseThrow().isUpToDate(expensive, TIMED))
                    .isFalse();
        }
    }

    /** Returns a copy of a model with another cost of popularity. */
    private DeepMatch withCost(DeepMatch model, double cost) throws IOException {
        Path file = folder.resolve("model.npz");
        model.write(file);
        try (NDManager scope = Torch.open(1); InputStream in = Files.newInputStream(file)) {
            ModelFile.Parts<DeepMatch.Header> parts = ModelFile.read("a model", in, scope, DeepMatch.Header.class);
            MatchMetadata from = model.metadata();
            return new DeepMatch(new MatchMetadata(
                    from.parameters(), from.seed(), from.kinds(), from.timed(), from.space(), from.dimensions(),
                    from.samples(), from.validationSamples(), from.contents(), cost, from.fingerprint(),
                    from.epochs(), from.bestEpoch(), from.warmStarts(), from.vectors()),
                    new FeatureVocabulary(
                            NodeIndex.of(parts.header().features()), NodeIndex.of(parts.header().nodes())),
                    parts.weights(), 1);
        }
    }

    @Test
    void aWarmStartKeepsTheConfigurationOfTheEarlierModel() {
        BestOfTrainings trainings = trainings(BAD_RATE, GOOD_RATE);
        try (DeepMatch earlier = trainings.train(TIMED, null, Progress.NONE);
                DeepMatch next = trainings.startingFrom(earlier, UNTIMED, 1).orElseThrow()
                        .train(UNTIMED, null, Progress.NONE)) {
            assertThat(next.metadata().warmStarts()).isEqualTo(1);
            assertThat(next.metadata().parameters().model()).isEqualTo(earlier.metadata().parameters().model());
        }
    }

    @Test
    void dataWithoutTimesGetTheEncoderUnlessOnlyAnotherConfigurationIsGiven() {
        assertThat(keptRate(trainings(GOOD_RATE, BAD_RATE), UNTIMED)).isEqualTo(BAD_RATE);
        BestOfTrainings session = new BestOfTrainings(Map.of(MatchConfiguration.SESSION, training(GOOD_RATE)));
        assertThat(keptRate(session, UNTIMED)).isEqualTo(GOOD_RATE);
    }
}
