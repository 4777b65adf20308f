package io.graphrecall.gnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.tensor.Adam;
import io.graphrecall.gnn.tensor.ArrayFile;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.schema.RecallException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checkpoint file of a training after an epoch: current weights, weights of the kept epoch, optimiser moments and history.
 * A resumed training takes the same course as an uninterrupted one.
 */
final class Checkpoint {

    private static final String CURRENT = "now/";
    private static final String KEPT = "kept/";
    private static final String OPTIMISER = "optimiser/";
    private static final String LOSSES = "losses";
    private static final String SCORES = "scores/";
    private static final String STEPS = "steps";
    private static final String FINGERPRINT = "fingerprint";

    /** Incremented with every change of the arrays or of the random numbers, so that a checkpoint of before is ignored. */
    private static final int VERSION = 4;

    private final Path file;
    private final long fingerprint;

    /** @param fingerprint hash of settings and data; a checkpoint with another one is ignored */
    Checkpoint(Path file, long fingerprint) {
        this.file = file;
        this.fingerprint = 31 * fingerprint + VERSION;
    }

    /**
     * History of a training.
     *
     * @param epochs completed epochs
     * @param scores by epoch, the score of each validation sample
     */
    record History(List<TrainingReport.Epoch> epochs, List<double[]> scores) {

        private static final History NONE = new History(List.of(), List.of());
    }

    void write(NDManager scope, Weights weights, Map<String, NDArray> kept, Adam adam, History history) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        weights.all().forEach((name, array) -> arrays.put(CURRENT + name, array));
        kept.forEach((name, array) -> arrays.put(KEPT + name, array));
        adam.state().forEach((name, array) -> arrays.put(OPTIMISER + name, array));
        arrays.put(LOSSES, scope.create(history.epochs().stream().mapToDouble(TrainingReport.Epoch::loss).toArray()));
        for (int epoch = 0; epoch < history.scores().size(); epoch++) {
            arrays.put(SCORES + epoch, scope.create(history.scores().get(epoch)));
        }
        arrays.put(STEPS, scope.create(new long[] {adam.steps()}));
        arrays.put(FINGERPRINT, scope.create(new long[] {fingerprint}));
        ArrayFile.write(file, arrays);
    }

    /**
     * Restores weights and moments.
     *
     * @param kept receives the weights of the kept epoch
     * @return history of the training; empty if it has no checkpoint
     */
    History restore(NDManager scope, Weights weights, Map<String, NDArray> kept, Adam adam) {
        if (!Files.exists(file)) {
            return History.NONE;
        }
        Map<String, NDArray> arrays = ArrayFile.read(file, scope);
        if (array(arrays, FINGERPRINT).toLongArray()[0] != fingerprint) {
            return History.NONE;
        }
        weights.set(part(arrays, CURRENT));
        part(arrays, KEPT).forEach((name, array) -> array.copyTo(kept.get(name)));
        adam.restore(array(arrays, STEPS).toLongArray()[0], part(arrays, OPTIMISER));
        List<TrainingReport.Epoch> epochs = new ArrayList<>();
        List<double[]> scores = new ArrayList<>();
        for (double loss : array(arrays, LOSSES).toDoubleArray()) {
            scores.add(array(arrays, SCORES + scores.size()).toDoubleArray());
            epochs.add(new TrainingReport.Epoch(loss, EpochSelection.mean(scores.getLast())));
        }
        return new History(epochs, scores);
    }

    private NDArray array(Map<String, NDArray> arrays, String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new RecallException(
                    RecallException.Code.CONFLICT,
                    file + " lacks the array '" + name + "'; delete the file to train from the start");
        }
        return array;
    }

    private static Map<String, NDArray> part(Map<String, NDArray> arrays, String prefix) {
        Map<String, NDArray> part = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), array);
            }
        });
        return part;
    }
}
