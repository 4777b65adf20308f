package io.graphrecall.benchmarks.metapath;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.metapath.path.PathGraph;
import io.graphrecall.metapath.path.PathNeighbours;
import io.graphrecall.metapath.path.PathSteps;
import io.graphrecall.pipeline.PipelineSettings;
import io.graphrecall.retrieval.tables.TableBuild;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.LocalBlocks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * Scaling of the default content-to-content meta-paths over data sets of several sizes: time, number of path instances,
 * and memory beyond the graph. Prints one line of JSON per path and folder.
 */
public final class GrowthDriver {

    private static final String USAGE = """
            --folders DIR,DIR,…  Data sets, for instance simulated worlds, the smallest first. Required.
            --rounds N           Tables per path; the fastest counts (default: 2).""";
    private static final double MEBIBYTE = 1 << 20;

    private GrowthDriver() {}

    /**
     * Measurement of one table.
     *
     * @param instances path instances between contents, without those through hubs
     * @param megabytes peak heap during the computation minus the heap in use before it
     */
    record TableCost(
            String folder, int users, int contents, long events, String path, double instances, int entries,
            double seconds, double nanosAnInstance, double megabytes) {}

    /** Runs the benchmark that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) throws IOException {
        Arguments arguments = Arguments.ofProgram(USAGE, words);
        List<Path> folders = arguments.required("folders", names -> Arrays.stream(names.split(",")).map(Path::of)
                .toList());
        int rounds = arguments.value("rounds", 2, Integer::valueOf);
        arguments.requireAllRead();
        ObjectMapper json = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        System.err.printf("%d threads%n", ForkJoinPool.commonPool().getParallelism() + 1);
        for (Path folder : folders) {
            HeteroGraph graph = graph(folder);
            PathGraph paths = new PathGraph(graph, TableBuild.clickThrough(graph, TableParameters.DEFAULT));
            for (MetaPathParameters path : PipelineSettings.defaults().metaPaths()) {
                if (path.isContentToContent()) {
                    System.out.println(json.writeValueAsString(cost(folder, graph, paths, path, rounds)));
                }
            }
        }
    }

    private static HeteroGraph graph(Path folder) {
        FolderGraph folderGraph = new FolderGraph(DataSetFolder.open(folder));
        return folderGraph.graph(folderGraph.events(1));
    }

    private static TableCost cost(Path folder, HeteroGraph graph, PathGraph paths, MetaPathParameters path,
            int rounds) {
        double seconds = Double.POSITIVE_INFINITY;
        double megabytes = Double.POSITIVE_INFINITY;
        double instances = 0;
        int entries = 0;
        for (int round = 0; round < rounds; round++) {
            System.gc();
            long usedBefore = used();
            heap().forEach(MemoryPoolMXBean::resetPeakUsage);
            long start = System.nanoTime();
            PathSteps steps = PathSteps.of(paths, path);
            SparseTable neighbours = PathNeighbours.compute(steps, round, LocalBlocks.PLAIN, Progress.NONE);
            seconds = Math.min(seconds, (System.nanoTime() - start) / 1e9);
            megabytes = Math.min(megabytes, (peak() - usedBefore) / MEBIBYTE);
            instances = instances(steps);
            entries = neighbours.size();
        }
        return new TableCost(folder.getFileName().toString(), paths.nodes(NodeLabel.USER).size(),
                paths.nodes(NodeLabel.CONTENT).size(), graph.behaviour().size(), path.name(), instances, entries,
                seconds, seconds * 1e9 / Math.max(1, instances), megabytes);
    }

    /** Number of path instances: a vector of ones, multiplied by the steps from the last to the first. */
    private static double instances(PathSteps steps) {
        double[] counts = new double[steps.size(steps.tables().size())];
        Arrays.fill(counts, 1);
        for (SparseTable table : steps.tables().reversed()) {
            double[] previous = new double[table.rows()];
            for (int row = 0; row < previous.length; row++) {
                for (int entry = table.start(row); entry < table.end(row); entry++) {
                    previous[row] += counts[table.column(entry)];
                }
            }
            counts = previous;
        }
        return Arrays.stream(counts).sum();
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
