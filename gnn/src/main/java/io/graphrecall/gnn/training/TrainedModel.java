package io.graphrecall.gnn.training;

import java.nio.file.Path;

/** A trained model. May own native memory until it is closed. */
public interface TrainedModel extends AutoCloseable {

    /** Parameters, data and course of the training. */
    TrainingMetadata metadata();

    /** Writes the model to a file, atomically. */
    void write(Path file);

    @Override
    void close();
}
