package io.graphrecall.gnn.personalised;

import io.graphrecall.gnn.training.TrainingMetadata;
import io.graphrecall.gnn.training.TrainingReport;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How a model came about.
 *
 * @param parameters of model and training
 * @param seed       of the training
 * @param space      the space whose vectors tell what contents say or show; null for none
 * @param dimensions of that space
 * @param samples    that were learned from
 * @param held       samples that were held out
 * @param data       a fingerprint of all of it
 * @param epochs     of the training; the validation is the mean of the hit rates at 10, 30, 50 and 100 and of the mean
 *                   reciprocal rank, without biases
 * @param bestEpoch  whose weights were kept, from 0
 */
public record PersonalisedMetadata(
        PersonalisedParameters parameters, long seed, @Nullable String space, int dimensions, int samples, int held,
        String data, List<TrainingReport.Epoch> epochs, int bestEpoch) implements TrainingMetadata {

    public PersonalisedMetadata {
        epochs = List.copyOf(epochs);
    }
}
