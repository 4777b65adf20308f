package io.graphrecall.gnn.training;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.retrieval.GraphTables;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** A model trained on {@link TrainingData}, which encodes contents into one embedding space. */
public interface BehaviourModel extends TrainedModel {

    /** Embedding space that the model reads content vectors from; null for none. */
    @Nullable
    String inputSpace();

    /**
     * Encodes all contents of a generation. Contents without any known feature have no vector.
     *
     * @param vectors content vectors in {@link #inputSpace}; null for none
     */
    EmbeddingTable contents(GraphTables tables, @Nullable EmbeddingTable vectors);

    /**
     * Returns the vectors of some users, like those with which the service searches the model's space.
     *
     * @param users their ordinals in the behaviour
     * @return empty if the service does not search by user vectors
     */
    default List<float[]> users(TrainingData data, int[] users) {
        return List.of();
    }
}
