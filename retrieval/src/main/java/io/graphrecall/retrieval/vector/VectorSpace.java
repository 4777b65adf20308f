package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.BlockRunner;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Embedding space of one generation. Immutable; thread-safe.
 *
 * @param name       name, for instance {@code multimodal}, or the data set's name of its own vectors
 * @param vectors    vectors by content ordinal
 * @param neighbours nearest contents of each content, by descending score
 * @param clusters   clusters of the contents
 * @param graph      graph for approximate search; null where a scan is as fast
 */
public record VectorSpace(
        String name, EmbeddingTable vectors, SparseTable neighbours, Clusters clusters, @Nullable SearchGraph graph) {

    private static final String PREFIX = "space.";

    public VectorSpace {
        if (clusters.clusterOf().length != neighbours.rows()) {
            throw new IllegalArgumentException("Space " + name + " has neighbours of " + neighbours.rows()
                    + " contents, but clusters of " + clusters.clusterOf().length + " contents");
        }
    }

    /**
     * Computes neighbours, clusters and, for a large space, a graph.
     *
     * @param queries  vectors that the space is searched with, a sample; empty for those of contents
     * @param contents number of contents
     * @param seed     seed of the graph, the clusters and the order of equal scores
     * @param runner   computes blocks of neighbours
     */
    public static VectorSpace compute(
            String name, EmbeddingTable vectors, List<float[]> queries, int contents, SpaceParameters parameters,
            long seed, BlockRunner runner, Progress progress) {
        SearchGraph fastest = null;
        ProximityGraph neighbourGraph = null;
        if (vectors.rows() > parameters.exactUpTo()) {
            progress.begin("Building the search graph of space " + name, vectors.rows());
            ByteRows bytes = ByteRows.of(vectors);
            ExactIndex exact = ExactIndex.of(vectors, seed);
            ProximityGraph graph = ProximityGraph.of(vectors, bytes, seed, progress);
            fastest = SearchGraph.fastest(
                    vectors, exact, bytes, graph, queries, parameters.neighbours(), seed,
                    ProximityIndex.ROWS_PER_VISIT);
            neighbourGraph = vectors.rows() > parameters.exactNeighboursUpTo()
                    && VectorNeighbours.isAccurate(vectors, exact, bytes, graph, parameters.neighbours(), seed)
                            ? graph
                            : null;
            progress.end(fastest == null
                    ? "not used for searches: it finds too few contents, or a scan is faster"
                    : "searches with %,d spare candidates, recall %.4f".formatted(fastest.spare(), fastest.recall()));
        }
        progress.begin("Computing neighbours of space " + name, contents);
        CsrTable neighbours = neighbourGraph == null
                ? VectorNeighbours.compute(vectors, contents, parameters.neighbours(), seed, runner, progress)
                : VectorNeighbours.approximate(
                        vectors, neighbourGraph, contents, parameters.neighbours(), seed, runner, progress);
        Clusters clusters = KMeans.compute(vectors, contents, parameters.clusters(), seed, progress);
        progress.end(Counts.of(vectors.rows(), "vector") + " of " + Counts.of(vectors.dimensions(), "dimension") + ", "
                + Counts.of(clusters.count(), "cluster"));
        return new VectorSpace(name, vectors, neighbours, clusters, fastest);
    }

    public void write(GenerationWriter writer) {
        String prefix = PREFIX + name;
        writer.embedding(prefix, vectors);
        writer.table(prefix + ".neighbours", neighbours);
        writer.ints(prefix + ".cluster", clusters.clusterOf());
        writer.embedding(prefix + ".centroids", clusters.centroids());
        writer.metric(prefix + ".inertia", clusters.inertia());
        SpaceMetrics.of(this).forEach((metric, value) -> writer.metric(prefix + "." + metric, value));
        if (graph != null) {
            graph.write(writer, prefix);
        }
    }

    /** Returns the index for searches: approximate if the space has a graph, else the exact one. */
    public VectorIndex index(ExactIndex exact) {
        return graph == null ? exact : graph.index(vectors, exact);
    }

    /** Returns true if a generation has a space of this name. */
    public static boolean isIn(GenerationManifest manifest, String name) {
        return manifest.embeddings().containsKey(PREFIX + name);
    }

    public static SortedSet<String> names(Generation generation) {
        SortedSet<String> names = new TreeSet<>();
        for (String table : generation.manifest().embeddings().keySet()) {
            if (table.startsWith(PREFIX) && generation.has(table + ".neighbours")) {
                names.add(table.substring(PREFIX.length()));
            }
        }
        return names;
    }

    public static SparseTable neighbours(Generation generation, String name) {
        return generation.mapped(PREFIX + name + ".neighbours");
    }

    public static EmbeddingTable vectors(Generation generation, String name) {
        return generation.embedding(PREFIX + name);
    }

    public static VectorSpace read(Generation generation, String name) {
        String prefix = PREFIX + name;
        Double inertia = generation.manifest().metrics().get(prefix + ".inertia");
        Clusters clusters = new Clusters(
                generation.ints(prefix + ".cluster"),
                generation.embedding(prefix + ".centroids"),
                inertia == null ? 0 : inertia);
        return new VectorSpace(name, vectors(generation, name), neighbours(generation, name), clusters,
                SearchGraph.read(generation, prefix));
    }

    /** Reads all spaces of a generation, in the order of their names. */
    public static List<VectorSpace> readAll(Generation generation) {
        return names(generation).stream().map(name -> read(generation, name)).toList();
    }
}
