package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Trains the configurations that suit the data and keeps the model with the best validation score; the first one of
 * equals. A single configuration is trained in any case.
 */
final class BestOfTrainings implements ModelTraining<TrainingData, DeepMatch> {

    /** Maximum {@link PopularityCost} of a model that is kept. */
    private static final double MAX_POPULARITY_COST = 0.2;

    private static final String WITHOUT_POPULARITY = "-without-popularity";

    private final Map<MatchConfiguration, MatchTraining> trainings;

    /** @param trainings at least one */
    BestOfTrainings(Map<MatchConfiguration, MatchTraining> trainings) {
        this.trainings = new EnumMap<>(trainings);
    }

    @Override
    public boolean canLearn(TrainingData data) {
        return trainings.values().iterator().next().canLearn(data);
    }

    @Override
    public boolean isUpToDate(DeepMatch model, TrainingData data) {
        return suitable(data).stream().anyMatch(
                one -> !costsTooMuch(one, model)
                        && variants(one).anyMatch(training -> training.isUpToDate(model, data)));
    }

    /**
     * Returns a training of the earlier model's configuration. If the popularity in its scores then costs too much of the
     * tail share, the configuration is trained from the start.
     */
    @Override
    public Optional<ModelTraining<TrainingData, DeepMatch>> startingFrom(
            DeepMatch earlier, TrainingData data, int epochs) {
        for (MatchConfiguration one : suitable(data)) {
            Optional<ModelTraining<TrainingData, DeepMatch>> warm = variants(one)
                    .flatMap(training -> training.startingFrom(earlier, data, epochs).stream()).findFirst();
            if (warm.isPresent()) {
                return Optional.of(new WarmStart(one, warm.get()));
            }
        }
        return Optional.empty();
    }

    private Stream<MatchTraining> variants(MatchConfiguration one) {
        return one.keepsPopularity()
                ? Stream.of(training(one))
                : Stream.of(training(one), training(one).withoutPopularity());
    }

    /** A warm start of one configuration. */
    private final class WarmStart implements ModelTraining<TrainingData, DeepMatch> {

        private final MatchConfiguration configuration;
        private final ModelTraining<TrainingData, DeepMatch> training;

        WarmStart(MatchConfiguration configuration, ModelTraining<TrainingData, DeepMatch> training) {
            this.configuration = configuration;
            this.training = training;
        }

        @Override
        public boolean canLearn(TrainingData data) {
            return training.canLearn(data);
        }

        @Override
        public boolean isUpToDate(DeepMatch model, TrainingData data) {
            return !costsTooMuch(configuration, model) && training.isUpToDate(model, data);
        }

        @Override
        public Optional<ModelTraining<TrainingData, DeepMatch>> startingFrom(
                DeepMatch earlier, TrainingData data, int epochs) {
            return training.startingFrom(earlier, data, epochs);
        }

        @Override
        public DeepMatch train(TrainingData data, @Nullable Path checkpoint, Progress progress) {
            DeepMatch model = training.train(data, checkpoint, progress);
            if (!costsTooMuch(configuration, model)) {
                return model;
            }
            model.close();
            reportCost(model, "training from the start", progress);
            DeepMatch fresh = BestOfTrainings.this.train(configuration, data, checkpoint, progress);
            deleteCheckpoints(configuration, checkpoint);
            return fresh;
        }
    }

    @Override
    public DeepMatch train(TrainingData data, @Nullable Path checkpoint, Progress progress) {
        Map<MatchConfiguration, DeepMatch> models = new EnumMap<>(MatchConfiguration.class);
        try {
            for (MatchConfiguration one : suitable(data)) {
                models.put(one, train(one, data, checkpoint, progress));
            }
            MatchConfiguration best = best(models);
            if (models.size() > 1) {
                progress.begin("Choosing a configuration of the deep match model", models.size());
                progress.end(models.entrySet().stream()
                        .map(model -> "%s %.4f".formatted(model.getKey().wireName(), score(model.getValue())))
                        .collect(Collectors.joining(", ", best.wireName() + ", by the validation scores ", "")));
            }
            for (MatchConfiguration one : models.keySet()) {
                deleteCheckpoints(one, checkpoint);
            }
            DeepMatch model = models.remove(best);
            if (model == null) {
                throw new IllegalStateException("there is no configuration to train");
            }
            return model;
        } finally {
            models.values().forEach(DeepMatch::close);
        }
    }

    private static void deleteCheckpoints(MatchConfiguration configuration, @Nullable Path checkpoint) {
        delete(checkpoint(checkpoint, configuration.wireName()));
        delete(checkpoint(checkpoint, configuration.wireName() + WITHOUT_POPULARITY));
    }

    private List<MatchConfiguration> suitable(TrainingData data) {
        List<MatchConfiguration> all = List.copyOf(trainings.keySet());
        return all.size() == 1 ? all : all.stream().filter(one -> one.suits(data)).toList();
    }

    private static MatchConfiguration best(Map<MatchConfiguration, DeepMatch> models) {
        return models.entrySet().stream().reduce(
                (one, other) -> score(other.getValue()) > score(one.getValue()) ? other : one).orElseThrow().getKey();
    }

    private static double score(DeepMatch model) {
        MatchMetadata metadata = model.metadata();
        return metadata.epochs().get(metadata.bestEpoch()).validation();
    }

    /**
     * Trains a configuration; once more without popularity in its scores if that costs too much of the tail share, so that
     * the popular do not get more popular.
     */
    private DeepMatch train(
            MatchConfiguration one, TrainingData data, @Nullable Path checkpoint, Progress progress) {
        String name = "Configuration " + one.wireName();
        DeepMatch model = training(one)
                .train(data, checkpoint(checkpoint, one.wireName()), progress.prefixed(name + ": "));
        if (!costsTooMuch(one, model)) {
            return model;
        }
        model.close();
        reportCost(model, "training once more without it", progress);
        DeepMatch without = training(one).withoutPopularity()
                .train(data, checkpoint(checkpoint, one.wireName() + WITHOUT_POPULARITY),
                        progress.prefixed(name + " without popularity: "));
        progress.begin("Validation score of the deep match model without popularity", 1);
        progress.end("%.4f, with it %.4f".formatted(score(without), score(model)));
        return without;
    }

    private static boolean costsTooMuch(MatchConfiguration one, DeepMatch model) {
        return model.metadata().popularityCost() > MAX_POPULARITY_COST && !one.keepsPopularity();
    }

    private static void reportCost(DeepMatch model, String consequence, Progress progress) {
        progress.begin("Checking the deep match model's preference for popular contents", 1);
        progress.end("it lowers the share of long-tail contents by %.0f %%, %s".formatted(
                100 * model.metadata().popularityCost(), consequence));
    }

    private MatchTraining training(MatchConfiguration one) {
        return Objects.requireNonNull(trainings.get(one));
    }

    private static @Nullable Path checkpoint(@Nullable Path file, String name) {
        return file == null
                ? null
                : file.resolveSibling(name + "." + file.getFileName());
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, file + " cannot be deleted", e);
        }
    }
}
