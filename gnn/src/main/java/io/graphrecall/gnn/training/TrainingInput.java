package io.graphrecall.gnn.training;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.schema.CatalogueEntry;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Input of a training step.
 *
 * @param graph      graph that the generation is built from
 * @param tables     lookup tables computed from the graph, by the same ordinals
 * @param parameters settings of these tables, including the meta-paths
 * @param catalogue  reads the texts and media of all contents, ordered by key. Each call reads the database, so the result
 *                   can hold contents that are newer than the graph
 * @param embeddings embedding tables of the earlier steps, by space
 */
public record TrainingInput(
        HeteroGraph graph, GraphTables tables, TableParameters parameters, Supplier<List<CatalogueEntry>> catalogue,
        Map<String, EmbeddingTable> embeddings) {

    public TrainingInput {
        embeddings = Map.copyOf(embeddings);
    }
}
