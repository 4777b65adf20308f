package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.training.TrainingMetadata;
import io.graphrecall.gnn.training.TrainingReport;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How a model came about.
 *
 * @param parameters of model and training
 * @param seed       of the training
 * @param kinds      the sequences that are read
 * @param space      the space whose vectors tell what contents say or show; null for none
 * @param dimensions of that space
 * @param samples    that were learned from
 * @param held       samples that were held out
 * @param contents   of the corpus
 * @param data       a fingerprint of all of it
 * @param epochs     of the training; the validation is the mean of the hit rates at 10, 30, 50 and 100 and of
 *                   the mean reciprocal rank
 * @param bestEpoch  whose weights were kept, from 0
 */
public record MatchMetadata(
        MatchParameters parameters, long seed, List<SequenceKind> kinds, @Nullable String space, int dimensions,
        int samples, int held, int contents, String data, List<TrainingReport.Epoch> epochs,
        int bestEpoch) implements TrainingMetadata {

    public MatchMetadata {
        kinds = List.copyOf(kinds);
        epochs = List.copyOf(epochs);
    }
}
