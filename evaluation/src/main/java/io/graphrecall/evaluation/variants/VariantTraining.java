package io.graphrecall.evaluation.variants;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.generation.AtomicFile;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.MatchMetadata;
import io.graphrecall.gnn.deepmatch.MatchParameters;
import io.graphrecall.gnn.deepmatch.MatchTraining;
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
 * Trains variants of the deep match model and asks them for targets. Each training leaves its result in a file of its
 * own: what is there is not done again, and a training that was killed goes on after its last whole epoch.
 */
public final class VariantTraining {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final double NANOS = 1e9;

    private final Lesson lesson;
    private final Path folder;
    private final Progress progress;

    /**
     * What is learned, and asked afterwards.
     *
     * @param name       tells it from other lessons
     * @param data       what is learned from
     * @param validation what is asked that settings may be chosen by
     * @param test       what is asked for the result
     */
    public record Lesson(
            String name, TrainingData data, List<ModelRequest> validation, List<ModelRequest> test) {}

    /** @param folder gets a folder for each variant and seed */
    public VariantTraining(Lesson lesson, Path folder, Progress progress) {
        this.lesson = lesson;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * The result of one training.
     *
     * @throws RecallException with {@code CANCELLED} where the thread was interrupted; what was learned stays
     */
    public VariantResult of(MatchParameters parameters, long seed) {
        String variant = parameters.model().variant().wireName();
        String of = lesson.name() + " " + parameters;
        try {
            Path own = Files.createDirectories(folder.resolve(variant + "-" + seed));
            Path file = own.resolve("scores.json");
            Optional<VariantResult> kept = kept(file).filter(result -> result.of().equals(of));
            return kept.isPresent() ? kept.get() : trained(parameters, seed, of, own, file);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Optional<VariantResult> kept(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), VariantResult.class)) : Optional.empty();
    }

    /** Says what a task is of. */
    private record Named(String prefix, Progress progress) implements Progress {

        @Override
        public void begin(String name, long total) {
            progress.begin(prefix + name, total);
        }

        @Override
        public void advance(long steps) {
            progress.advance(steps);
        }

        @Override
        public void end(String outcome) {
            progress.end(outcome);
        }
    }

    private VariantResult trained(MatchParameters parameters, long seed, String of, Path own, Path file)
            throws IOException {
        Path checkpoint = own.resolve("checkpoint.npz");
        long began = System.nanoTime();
        try (DeepMatch model = new MatchTraining(parameters, seed)
                .train(lesson.data(), checkpoint, new Named(own.getFileName() + ": ", progress))) {
            double seconds = (System.nanoTime() - began) / NANOS;
            model.write(own.resolve("model.npz"));
            DeepMatchHitRates scores = new DeepMatchHitRates(model, lesson.data().tables(), lesson.data().vectors());
            MatchMetadata origin = model.metadata();
            VariantResult result = new VariantResult(
                    parameters.model().variant().wireName(), seed, of, origin.epochs().size(), origin.bestEpoch() + 1,
                    seconds, origin.samples(), scores.hitRates(lesson.validation()), scores.hitRates(lesson.test()),
                    origin.epochs());
            AtomicFile.write(file, out -> out.write(JSON.writeValueAsBytes(result)));
            Files.deleteIfExists(checkpoint);
            return result;
        }
    }
}
