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
import java.util.stream.Collectors;

/**
 * Trains the configurations that suit the data and keeps the model with the best validation score; the first one of
 * equals. A single configuration is trained in any case.
 */
final class BestOfTrainings implements ModelTraining<TrainingData, DeepMatch> {

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
                one -> Objects.requireNonNull(trainings.get(one)).isUpToDate(model, data));
    }

    @Override
    public DeepMatch train(TrainingData data, @Nullable Path checkpoint, Progress progress) {
        Map<MatchConfiguration, DeepMatch> models = new EnumMap<>(MatchConfiguration.class);
        try {
            for (MatchConfiguration one : suitable(data)) {
                models.put(one, Objects.requireNonNull(trainings.get(one))
                        .train(data, checkpoint(checkpoint, one), progress));
            }
            MatchConfiguration best = best(models);
            if (models.size() > 1) {
                progress.begin("Choosing a configuration of the deep match model", models.size());
                progress.end(models.entrySet().stream().map(model -> "%s %.4f".formatted(
                        model.getKey().wireName(), score(model.getValue()))).collect(Collectors.joining(", "))
                        + ": " + best.wireName());
            }
            for (MatchConfiguration one : models.keySet()) {
                delete(checkpoint(checkpoint, one));
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

    private static @Nullable Path checkpoint(@Nullable Path file, MatchConfiguration configuration) {
        return file == null
                ? null
                : file.resolveSibling(configuration.wireName() + "." + file.getFileName());
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
