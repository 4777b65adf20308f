package io.graphrecall.gnn.training;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** How a model of behaviour came about. Implementations are records of all that decided it. */
public interface TrainingMetadata {

    /** The space whose vectors tell what contents say or show; null for none. */
    @Nullable
    String space();

    /** Samples that were learned from. */
    int samples();

    /** What the epochs came to. */
    List<TrainingReport.Epoch> epochs();

    /** Whose weights were kept, from 0. */
    int bestEpoch();
}
