package io.graphrecall.gnn.training;

import java.util.List;

/** Parameters, data and course of a training. Implementations are records, which a generation's manifest keeps. */
public interface TrainingMetadata {

    /** Number of training samples. */
    int samples();

    /** Completed epochs, in order. */
    List<TrainingReport.Epoch> epochs();

    /** Index of the epoch whose weights were kept, from 0. */
    int bestEpoch();

    /** Number of trainings with a warm start since the weights were random. */
    int warmStarts();
}
