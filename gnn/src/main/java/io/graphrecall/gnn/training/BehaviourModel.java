package io.graphrecall.gnn.training;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.retrieval.GraphTables;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** A model that was trained on behaviour and gives contents their vectors in a space of its own. */
public interface BehaviourModel extends AutoCloseable {

    /** How it came about. */
    TrainingMetadata origin();

    /**
     * The vectors of all contents of a generation. A content that nothing is known of has none.
     *
     * @param said what contents say or show, in the space that the model was trained with; null for nothing
     */
    EmbeddingTable contents(GraphTables tables, @Nullable EmbeddingTable said);

    /** Writes all that is needed to use it. A crash leaves the file as it was, or whole. */
    void write(Path file);

    @Override
    void close();
}
