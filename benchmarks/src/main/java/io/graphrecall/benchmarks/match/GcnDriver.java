package io.graphrecall.benchmarks.match;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.EpochLog;
import io.graphrecall.content.text.Terms;
import io.graphrecall.evaluation.baselines.RecencyWeightedMean;
import io.graphrecall.evaluation.baselines.VectorHitRates;
import io.graphrecall.gnn.gcn.Gcn;
import io.graphrecall.gnn.gcn.GcnParameters;
import io.graphrecall.gnn.gcn.GcnTraining;
import io.graphrecall.gnn.gcn.QueryEmbeddings;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.pipeline.PipelineSettings;
import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.QueryReader;
import io.graphrecall.retrieval.tables.TableParameters;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/**
 * Evaluation of the meta-path GCN on a data-set folder, leave-one-out, fit strict: hit rates for the last content of
 * each user, by the recency-weighted mean of the user's content vectors.
 */
public final class GcnDriver {

    private static final String USAGE = """
            --data DIR     Data set. Training excludes the last two contents of each user. Required.
            --out DIR      Folder of checkpoint and model. Required.
            --users SHARE  Share of the users in the sample (default: 1).
            --seed N       Random seed (default: 42).
            --epochs N     Epochs (default: %d).
            --searches N   Searches in a user vector (default: %d).
            --device NAME  Device: cpu, gpu, gpu:N or auto, the first GPU if there is one (default: auto).
            --threads N    Threads per operation; more than one needs idle cores (default: 1).
            """.formatted(GcnParameters.DEFAULT.schedule().maxEpochs(), GcnParameters.DEFAULT.maxSearches());
    private static final double NANOS = 1e9;

    private final long seed;
    private final FolderGraph folder;
    private final LastEngagements split;
    private final HeteroGraph graph;
    private final GraphTables tables;
    private final QueryReader reader;
    private final RecencyWeightedMean users;

    private GcnDriver(Path data, double share, long seed) {
        this.seed = seed;
        folder = new FolderGraph(DataSetFolder.open(data));
        split = LastEngagements.of(folder.events(share));
        graph = folder.graph(split.training());
        tables = FolderGraph.tables(graph);
        reader = QueryReader.of(tables, new Terms()::of);
        users = new RecencyWeightedMean(tables.contents(), graph.state().dataSet().timestamps());
    }

    /** Runs the evaluation that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) throws IOException {
        Arguments arguments = Arguments.ofProgram(USAGE, words);
        Path data = arguments.required("data", Path::of);
        Path out = Files.createDirectories(arguments.required("out", Path::of));
        GcnDriver driver = new GcnDriver(
                data, arguments.value("users", 1.0, Double::valueOf), arguments.value("seed", 42L, Long::valueOf));
        GcnParameters parameters = GcnParameters.DEFAULT
                .withSchedule(arguments.schedule(GcnParameters.DEFAULT.schedule())).withMaxSearches(arguments.value(
                        "searches", GcnParameters.DEFAULT.maxSearches(), Integer::valueOf));
        ComputeDevice device = arguments.device();
        arguments.requireAllRead();
        Result result = driver.gcn(parameters, device, out);
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        System.out.println(mapper.writeValueAsString(result));
    }

    /**
     * Hit rates by K.
     *
     * @param recent     for the last content, by the recency-weighted mean of content vectors
     * @param validation for the second last content, by the recency-weighted mean of content vectors
     */
    record Result(
            double seconds, Map<Integer, Double> recent, Map<Integer, Double> validation) {}

    private Result gcn(GcnParameters parameters, ComputeDevice device, Path out) {
        GcnTraining.Data data = new GcnTraining.Data(
                graph, TableParameters.DEFAULT.withMetaPaths(PipelineSettings.defaults().metaPaths()), tables);
        long start = System.nanoTime();
        try (Gcn model = new GcnTraining(parameters, seed, device)
                .train(data, out.resolve("gcn.checkpoint.npz"), new EpochLog())) {
            double seconds = (System.nanoTime() - start) / NANOS;
            model.write(out.resolve("gcn.npz"));
            Gcn.Vectors vectors = model.vectors(data);
            return new Result(
                    seconds, hitRates(split.test().values(), vectors), hitRates(split.validation().values(), vectors));
        }
    }

    private Map<Integer, Double> hitRates(Collection<LastEngagements.Query> queries, Gcn.Vectors vectors) {
        QueryEmbeddings known = vectors.serving().queries();
        Function<String, float @Nullable []> searches = text -> known == null ? null : search(known, text);
        VectorHitRates hitRates = new VectorHitRates(tables, vectors.targets());
        queries.stream().map(LastEngagements.Query::asked).forEach(request -> hitRates.add(
                users.of(request.history(), request.at(), vectors.serving()::trigger, searches), request));
        return hitRates.hitRates();
    }

    private float @Nullable [] search(QueryEmbeddings known, String text) {
        int query = tables.queries().ordinal(text);
        FeatureArrays features = query < 0 ? reader.read(text) : FeatureArrays.EMPTY;
        return known.vector(query, features, tables);
    }
}
