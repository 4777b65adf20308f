package io.graphrecall.offline;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.schema.Progress;

import java.util.Map;

/**
 * Supplies the vectors of one or more spaces while a build makes its tables. What follows from them, neighbours,
 * clusters and channels, is the build's and the service's.
 */
@FunctionalInterface
public interface VectorSource {

    /**
     * Vectors by the name of their space, of letters, digits, {@code _} and {@code -}. Their ordinals are those of the
     * graph's contents; a content that has no vector is left out.
     *
     * @param graph the graph that the generation is built from
     */
    Map<String, EmbeddingTable> vectors(HeteroGraph graph, Progress progress);
}
