package io.graphrecall.gnn.personalised;

import io.graphrecall.gnn.training.TrainingMetadata;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.gnn.training.VectorProbe;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Parameters, data and course of a training.
 *
 * @param parameters        parameters of model and training
 * @param seed              seed of the training
 * @param space             embedding space of the vectors of texts and media; null for none
 * @param dimensions        length of these vectors
 * @param samples           number of training samples
 * @param validationSamples number of validation samples
 * @param data              fingerprint of the training data
 * @param epochs            epochs, validated by {@link io.graphrecall.gnn.training.RankScores}
 * @param bestEpoch         index of the epoch whose weights were kept, from 0
 * @param warmStarts        trainings with a warm start since the weights were random
 * @param vectors           recognises the encoder of content vectors; null for none
 */
public record PersonalisedMetadata(
        PersonalisedParameters parameters, long seed, @Nullable String space, int dimensions, int samples,
        int validationSamples,
        String data, List<TrainingReport.Epoch> epochs, int bestEpoch, int warmStarts,
        @Nullable VectorProbe vectors) implements TrainingMetadata {

    public PersonalisedMetadata {
        epochs = List.copyOf(epochs);
    }
}
