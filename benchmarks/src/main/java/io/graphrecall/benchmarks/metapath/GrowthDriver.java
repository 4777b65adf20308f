package io.graphrecall.benchmarks.metapath;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.metapath.clickthrough.ClickThroughParameters;
import io.graphrecall.metapath.clickthrough.QueryClickThrough;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.metapath.path.PathGraph;
import io.graphrecall.metapath.path.PathNeighbours;
import io.graphrecall.metapath.path.PathSteps;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.service.ServiceSettings;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * Times the tables of the usual meta-paths among contents on data sets of several sizes, and tells how many path
 * instances each has and how much memory it took beyond the graph. A line of JSON a path and folder.
 */
public final class GrowthDriver {

    private static final String USAGE = """
            --folders DIR,DIR,…  data sets, for instance simulated worlds, the smallest first
            --rounds N           tables made of each path; the quickest counts (default 2)""";
    private static final double MEBIBYTE = 1 << 20;

    private GrowthDriver() {}

    /**
     * One table.
     *
     * @param instances path instances between contents that are walked, those through hubs left out
     * @param megabytes most heap in use while the table was made, beyond what was in use before
     */
    record Grown(
            String folder, int users, int contents, long events, String path, double instances, int entries,
            double seconds, double nanosAnInstance, double megabytes) {}

    /** Runs what the arguments describe; without any, tells which there are. */
    public static void main(String[] words) throws IOException {
        if (words.length == 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Arguments arguments = Arguments.of(words);
        List<Path> folders = arguments.required("folders", names -> Arrays.stream(names.split(",")).map(Path::of)
                .toList());
        int rounds = arguments.value("rounds", 2, Integer::valueOf);
        arguments.requireAllRead();
        ObjectMapper json = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        System.err.printf("%d threads%n", ForkJoinPool.commonPool().getParallelism() + 1);
        for (Path folder : folders) {
            HeteroGraph graph = graph(folder);
            PathGraph paths = new PathGraph(graph, QueryClickThrough.of(
                    graph.behaviour(), ClickThroughParameters.DEFAULT, graph.state().dataSet().timestamps()));
            for (MetaPathParameters path : ServiceSettings.defaults().metaPaths()) {
                if (path.isContentToContent()) {
                    System.out.println(json.writeValueAsString(grown(folder, graph, paths, path, rounds)));
                }
            }
        }
    }

    private static HeteroGraph graph(Path folder) {
        FolderGraph read = new FolderGraph(DataSetFolder.open(folder));
        return read.graph(read.events(1));
    }

    private static Grown grown(Path folder, HeteroGraph graph, PathGraph paths, MetaPathParameters path, int rounds) {
        double seconds = Double.POSITIVE_INFINITY;
        double megabytes = Double.POSITIVE_INFINITY;
        double instances = 0;
        int entries = 0;
        for (int round = 0; round < rounds; round++) {
            System.gc();
            long before = used();
            heap().forEach(MemoryPoolMXBean::resetPeakUsage);
            long began = System.nanoTime();
            PathSteps steps = PathSteps.of(paths, path);
            CsrTable best = PathNeighbours.compute(steps, round, Progress.NONE);
            seconds = Math.min(seconds, (System.nanoTime() - began) / 1e9);
            megabytes = Math.min(megabytes, (peak() - before) / MEBIBYTE);
            instances = instances(steps);
            entries = best.size();
        }
        return new Grown(folder.getFileName().toString(), paths.nodes(NodeLabel.USER).size(),
                paths.nodes(NodeLabel.CONTENT).size(), graph.behaviour().size(), path.name(), instances, entries,
                seconds, seconds * 1e9 / Math.max(1, instances), megabytes);
    }

    /** The number of ways from any first node to any last one: ones, carried back step by step. */
    private static double instances(PathSteps steps) {
        double[] ways = new double[steps.size(steps.tables().size())];
        Arrays.fill(ways, 1);
        for (CsrTable table : steps.tables().reversed()) {
            double[] carried = new double[table.rows()];
            for (int row = 0; row < carried.length; row++) {
                for (int entry = table.start(row); entry < table.end(row); entry++) {
                    carried[row] += ways[table.column(entry)];
                }
            }
            ways = carried;
        }
        return Arrays.stream(ways).sum();
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP).toList();
    }

    private static long used() {
        return heap().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    }

    private static long peak() {
        return heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }
}
