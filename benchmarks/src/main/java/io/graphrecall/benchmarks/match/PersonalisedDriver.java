package io.graphrecall.benchmarks.match;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.benchmarks.folder.RandomSample;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.EpochLog;
import io.graphrecall.benchmarks.input.ResultFolder;
import io.graphrecall.evaluation.description.Fingerprint;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.personalised.Personalised;
import io.graphrecall.gnn.personalised.PersonalisedMetadata;
import io.graphrecall.gnn.personalised.PersonalisedTraining;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.retrieval.GraphTables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Evaluation of the personalised representation on a data set, compared with its input vectors: hit rates of
 * nearest-neighbour search from the second last content for the last one. Leave-one-out, fit strict, over all contents
 * except those engaged before. Each training writes its scores to a file. Finished trainings are not repeated, and
 * interrupted ones resume.
 */
public final class PersonalisedDriver {

    private static final double NANOS = 1e9;

    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final PersonalisedSettings settings;

    PersonalisedDriver(PersonalisedSettings settings) {
        this.settings = settings;
    }

    /** Runs the evaluation that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) throws IOException {
        PersonalisedDriver driver = new PersonalisedDriver(
                PersonalisedSettings.of(Arguments.ofProgram(PersonalisedSettings.USAGE, words)));
        System.out.println(driver.mapper.writeValueAsString(driver.run()));
    }

    /**
     * Scores of one space.
     *
     * @param space      name of the variant or of the input space
     * @param seconds    training time of this run; a resumed training took longer in total
     * @param validation hit rates by group of targets and K for the second last content of each user
     * @param test       hit rates by group of targets and K for the last content of each user
     * @param losses     losses by epoch
     */
    record Result(
            String space, long seed, int epochs, int bestEpoch, double seconds, int samples,
            Map<String, Map<Integer, Double>> validation, Map<String, Map<Integer, Double>> test,
            List<TrainingReport.Epoch> losses) {}

    List<Result> run() throws IOException {
        ResultFolder.require(settings.out(), "%s, users %s, cold %s, %s".formatted(
                Fingerprint.of(settings.data()), settings.users(), settings.cold(),
                settings.parameters()));
        DataSetFolder data = DataSetFolder.open(settings.data());
        FolderGraph folder = new FolderGraph(data);
        LastEngagements split = LastEngagements.of(folder.events(settings.users()));
        int contents = folder.contents().size();
        // The same contents for every variant and seed.
        BitSet withheld = RandomSample.of(contents, (int) Math.round(settings.cold() * contents));
        InputVectors input = InputVectors.of(settings, folder, withheld);
        GraphTables tables = FolderGraph.tables(folder.graph(split.training()));
        List<Result> results = new ArrayList<>();
        results.add(logged(score(input.space(), 0, input.vectors(), tables, withheld, split)));
        TrainingData training = trainingData(data, tables, split, input, withheld);
        for (int seed = 0; seed < settings.seeds(); seed++) {
            for (Ablation variant : settings.variants()) {
                results.add(logged(result(variant, seed, training, input, tables, withheld, split)));
            }
        }
        return results;
    }

    private Result logged(Result result) throws IOException {
        System.err.println(mapper.writeValueAsString(result));
        return result;
    }

    /** Returns the training data without any trace of the withheld contents. */
    private static TrainingData trainingData(
            DataSetFolder data, GraphTables tables, LastEngagements split, InputVectors input, BitSet withheld) {
        FolderGraph warm = new FolderGraph(data, id -> !withheld.get(tables.contents().ordinal(id)));
        HeteroGraph graph = warm.graph(split.training());
        GraphTables warmTables = FolderGraph.tables(graph);
        int[] ordinals = warmTables.contents().keys().stream().mapToInt(tables.contents()::ordinal).toArray();
        return TrainingData.of(graph, warmTables, input.space(), input.of(ordinals));
    }

    private Result result(
            Ablation variant, long seed, TrainingData training, InputVectors input, GraphTables tables, BitSet withheld,
            LastEngagements split) throws IOException {
        Path out = Files.createDirectories(settings.out().resolve(variant.wireName() + "-" + seed));
        Path file = out.resolve("scores.json");
        if (Files.exists(file)) {
            return mapper.readValue(file.toFile(), Result.class);
        }
        long start = System.nanoTime();
        Personalised model = new PersonalisedTraining(variant.of(settings.parameters()), seed, settings.device())
                .train(training, out.resolve("checkpoint.npz"), new EpochLog());
        double seconds = (System.nanoTime() - start) / NANOS;
        model.write(out.resolve("model.npz"));
        PersonalisedMetadata origin = model.metadata();
        Result scored = score(
                variant.wireName(), seed, model.contents(tables, input.vectors()), tables, withheld, split);
        Result result = new Result(
                scored.space(), seed, origin.epochs().size(), origin.bestEpoch() + 1, seconds, origin.samples(),
                scored.validation(), scored.test(), origin.epochs());
        mapper.writeValue(file.toFile(), result);
        return result;
    }

    private static Result score(
            String space, long seed, EmbeddingTable vectors, GraphTables tables, BitSet withheld,
            LastEngagements split) {
        NearestScores scores = new NearestScores(tables, vectors, withheld);
        return new Result(
                space, seed, 0, 0, 0, 0, scores.hitRates(split.validation().values()),
                scores.hitRates(split.test().values()), List.of());
    }

}
