package io.graphrecall.benchmarks.match;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.gnn.gcn.Gcn;
import io.graphrecall.gnn.gcn.GcnParameters;
import io.graphrecall.gnn.gcn.GcnTraining;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.service.ServiceSettings;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Trains the meta-path GCN on a data set's folder, leave-one-out, fit strict, and tells how often the last content of each
 * user is found by it: by users as they are now, and as they were stored.
 */
public final class GcnDriver {

    private static final String USAGE = """
            gcn --data DIR --out DIR   trains on all but each user's last two contents, finds the last one
              --users SHARE            of the users that take part (default: 1)
              --seed N                 (default: 42)
              --epochs N               passes over the samples (default: %d)
              --paths a,b              of the configured meta-paths (default: all)
              --threads N              of one operation; more than one only where the cores are free (default: 1)
            """.formatted(GcnParameters.DEFAULT.schedule().epochs());
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
        arguments.requireAllRead();
        Result result = driver.gcn(parameters, paths, out);
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        System.out.println(mapper.writeValueAsString(result));
    }

    /**
     * Hit rates by cut of the last content.
     *
     * @param recent     of users as the recency-weighted mean of their contents
     * @param validation the same for the second last content
     * @param stored     of users as they were stored
     */
    record Result(
            double seconds, Map<Integer, Double> recent, Map<Integer, Double> validation,
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
                    seconds,
                    queries.recent(split.test().values(), vectors.others()::trigger, vectors.targets()),
                    queries.recent(split.validation().values(), vectors.others()::trigger, vectors.targets()),
                    queries.stored(split.test(), vectors.others()::user, vectors.targets()));
        }
    }
}
