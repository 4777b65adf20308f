package io.graphrecall.benchmarks.match;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.EpochLog;
import io.graphrecall.evaluation.baselines.ModelRequest;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.MatchConfiguration;
import io.graphrecall.gnn.deepmatch.MatchParameters;
import io.graphrecall.gnn.deepmatch.MatchTraining;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.schema.BehaviourEvent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;

/**
 * Comparison of a warm start with a training from the start. An earlier model is trained without the events of some
 * contents and without the latest event of some users, and then goes on with all events. Leave-one-out, as in
 * {@link MatchDriver}.
 */
public final class WarmStartDriver {

    private static final String USAGE = """
            --data DIR            Data set. Training excludes the last two contents of each user. Required.
            --users SHARE         Share of the users in the sample (default: 1).
            --new SHARE           Share of the contents, and of the users' latest events, that the earlier model lacks
                                  (default: 0.01).
            --seed N              Random seed (default: 0).
            --configuration NAME  session, encoder or popular (default: session).
            --epochs N            Epochs of the training from the start.
            --warm-epochs N       Epochs of the warm start (default: 1).
            --width N             Dimension of all vectors.
            --device NAME         Device: cpu, gpu, gpu:N or auto, the first GPU if there is one (default: auto).
            """;
    private static final double NANOS = 1e9;

    private final TrainingData data;
    private final List<ModelRequest> requests;

    private WarmStartDriver(TrainingData data, List<ModelRequest> requests) {
        this.data = data;
        this.requests = requests;
    }

    /**
     * A trained model.
     *
     * @param epochs  completed epochs of its last training
     * @param seconds duration of that training
     * @param hitRate by K, on all data
     */
    record Result(int epochs, double seconds, double validation, SortedMap<Integer, Double> hitRate) {}

    /** Runs the comparison that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) throws IOException {
        System.out.println(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(run(Arguments.ofProgram(USAGE, words))));
    }

    static Map<String, Result> run(Arguments arguments) {
        FolderGraph folder = new FolderGraph(DataSetFolder.open(arguments.required("data", Path::of)));
        LastEngagements split = LastEngagements.of(
                folder.events(arguments.value("users", 1.0, Double::valueOf)));
        double share = arguments.value("new", 0.01, Double::valueOf);
        long seed = arguments.value("seed", 0L, Long::valueOf);
        MatchParameters preset = arguments.constant("configuration", MatchConfiguration.SESSION).parameters();
        MatchParameters parameters = preset.withModel(
                preset.model().withWidth(arguments.value("width", preset.model().width(), Integer::valueOf)))
                .withSchedule(preset.schedule().withMaxEpochs(
                        arguments.value("epochs", preset.schedule().maxEpochs(), Integer::valueOf)));
        int warmEpochs = arguments.value("warm-epochs", 1, Integer::valueOf);
        ComputeDevice device = arguments.device();
        arguments.requireAllRead();

        TrainingData all = data(folder, split.training());
        WarmStartDriver driver = new WarmStartDriver(
                all, split.test().values().stream().map(LastEngagements.Query::asked).toList());
        MatchTraining training = new MatchTraining(parameters, seed, device);
        Map<String, Result> results = new LinkedHashMap<>();
        try (DeepMatch earlier = driver.train(
                training, data(folder, earlier(split.training(), all.tables().contents().keys(), share, seed)),
                "earlier", results)) {
            driver.train(training, all, "from the start", results).close();
            driver.train(training.startingFrom(earlier, all, warmEpochs).orElseThrow(), all, "warm start", results)
                    .close();
        }
        return results;
    }

    private static TrainingData data(FolderGraph folder, Map<String, List<BehaviourEvent>> events) {
        HeteroGraph graph = folder.graph(events);
        return TrainingData.of(graph, FolderGraph.tables(graph), null, null);
    }

    /** Returns the events without those of some contents and without the latest one of some users. */
    private static Map<String, List<BehaviourEvent>> earlier(
            Map<String, List<BehaviourEvent>> events, List<String> contents, double share, long seed) {
        Random random = new Random(seed);
        Set<String> excluded = new HashSet<>();
        contents.stream().filter(content -> random.nextDouble() < share).forEach(excluded::add);
        Map<String, List<BehaviourEvent>> earlier = new LinkedHashMap<>();
        events.forEach((user, all) -> {
            List<BehaviourEvent> known = new ArrayList<>(all);
            if (random.nextDouble() < share && !known.isEmpty()) {
                known.removeLast();
            }
            known.removeIf(event -> excluded.contains(event.target().key()));
            if (!known.isEmpty()) {
                earlier.put(user, known);
            }
        });
        return earlier;
    }

    private DeepMatch train(
            ModelTraining<TrainingData, DeepMatch> training, TrainingData known, String name,
            Map<String, Result> results) {
        long began = System.nanoTime();
        DeepMatch model = training.train(known, null, new EpochLog());
        double seconds = (System.nanoTime() - began) / NANOS;
        int best = model.metadata().bestEpoch();
        results.put(name, new Result(
                model.metadata().epochs().size(), seconds, model.metadata().epochs().get(best).validation(),
                new DeepMatchHitRates(model, data.tables(), data.vectors()).hitRates(requests)));
        return model;
    }
}
