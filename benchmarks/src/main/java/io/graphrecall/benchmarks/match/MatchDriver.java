package io.graphrecall.benchmarks.match;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.match.DeepMatch;
import io.graphrecall.gnn.match.MatchOrigin;
import io.graphrecall.gnn.match.MatchParameters;
import io.graphrecall.gnn.match.MatchTraining;
import io.graphrecall.gnn.match.Variant;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.schema.BehaviourEvent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains variants of the deep match model on a data set and tells their hit rates: leave-one-out, fit strict, all
 * contents ranked but those engaged with before. Every training leaves its scores in a file; what is there is not done
 * again, and a training that was killed goes on.
 */
public final class MatchDriver {

    private static final double NANOS = 1e9;

    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final MatchSettings settings;

    MatchDriver(MatchSettings settings) {
        this.settings = settings;
    }

    /** Runs what the arguments describe; without any, tells which there are. */
    public static void main(String[] words) throws IOException {
        if (words.length == 0) {
            System.err.println(MatchSettings.USAGE);
            System.exit(2);
        }
        MatchDriver driver = new MatchDriver(MatchSettings.of(Arguments.of(words)));
        System.out.println(driver.mapper.writeValueAsString(driver.run()));
    }

    /**
     * What a training came to.
     *
     * @param seconds    of this run: a training that went on after an interruption took longer
     * @param validation hit rates by cut for each user's second last content
     * @param test       for the last one
     * @param losses     of the epochs
     */
    record Result(
            String variant, long seed, int epochs, int bestEpoch, double seconds, int samples,
            Map<Integer, Double> validation, Map<Integer, Double> test, List<TrainingReport.Epoch> losses) {}

    List<Result> run() throws IOException {
        FolderGraph folder = new FolderGraph(DataSetFolder.open(settings.data()));
        Map<String, List<BehaviourEvent>> events = folder.events(settings.users());
        LastEngagements split = LastEngagements.of(settings.swapped() ? SwappedSearches.of(events) : events);
        HeteroGraph graph = folder.graph(split.learned());
        EmbeddingTable said = settings.texts() ? folder.texts(settings.out().resolve("cache")) : null;
        TrainingData data = new TrainingData(
                graph.behaviour(), FolderGraph.tables(graph), said == null ? null : EncoderModel.SPACE, said);
        List<Result> results = new ArrayList<>();
        for (int seed = 0; seed < settings.seeds(); seed++) {
            for (Variant variant : settings.variants()) {
                Result result = result(data, split, variant, seed);
                System.err.println(mapper.writeValueAsString(result));
                results.add(result);
            }
        }
        return results;
    }

    private Result result(TrainingData data, LastEngagements split, Variant variant, long seed)
            throws IOException {
        Path out = Files.createDirectories(settings.out().resolve(variant.wireName() + "-" + seed));
        Path file = out.resolve("scores.json");
        if (Files.exists(file)) {
            return mapper.readValue(file.toFile(), Result.class);
        }
        MatchParameters parameters = settings.parameters()
                .withModel(settings.parameters().model().withVariant(variant));
        long began = System.nanoTime();
        try (DeepMatch model = new MatchTraining(parameters, seed)
                .train(data, out.resolve("checkpoint.npz"), new EpochLines())) {
            double seconds = (System.nanoTime() - began) / NANOS;
            model.write(out.resolve("model.npz"));
            MatchScores scores = new MatchScores(model, data.tables(), data.vectors());
            MatchOrigin origin = model.origin();
            Result result = new Result(
                    variant.wireName(), seed, origin.epochs().size(), origin.bestEpoch() + 1, seconds, origin.samples(),
                    scores.hitRates(split.validation().values()),
                    scores.hitRates(split.test().values()), origin.epochs());
            mapper.writeValue(file.toFile(), result);
            return result;
        }
    }

}
