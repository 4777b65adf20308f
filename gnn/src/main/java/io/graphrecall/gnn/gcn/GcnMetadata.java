package io.graphrecall.gnn.gcn;

import io.graphrecall.gnn.training.TrainingMetadata;
import io.graphrecall.gnn.training.TrainingReport;

import java.util.List;

/**
 * How a model came about.
 *
 * @param parameters of model and training
 * @param seed       of the training
 * @param relations  that it has an attention for, in the order of their names
 * @param samples    that were learned from
 * @param held       samples that were held out
 * @param data       a fingerprint of all of it
 * @param epochs     of the training; the validation is {@link io.graphrecall.gnn.training.RankMean}
 * @param bestEpoch  whose weights were kept, from 0
 */
public record GcnMetadata(
        GcnParameters parameters, long seed, List<String> relations, int samples, int held, String data,
        List<TrainingReport.Epoch> epochs, int bestEpoch) implements TrainingMetadata {

    public GcnMetadata {
        relations = List.copyOf(relations);
        epochs = List.copyOf(epochs);
    }
}
