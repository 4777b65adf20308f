package io.graphrecall.benchmarks.match;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.benchmarks.input.Arguments;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Trains the personalised representation on a data set and tells how often a user's last content is among those nearest
 * to the one before, beside the vectors that it is made from: leave-one-out, fit strict, all contents ranked but those
 * engaged with before. Every training leaves its scores in a file; what is there is not done again, and a training that
 * was killed goes on.
 */
public final class PersonalisedDriver {

    private static final double NANOS = 1e9;

    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final PersonalisedSettings settings;

    PersonalisedDriver(PersonalisedSettings settings) {
        this.settings = settings;
    }

    /** Runs what the arguments describe; without any, tells which there are. */
    public static void main(String[] words) throws IOException {
        if (words.length == 0) {
            System.err.println(PersonalisedSettings.USAGE);
            System.exit(2);
        }
        PersonalisedDriver driver = new PersonalisedDriver(PersonalisedSettings.of(Arguments.of(words)));
        System.out.println(driver.mapper.writeValueAsString(driver.run()));
    }

    /**
     * What a space comes to.
     *
     * @param space      the name of a variant, or of the space that it is made from
     * @param seconds    of this run: a training that went on after an interruption took longer
     * @param validation hit rates by group of targets and cut for each user's second last content
     * @param test       for the last one
     * @param losses     of the epochs
     */
    record Result(
            String space, long seed, int epochs, int bestEpoch, double seconds, int samples,
            Map<String, Map<Integer, Double>> validation, Map<String, Map<Integer, Double>> test,
            List<TrainingReport.Epoch> losses) {}

    List<Result> run() throws IOException {
        DataSetFolder data = DataSetFolder.open(settings.data());
        FolderGraph folder = new FolderGraph(data);
        LastEngagements split = LastEngagements.of(folder.events(settings.users()));
        BitSet withheld = withheld(folder.contents().size());
        SaidVectors said = SaidVectors.of(settings, folder, withheld);
        GraphTables tables = FolderGraph.tables(folder.graph(split.learned()));
        List<Result> results = new ArrayList<>();
        results.add(told(score(said.space(), 0, said.vectors(), tables, withheld, split)));
        TrainingData learned = learned(data, tables, split, said, withheld);
        for (int seed = 0; seed < settings.seeds(); seed++) {
            for (Ablation variant : settings.variants()) {
                results.add(told(result(variant, seed, learned, said, tables, withheld, split)));
            }
        }
        return results;
    }

    private Result told(Result result) throws IOException {
        System.err.println(mapper.writeValueAsString(result));
        return result;
    }

    /** What is learned from: nothing of the contents that are withheld, not even that they are there. */
    private static TrainingData learned(
            DataSetFolder data, GraphTables tables, LastEngagements split, SaidVectors said, BitSet withheld) {
        FolderGraph warm = new FolderGraph(data, id -> !withheld.get(tables.contents().ordinal(id)));
        HeteroGraph graph = warm.graph(split.learned());
        GraphTables ofWarm = FolderGraph.tables(graph);
        int[] ordinals = ofWarm.contents().keys().stream().mapToInt(tables.contents()::ordinal).toArray();
        return new TrainingData(graph.behaviour(), ofWarm, said.space(), said.of(ordinals));
    }

    private Result result(
            Ablation variant, long seed, TrainingData learned, SaidVectors said, GraphTables tables, BitSet withheld,
            LastEngagements split) throws IOException {
        Path out = Files.createDirectories(settings.out().resolve(variant.wireName() + "-" + seed));
        Path file = out.resolve("scores.json");
        if (Files.exists(file)) {
            return mapper.readValue(file.toFile(), Result.class);
        }
        long began = System.nanoTime();
        Personalised model = new PersonalisedTraining(variant.of(settings.parameters()), seed)
                .train(learned, out.resolve("checkpoint.npz"), new EpochLines());
        double seconds = (System.nanoTime() - began) / NANOS;
        model.write(out.resolve("model.npz"));
        PersonalisedMetadata origin = model.metadata();
        Result scored = score(
                variant.wireName(), seed, model.contents(tables, said.vectors()), tables, withheld, split);
        Result result = new Result(
                scored.space(), seed, origin.epochs().size(), origin.bestEpoch() + 1, seconds, origin.samples(),
                scored.validation(), scored.test(), origin.epochs());
        mapper.writeValue(file.toFile(), result);
        return result;
    }

    private static Result score(
            String space, long seed, EmbeddingTable vectors, GraphTables tables, BitSet withheld,
            LastEngagements split) {
        NearestScores scores = new NearestScores(tables.contents(), vectors, withheld);
        return new Result(
                space, seed, 0, 0, 0, 0, scores.hitRates(split.validation().values()),
                scores.hitRates(split.test().values()), List.of());
    }

    /** The same contents for every variant and seed. */
    private BitSet withheld(int contents) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, contents).boxed().toList());
        Collections.shuffle(order, new Random(0));
        BitSet withheld = new BitSet();
        order.subList(0, (int) Math.round(settings.cold() * contents)).forEach(withheld::set);
        return withheld;
    }
}
