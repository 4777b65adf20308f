package io.graphrecall.offline;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.tables.TableParameters;

import java.util.Map;

/**
 * What a source of vectors learns from and computes them with.
 *
 * @param graph   the graph that the generation is built from
 * @param parameters how tables are computed from it
 * @param tables  what is computed from it without learning, by the same ordinals
 * @param vectors of the sources that go before, by space
 */
public record VectorInput(
        HeteroGraph graph, TableParameters parameters, GraphTables tables, Map<String, EmbeddingTable> vectors) {

    public VectorInput {
        vectors = Map.copyOf(vectors);
    }
}
