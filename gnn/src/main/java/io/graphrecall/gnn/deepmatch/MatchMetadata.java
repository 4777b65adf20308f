package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.training.TrainingMetadata;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.gnn.training.VectorProbe;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Origin of a trained model.
 *
 * @param parameters        of model and training
 * @param seed              of the training
 * @param kinds             kinds of sequences that the model reads
 * @param timed             false if the times of the training data give only an order, so that the model knows no ages
 * @param space             embedding space of content vectors; null if they are not used
 * @param dimensions        dimensions of that space
 * @param samples           number of training samples
 * @param validationSamples number of held-out samples
 * @param contents          number of contents
 * @param popularityCost    {@link PopularityCost} on validation users
 * @param fingerprint       hash of the training data
 * @param epochs            epochs run; validation is {@link io.graphrecall.gnn.training.RankScores}
 * @param bestEpoch         epoch whose weights are kept, from 0
 * @param warmStarts        trainings with a warm start since the weights were random
 * @param vectors           recognises the encoder of content vectors; null for none
 */
public record MatchMetadata(
        MatchParameters parameters, long seed, List<SequenceKind> kinds, boolean timed, @Nullable String space,
        int dimensions,
        int samples, int validationSamples, int contents, double popularityCost, String fingerprint,
        List<TrainingReport.Epoch> epochs,
        int bestEpoch, int warmStarts, @Nullable VectorProbe vectors) implements TrainingMetadata {

    public MatchMetadata {
        kinds = List.copyOf(kinds);
        epochs = List.copyOf(epochs);
    }
}
