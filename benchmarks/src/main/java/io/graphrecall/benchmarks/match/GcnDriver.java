package io.graphrecall.benchmarks.match;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.graph.Gcn;
import io.graphrecall.gnn.graph.GcnParameters;
import io.graphrecall.gnn.graph.GcnTraining;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.metapath.tables.TableParameters;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.service.ServiceSettings;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Trains the meta-path GCN on a data set's folder, leave-one-out, fit strict, and tells how often the last content of each
 * user is found by it: by users as they are now, and as they were stored. Beside it, where a Neo4j with GDS is named,
 * FastRP and HashGNN on the same graph, asked in the same ways.
 */
public final class GcnDriver {

    private static final String USAGE = """
            gcn --data DIR --out DIR   trains on all but each user's last two contents, finds the last one
              --users SHARE            of the users that take part (default: 1)
              --seed N                 (default: 42)
              --epochs N               passes over the samples (default: %d)
              --paths a,b              of the configured meta-paths (default: all)
              --threads N              of one operation; more than one only where the cores are free (default: 1)
              --bolt URI --password-file FILE   a Neo4j with GDS: adds FastRP and HashGNN; its data is not read
            """.formatted(GcnParameters.DEFAULT.schedule().epochs());
    private static final int WIDTH = GcnParameters.DEFAULT.width();
    private static final double NANOS = 1e9;

    private final long seed;
    private final FolderGraph folder;
    private final LastEngagements split;
    private final HeteroGraph graph;
    private final GraphQueries queries;

    private GcnDriver(Path data, double share, long seed) {
        this.seed = seed;
        folder = new FolderGraph(DataSetFolder.open(data));
        split = LastEngagements.of(folder.events(share));
        graph = folder.graph(split.learned());
        queries = new GraphQueries(graph.nodes(NodeLabel.CONTENT), graph.state().dataSet().timestamps());
    }

    /** Runs what the arguments describe; without any, tells which there are. */
    public static void main(String[] words) throws IOException {
        if (words.length == 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Arguments arguments = Arguments.of(words);
        Path data = arguments.required("data", Path::of);
        Path out = Files.createDirectories(arguments.required("out", Path::of));
        GcnDriver driver = new GcnDriver(
                data, arguments.value("users", 1.0, Double::valueOf), arguments.value("seed", 42L, Long::valueOf));
        GcnParameters.Schedule schedule = GcnParameters.DEFAULT.schedule();
        GcnParameters parameters = GcnParameters.DEFAULT.withSchedule(
                schedule.withEpochs(arguments.value("epochs", schedule.epochs(), Integer::valueOf))
                        .withThreads(arguments.value("threads", 1, Integer::valueOf)));
        List<MetaPathParameters> paths = paths(arguments.optional("paths", names -> names.split(",")).orElse(null));
        URI bolt = arguments.optional("bolt", URI::create).orElse(null);
        Path password = arguments.optional("password-file", Path::of).orElse(null);
        arguments.requireAllRead();
        List<Result> results = new ArrayList<>();
        if (bolt != null && password != null) {
            results.addAll(driver.gds(bolt, Files.readString(password).strip()));
        }
        results.add(driver.gcn(parameters, paths, out));
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        System.out.println(mapper.writeValueAsString(results));
    }

    /**
     * Hit rates by cut of the last content.
     *
     * @param recent     of users as the recency-weighted mean of their contents
     * @param validation the same for the second last content
     * @param stored     of users as they were stored
     */
    record Result(
            String vectors, double seconds, Map<Integer, Double> recent, Map<Integer, Double> validation,
            Map<Integer, Double> stored) {}

    private static List<MetaPathParameters> paths(String @Nullable [] names) {
        List<MetaPathParameters> all = ServiceSettings.defaults().metaPaths();
        Set<String> wanted = names == null ? Set.of() : Set.copyOf(Arrays.asList(names));
        return names == null ? all : all.stream().filter(path -> wanted.contains(path.name())).toList();
    }

    private Result gcn(GcnParameters parameters, List<MetaPathParameters> paths, Path out) {
        GcnTraining.Data data = new GcnTraining.Data(graph, TableParameters.DEFAULT.withMetaPaths(paths));
        long began = System.nanoTime();
        try (Gcn model = new GcnTraining(parameters, seed)
                .train(data, out.resolve("gcn.checkpoint.npz"), new EpochLines())) {
            double seconds = (System.nanoTime() - began) / NANOS;
            model.write(out.resolve("gcn.npz"));
            Gcn.Vectors vectors = model.vectors(data);
            return new Result(
                    "gcn", seconds,
                    queries.recent(split.test().values(), vectors.others()::trigger, vectors.targets()),
                    queries.recent(split.validation().values(), vectors.others()::trigger, vectors.targets()),
                    queries.stored(split.test(), vectors.others()::user, vectors.targets()));
        }
    }

    private List<Result> gds(URI bolt, String password) {
        try (GraphClient client = GraphClient.connect(bolt, "neo4j", password)) {
            GdsEmbeddings embeddings = new GdsEmbeddings(client, graph);
            return List.of(
                    gds("FastRP", embeddings, "gds/fast-rp", Map.of(
                            "width", WIDTH, "weights", List.of(0.0, 1.0, 1.0), "degrees", -0.5, "seed", seed, "threads",
                            1)),
                    gds("HashGNN", embeddings, "gds/hash-gnn", Map.of(
                            "width", WIDTH, "iterations", 2, "density", 32, "features", 256, "each", 4, "influence",
                            1.0, "seed", seed, "threads", 1)));
        }
    }

    private Result gds(String name, GdsEmbeddings all, String statement, Map<String, Object> parameters) {
        long began = System.nanoTime();
        GdsEmbeddings.Embeddings vectors = all.of(CypherStatement.of(statement), parameters);
        double seconds = (System.nanoTime() - began) / NANOS;
        NodeIndex users = graph.behaviour().users();
        return new Result(
                name, seconds,
                queries.recent(split.test().values(), content -> row(vectors.contents(), content), vectors.contents()),
                queries.recent(
                        split.validation().values(), content -> row(vectors.contents(), content), vectors.contents()),
                queries.stored(split.test(), user -> row(vectors.users(), users.ordinal(user)), vectors.contents()));
    }

    private static float @Nullable [] row(EmbeddingTable table, int ordinal) {
        int row = ordinal < 0 ? -1 : table.row(ordinal);
        return row < 0 ? null : table.vector(row);
    }
}
