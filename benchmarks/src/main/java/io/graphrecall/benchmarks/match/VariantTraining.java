package io.graphrecall.benchmarks.match;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.evaluation.baselines.ModelRequest;
import io.graphrecall.generation.AtomicFile;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.MatchMetadata;
import io.graphrecall.gnn.deepmatch.MatchParameters;
import io.graphrecall.gnn.deepmatch.MatchTraining;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Trains variants of the deep match model and measures their hit rates. Each training writes its result to its own file.
 * A finished training is not repeated, and a crashed one resumes after its last complete epoch.
 */
public final class VariantTraining {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final double NANOS = 1e9;

    private final Experiment experiment;
    /** Hash of the vectors that the models read. */
    private final String vectors;
    private final Path folder;
    private final ComputeDevice device;
    private final Progress progress;

    /**
     * Data of an ablation.
     *
     * @param name       identifies the data: results of another name are not reused
     * @param data       training data
     * @param validation requests for the choice of settings
     * @param test       requests for the result
     */
    public record Experiment(
            String name, TrainingData data, List<ModelRequest> validation, List<ModelRequest> test) {}

    /** @param folder gets a folder for each variant and seed */
    public VariantTraining(Experiment experiment, Path folder, ComputeDevice device, Progress progress) {
        this.experiment = experiment;
        EmbeddingTable table = experiment.data().vectors();
        vectors = table == null ? "" : Integer.toHexString(table.hashCode());
        this.folder = folder;
        this.device = device;
        this.progress = progress;
    }

    /**
     * Returns the result of one training, from its file if there is one.
     *
     * @throws RecallException with {@code CANCELLED} if the thread is interrupted; the checkpoint stays
     */
    public VariantResult of(MatchParameters parameters, long seed) {
        String variant = parameters.model().variant().wireName();
        String of = experiment.name() + " " + experiment.data().space() + " " + vectors + " " + parameters
                + " without skips and dislikes";
        try {
            Path own = Files.createDirectories(folder.resolve(variant + "-" + seed));
            Path file = own.resolve("scores.json");
            Optional<VariantResult> kept = kept(file).filter(result -> result.of().equals(of));
            return kept.isPresent() ? kept.get() : trained(parameters, seed, of, own, file);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, folder + " cannot be read or written: " + e.getMessage(), e);
        }
    }

    private static Optional<VariantResult> kept(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), VariantResult.class)) : Optional.empty();
    }

    private VariantResult trained(MatchParameters parameters, long seed, String of, Path own, Path file)
            throws IOException {
        Path checkpoint = own.resolve("checkpoint.npz");
        long began = System.nanoTime();
        try (DeepMatch model = new MatchTraining(parameters, seed, device)
                .train(experiment.data(), checkpoint, progress.prefixed(own.getFileName() + ": "))) {
            double seconds = (System.nanoTime() - began) / NANOS;
            model.write(own.resolve("model.npz"));
            DeepMatchHitRates hitRates = new DeepMatchHitRates(model, experiment.data().tables(),
                    experiment.data().vectors());
            MatchMetadata origin = model.metadata();
            VariantResult result = new VariantResult(
                    parameters.model().variant().wireName(), seed, of, origin.epochs().size(), origin.bestEpoch() + 1,
                    seconds, origin.samples(), hitRates.hitRates(experiment.validation()),
                    hitRates.hitRates(experiment.test()),
                    origin.epochs());
            AtomicFile.write(file, out -> out.write(JSON.writeValueAsBytes(result)));
            Files.deleteIfExists(checkpoint);
            return result;
        }
    }
}
