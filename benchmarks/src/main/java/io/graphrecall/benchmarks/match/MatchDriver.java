package io.graphrecall.benchmarks.match;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.EpochLog;
import io.graphrecall.blend.fit.Interval;
import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.evaluation.baselines.LinearRanker;
import io.graphrecall.evaluation.baselines.ModelRequest;
import io.graphrecall.evaluation.baselines.VectorHitRates;
import io.graphrecall.evaluation.description.Fingerprint;
import io.graphrecall.evaluation.metrics.Bootstrap;
import io.graphrecall.evaluation.metrics.Ranks;
import io.graphrecall.evaluation.protocol.Strata;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.MatchParameters;
import io.graphrecall.gnn.deepmatch.MatchVariant;
import io.graphrecall.gnn.deepmatch.UserSequences;
import io.graphrecall.gnn.deepmatch.UserTower;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.schema.BehaviourEvent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluation of deep match model variants on a data set: hit rates with leave-one-out, fit strict, over all contents
 * except those engaged before. Each training writes its scores to a file. Finished trainings are not repeated, and
 * interrupted ones resume.
 */
public final class MatchDriver {

    /** Name of the group of all queries. */
    static final String ALL = "all";

    private static final int PASSES = 5;

    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final MatchSettings settings;
    private final LastEngagements split;
    private final TrainingData data;

    MatchDriver(MatchSettings settings) {
        this.settings = settings;
        FolderGraph folder = new FolderGraph(DataSetFolder.open(settings.data()));
        Map<String, List<BehaviourEvent>> events = folder.events(settings.users());
        split = LastEngagements.of(settings.swapped() ? SwappedSearches.of(events) : events);
        HeteroGraph graph = folder.graph(split.training());
        data = settings.texts()
                ? TrainingData.of(graph, FolderGraph.tables(graph), EncoderModel.SPACE,
                        folder.texts(settings.out().resolve("cache")))
                : TrainingData.of(graph, FolderGraph.tables(graph), null, null);
    }

    /** Runs the evaluation that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) throws IOException {
        MatchDriver driver = new MatchDriver(MatchSettings.of(Arguments.ofProgram(MatchSettings.USAGE, words)));
        System.out.println(driver.mapper.writeValueAsString(driver.report(driver.run())));
    }

    /**
     * Report of a run.
     *
     * @param trainings one per variant and seed
     * @param strata    by group of queries, hit rates of each model; see {@link Strata}
     * @param lists     by model, the spread of its lists
     * @param micros    by model that can serve, processor time of a user vector in microseconds
     * @param noise     influence of noise on user vectors; empty without a ground truth
     */
    record Report(
            List<VariantResult> trainings, Map<String, Stratum> strata, Map<String, ModelLists> lists,
            Map<String, Double> micros, List<TruthScores.Result> noise) {}

    /** Hit rates of all models on a group of queries. */
    record Stratum(int queries, Map<String, Rates> models) {}

    /**
     * Hit rates by K, with 95 % intervals of a bootstrap.
     *
     * @param minusBaseline difference to the baseline, paired by query; empty for the baseline
     */
    record Rates(SortedMap<Integer, Interval> hitRate, SortedMap<Integer, Interval> minusBaseline) {}

    List<VariantResult> run() throws IOException {
        VariantTraining training = new VariantTraining(
                new VariantTraining.Experiment(
                        "%s, users %s, searches %s, texts %s".formatted(
                                Fingerprint.of(settings.data()), settings.users(),
                                settings.swapped() ? "of others" : "their own", settings.texts()),
                        data, asked(split.validation()), asked(split.test())),
                settings.out(), settings.device(), new EpochLog());
        List<VariantResult> results = new ArrayList<>();
        for (int seed = 0; seed < settings.seeds(); seed++) {
            for (MatchVariant variant : settings.variants()) {
                MatchParameters parameters = settings.parameters()
                        .withModel(settings.parameters().model().withVariant(variant));
                VariantResult result = training.of(parameters, seed);
                results.add(result);
            }
        }
        return results;
    }

    /** Compares the trained models with each other and with a {@link LinearRanker}. */
    Report report(List<VariantResult> results) throws IOException {
        TruthScores truth = settings.truth() == null ? null : new TruthScores(settings.truth());
        List<LastEngagements.Query> queries = List.copyOf(split.test().values());
        List<ModelRequest> requests = queries.stream().map(LastEngagements.Query::asked).toList();
        List<int[]> ranks = new ArrayList<>();
        Map<String, ModelLists> lists = new LinkedHashMap<>();
        Map<String, Double> micros = new LinkedHashMap<>();
        List<TruthScores.Result> noise = new ArrayList<>();
        for (VariantResult result : results) {
            String name = name(result);
            Path file = settings.out().resolve(name).resolve("model.npz");
            try (InputStream in = Files.newInputStream(file); DeepMatch model = DeepMatch.read(in, 1)) {
                DeepMatchHitRates rates = new DeepMatchHitRates(model, data.tables(), data.vectors());
                List<int[]> found = rates.lists(requests);
                if (model.hasUserTower()) {
                    micros.put(name, micros(model.userTower(), requests.stream().map(rates::sequences).toList()));
                }
                lists.put(name, ModelLists.of(data.tables(), found));
                ranks.add(IntStream.range(0, found.size()).map(query -> VectorHitRates.rank(
                        found.get(query), data.tables().contents().ordinal(requests.get(query).target()))).toArray());
                if (truth != null) {
                    noise.add(truth.of(result.variant(), result.seed(), rates, queries));
                }
            }
        }
        LinearRanker linear = LinearRanker.fit(data, 0);
        ranks.add(requests.stream().mapToInt(linear::rank).toArray());
        List<String> names = Stream.concat(results.stream().map(MatchDriver::name), Stream.of("linear-ranker"))
                .toList();
        return new Report(results, strata(queries, truth == null ? Map.of() : truth.genuine(), names, ranks),
                lists, micros, noise);
    }

    /** Returns the rates by group; the baseline is the first model. */
    private Map<String, Stratum> strata(
            List<LastEngagements.Query> queries, Map<String, Boolean> genuine, List<String> names,
            List<int[]> ranksOf) {
        Ranks ranks = new Ranks(names);
        for (int query = 0; query < queries.size(); query++) {
            Map<String, Integer> ofQuery = new HashMap<>();
            for (int model = 0; model < names.size(); model++) {
                ofQuery.put(names.get(model), ranksOf.get(model)[query]);
            }
            ranks.add(ofQuery);
        }
        Map<String, Stratum> strata = new LinkedHashMap<>();
        groups(queries, genuine).forEach((name, members) -> {
            Bootstrap bootstrap = new Bootstrap(ranks.select(names, members), 0);
            Map<String, Rates> rates = new LinkedHashMap<>();
            names.forEach(model -> rates.put(model, new Rates(
                    bootstrap.hitRate(model),
                    model.equals(names.getFirst())
                            ? new TreeMap<>()
                            : bootstrap.difference(model, names.getFirst()))));
            strata.put(name, new Stratum(members.cardinality(), rates));
        });
        return strata;
    }

    private Map<String, BitSet> groups(List<LastEngagements.Query> queries, Map<String, Boolean> genuine) {
        Map<String, BitSet> groups = new LinkedHashMap<>();
        BitSet all = new BitSet();
        all.set(0, queries.size());
        groups.put(ALL, all);
        groups.putAll(Strata.of(queries.stream().map(query -> new Strata.Member(
                query.logged(), query.target().at().toEpochMilli(), query.target().scene(),
                genuine.get(query.target().id()))).toList(),
                data.timed()));
        return groups;
    }

    /** Returns the processor time per user vector in microseconds: the median of several passes over all users. */
    private static double micros(UserTower tower, List<UserSequences> users) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        double[] micros = new double[PASSES];
        for (int pass = 0; pass < PASSES; pass++) {
            long begin = clock.getCurrentThreadCpuTime();
            float sum = 0;
            for (UserSequences user : users) {
                sum += tower.vector(user)[0];
            }
            micros[pass] = Float.isNaN(sum)
                    ? Double.NaN
                    : (clock.getCurrentThreadCpuTime() - begin) / 1e3 / Math.max(1, users.size());
        }
        Arrays.sort(micros);
        return micros[PASSES / 2];
    }

    private static String name(VariantResult result) {
        return result.variant() + "-" + result.seed();
    }

    private static List<ModelRequest> asked(Map<String, LastEngagements.Query> queries) {
        return queries.values().stream().map(LastEngagements.Query::asked).toList();
    }
}
