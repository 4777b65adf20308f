package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.schema.Progress;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A vector space of one generation. Immutable; thread-safe.
 *
 * @param name       for instance {@code multimodal}, or what the data set calls vectors of its own
 * @param vectors    by content ordinal
 * @param neighbours content to the contents nearest to it, the nearest first
 * @param clusters   the contents in clusters
 */
public record VectorSpace(String name, EmbeddingTable vectors, CsrTable neighbours, Clusters clusters) {

    private static final String PREFIX = "space.";

    /** So many searches tell the recall to about half a percent. */
    private static final int SAMPLES = 200;

    public VectorSpace {
        if (clusters.clusterOf().length != neighbours.rows()) {
            throw new IllegalArgumentException("space " + name + " has neighbours of " + neighbours.rows()
                    + " contents, and clusters of " + clusters.clusterOf().length);
        }
    }

    /**
     * Computes what a space is looked up by.
     *
     * @param contents how many contents there are
     * @param seed     of the clusters, and of the order of what is equally near
     */
    public static VectorSpace compute(
            String name, EmbeddingTable vectors, int contents, SpaceParameters parameters, long seed,
            Progress progress) {
        progress.begin("space " + name, contents);
        CsrTable neighbours = VectorNeighbours.compute(vectors, contents, parameters.neighbours(), seed, progress);
        Clusters clusters = KMeans.compute(vectors, contents, parameters.clusters(), seed, progress);
        progress.end("%,d vectors of %d dimensions, %,d clusters"
                .formatted(vectors.rows(), vectors.dimensions(), clusters.count()));
        return new VectorSpace(name, vectors, neighbours, clusters);
    }

    /**
     * Writes the space into a generation that is being made, with what was measured of it; where it is too large for
     * exact searches, that includes their recall.
     *
     * @param seed of the searches that are measured
     */
    public void write(GenerationWriter writer, SpaceParameters parameters, long seed) {
        String prefix = PREFIX + name;
        writer.embedding(prefix, vectors);
        writer.table(prefix + ".neighbours", neighbours);
        writer.ints(prefix + ".cluster", clusters.clusterOf());
        writer.embedding(prefix + ".centroids", clusters.centroids());
        writer.metric(prefix + ".inertia", clusters.inertia());
        SpaceMetrics.of(this).forEach((metric, value) -> writer.metric(prefix + "." + metric, value));
        if (VectorIndex.of(vectors, ExactIndex.of(vectors, seed), parameters, seed) instanceof HnswIndex graph) {
            writer.metric(prefix + ".recall_at_" + parameters.neighbours(),
                    graph.recall(parameters.neighbours(), SAMPLES));
        }
    }

    /** The names of the spaces of an open generation. */
    public static SortedSet<String> names(Generation generation) {
        SortedSet<String> names = new TreeSet<>();
        for (String table : generation.manifest().embeddings().keySet()) {
            if (table.startsWith(PREFIX) && generation.has(table + ".neighbours")) {
                names.add(table.substring(PREFIX.length()));
            }
        }
        return names;
    }

    /** What is nearest to what in a space of an open generation. */
    public static CsrTable neighbours(Generation generation, String name) {
        return generation.table(PREFIX + name + ".neighbours");
    }

    /** The vectors of a space of an open generation. */
    public static EmbeddingTable vectors(Generation generation, String name) {
        return generation.embedding(PREFIX + name);
    }

    /** A space of an open generation. */
    public static VectorSpace read(Generation generation, String name) {
        String prefix = PREFIX + name;
        Double inertia = generation.manifest().metrics().get(prefix + ".inertia");
        Clusters clusters = new Clusters(
                generation.ints(prefix + ".cluster"),
                generation.embedding(prefix + ".centroids"),
                inertia == null ? 0 : inertia);
        return new VectorSpace(name, vectors(generation, name), neighbours(generation, name), clusters);
    }

    /** All spaces of an open generation, in the order of their names. */
    public static List<VectorSpace> readAll(Generation generation) {
        return names(generation).stream().map(name -> read(generation, name)).toList();
    }
}
