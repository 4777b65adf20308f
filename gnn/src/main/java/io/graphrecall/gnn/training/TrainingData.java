package io.graphrecall.gnn.training;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Training data of a {@link BehaviourModel}.
 *
 * @param behaviour events of all users
 * @param timed     false if the times of the events give only an order
 * @param tables    features of contents, items and queries, by the ordinals in {@code behaviour}
 * @param space     embedding space of {@code vectors}; null for none
 * @param vectors   content vectors that the model reads, by content; null if there is no such space
 */
public record TrainingData(
        Behaviour behaviour, boolean timed, GraphTables tables, @Nullable String space,
        @Nullable EmbeddingTable vectors) {

    /** Returns the probe of the vectors; null for none. */
    public @Nullable VectorProbe probe() {
        return vectors == null ? null : VectorProbe.of(tables.contents(), vectors);
    }

    /** Returns true if the vectors are of the same space and encoder as those of an earlier training. */
    public boolean hasVectorsOf(@Nullable String earlierSpace, @Nullable VectorProbe earlier) {
        return Objects.equals(space, earlierSpace)
                && (vectors == null || (earlier != null && earlier.matches(tables.contents(), vectors)));
    }

    /** Returns the data of a graph, with the meaning of its times; see the record for the other arguments. */
    public static TrainingData of(
            HeteroGraph graph, GraphTables tables, @Nullable String space, @Nullable EmbeddingTable vectors) {
        return new TrainingData(
                graph.behaviour(), graph.state().dataSet().timestamps() == DataSet.Timestamps.REAL, tables, space,
                vectors);
    }
}
