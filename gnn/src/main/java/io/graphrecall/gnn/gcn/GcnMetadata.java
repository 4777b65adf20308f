package io.graphrecall.gnn.gcn;

import io.graphrecall.gnn.training.TrainingMetadata;
import io.graphrecall.gnn.training.TrainingReport;

import java.util.List;

/**
 * Parameters, data and course of a training.
 *
 * @param parameters        parameters of model and training
 * @param seed              seed of the training
 * @param relations         names of the relations with an attention bias, sorted
 * @param samples           number of training samples
 * @param validationSamples number of validation samples
 * @param data              fingerprint of the training data
 * @param epochs            epochs, validated by {@link io.graphrecall.gnn.training.RankScores}
 * @param bestEpoch         index of the epoch whose weights were kept, from 0
 * @param warmStarts        trainings with a warm start since the weights were random
 */
public record GcnMetadata(
        GcnParameters parameters, long seed, List<String> relations, int samples,
        int validationSamples, String data,
        List<TrainingReport.Epoch> epochs, int bestEpoch, int warmStarts) implements TrainingMetadata {

    public GcnMetadata {
        relations = List.copyOf(relations);
        epochs = List.copyOf(epochs);
    }
}
