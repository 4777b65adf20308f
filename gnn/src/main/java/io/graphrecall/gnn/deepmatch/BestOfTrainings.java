package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Trains several configurations and keeps the model with the best validation score; the first one of equals. */
final class BestOfTrainings implements ModelTraining<TrainingData, DeepMatch> {

    private final Map<String, MatchTraining> trainings;

    /** @param trainings by name of the configuration, at least one */
    BestOfTrainings(Map<String, MatchTraining> trainings) {
        this.trainings = new LinkedHashMap<>(trainings);
    }

    @Override
    public boolean canLearn(TrainingData data) {
        return trainings.values().iterator().next().canLearn(data);
    }

    @Override
    public boolean isUpToDate(DeepMatch model, TrainingData data) {
        return trainings.values().stream().anyMatch(training -> training.isUpToDate(model, data));
    }

    @Override
    public DeepMatch train(TrainingData data, @Nullable Path checkpoint, Progress progress) {
        Map<String, DeepMatch> models = new LinkedHashMap<>();
        try {
            trainings.forEach((name, training) -> models.put(
                    name, training.train(data, checkpoint(checkpoint, name), progress)));
            String best = best(models);
            if (models.size() > 1) {
                progress.begin("Choosing a configuration of the deep match model", models.size());
                progress.end(models.entrySet().stream().map(model -> "%s %.4f".formatted(
                        model.getKey(), score(model.getValue()))).collect(Collectors.joining(", ")) + ": " + best);
            }
            for (String name : trainings.keySet()) {
                delete(checkpoint(checkpoint, name));
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

    private static String best(Map<String, DeepMatch> models) {
        return models.entrySet().stream().reduce(
                (one, other) -> score(other.getValue()) > score(one.getValue()) ? other : one).orElseThrow().getKey();
    }

    private static double score(DeepMatch model) {
        MatchMetadata metadata = model.metadata();
        return metadata.epochs().get(metadata.bestEpoch()).validation();
    }

    private static @Nullable Path checkpoint(@Nullable Path file, String configuration) {
        return file == null
                ? null
                : file.resolveSibling(configuration.toLowerCase(Locale.ROOT) + "." + file.getFileName());
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
