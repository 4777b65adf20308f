package io.graphrecall.benchmarks.metapath;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.ReportJson;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.extract.GraphExtraction;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.path.PathGraph;
import io.graphrecall.metapath.path.PathNeighbours;
import io.graphrecall.metapath.path.PathSteps;
import io.graphrecall.retrieval.tables.TableBuild;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.LocalBlocks;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;

/**
 * Comparison of three computations of PathSim neighbour tables on one graph: sparse products, GDS node similarity, and
 * plain Cypher. Cypher is timed on a sample of the contents and extrapolated to all.
 */
public final class MetaPathDriver {

    private static final String USAGE = """
            --bolt URI            Database with the graph. Required.
            --password-file FILE  Password file of the database. Required.
            --rounds N            Tables by sparse products; the fastest counts (default: 5).
            --cypher-contents N   Contents for the timing of Cypher. 0 skips Cypher and GDS (default: 200).""";
    private static final CypherStatement NODE_SIMILARITY = CypherStatement.of("gds/node-similarity");
    private static final CypherStatement DROP = CypherStatement.of("gds/drop");
    private static final String PROJECTION = "metapath-benchmark";
    private static final double NANOS = 1e9;

    private final GraphClient graph;
    private final int rounds;
    private final int cypherContents;

    private MetaPathDriver(GraphClient graph, int rounds, int cypherContents) {
        this.graph = graph;
        this.rounds = rounds;
        this.cypherContents = cypherContents;
    }

    /** Times of one table in seconds; null if not measured. */
    record Times(
            String table,
            long entries,
            double steps,
            double neighbours,
            double[] rounds,
            @Nullable Double gdsProjection,
            @Nullable Double gdsSimilarity,
            @Nullable Double cypherMeasured,
            @Nullable Double cypherExtrapolated) {}

    /** Result of the benchmark. */
    record Report(int threads, int contents, int users, int cypherContents, List<Times> tables) {}

    /** Runs the benchmark that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) throws IOException {
        Arguments arguments = Arguments.ofProgram(USAGE, words);
        URI bolt = arguments.required("bolt", URI::create);
        String password = Files.readString(arguments.required("password-file", Path::of)).strip();
        int rounds = arguments.value("rounds", 5, Integer::valueOf);
        int cypherContents = arguments.value("cypher-contents", 200, Integer::valueOf);
        arguments.requireAllRead();
        try (GraphClient graph = GraphClient.connect(bolt, "neo4j", password)) {
            System.out.println(ReportJson.of(new MetaPathDriver(graph, rounds, cypherContents).run()));
        }
    }

    private Report run() {
        HeteroGraph heteroGraph = new GraphExtraction(graph, text -> List.of()).read(null, Progress.NONE);
        PathGraph paths = new PathGraph(heteroGraph, TableBuild.clickThrough(heteroGraph, TableParameters.DEFAULT));
        NodeIndex contents = paths.nodes(NodeLabel.CONTENT);
        List<Times> times = Arrays.stream(TimedTable.values()).map(table -> times(table, paths, contents)).toList();
        return new Report(ForkJoinPool.commonPool().getParallelism() + 1, contents.size(),
                paths.nodes(NodeLabel.USER).size(), cypherContents, times);
    }

    private Times times(TimedTable table, PathGraph paths, NodeIndex contents) {
        long entries = 0;
        double[] steps = new double[rounds];
        double[] neighbours = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            PathSteps path = PathSteps.of(paths, table.parameters());
            long stepsReady = System.nanoTime();
            CsrTable result = PathNeighbours.compute(path, round, LocalBlocks.PLAIN, Progress.NONE);
            neighbours[round] = (System.nanoTime() - stepsReady) / NANOS;
            steps[round] = (stepsReady - start) / NANOS;
            entries = result.size();
        }
        double fastest = Arrays.stream(neighbours).min().orElse(0);
        double fastestSteps = Arrays.stream(steps).min().orElse(0);
        if (cypherContents == 0) {
            return new Times(table.wireName(), entries, fastestSteps, fastest, neighbours, null, null, null, null);
        }
        Map<String, Object> projection = Map.of("graph", PROJECTION);
        Map<String, Object> similarity = Map.of("graph", PROJECTION, "top_k", table.parameters().neighbours(),
                "threads", ForkJoinPool.commonPool().getParallelism() + 1);
        read(DROP, projection);
        double projected = read(table.projection(), projection);
        double gds = LongStream.range(0, 2).mapToDouble(round -> read(NODE_SIMILARITY, similarity)).min().orElse(0);
        read(DROP, projection);
        double cypher = cypher(table, contents);
        return new Times(table.wireName(), entries, fastestSteps, fastest, neighbours, projected, gds, cypher,
                cypher * contents.size() / Math.min(cypherContents, contents.size()));
    }

    /** Returns the seconds for a random sample of contents, after a warm-up with other contents. */
    private double cypher(TimedTable table, NodeIndex contents) {
        List<String> sample = new ArrayList<>(contents.keys());
        Collections.shuffle(sample, new Random(0));
        int sampleSize = Math.min(cypherContents, sample.size());
        Map<String, Object> warmUp = Map.of("contents", sample.reversed().subList(0, Math.min(20, sample.size())),
                "top_k", table.parameters().neighbours());
        read(table.cypher(), warmUp);
        return read(table.cypher(),
                Map.of("contents", sample.subList(0, sampleSize), "top_k", table.parameters().neighbours()));
    }

    /** Runs a statement and returns the seconds until its last row is read. */
    private double read(CypherStatement statement, Map<String, Object> parameters) {
        long start = System.nanoTime();
        graph.stream(statement, parameters, row -> {
        });
        return (System.nanoTime() - start) / NANOS;
    }
}
