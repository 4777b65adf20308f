package io.graphrecall.gnn.training;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.retrieval.GraphTables;
import org.jspecify.annotations.Nullable;

/**
 * What models of behaviour learn from.
 *
 * @param behaviour what users did
 * @param tables    features of contents, items and queries, by the ordinals that behaviour has
 * @param space     the space whose vectors tell what contents say or show; null for none
 * @param vectors   those vectors, by content; null where there is no such space
 */
public record TrainingData(
        Behaviour behaviour, GraphTables tables, @Nullable String space, @Nullable EmbeddingTable vectors) {}
