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
import java.util.stream.DoubleStream;

/**
 * Where a training stands after an epoch, in a file: weights, the best ones so far, the optimiser's moments and what
 * the epochs came to. A training that goes on from it takes the course of one that was never interrupted.
 */
final class Checkpoint {

    private static final String NOW = "now/";
    private static final String BEST = "best/";
    private static final String OPTIMISER = "optimiser/";
    private static final String HISTORY = "history";
    private static final String STEPS = "steps";
    private static final String FINGERPRINT = "fingerprint";
    private static final String SECONDS = "seconds";

    private final Path file;
    private final long fingerprint;

    /** @param fingerprint of settings and data: a checkpoint of another training is not gone on with */
    Checkpoint(Path file, long fingerprint) {
        this.file = file;
        this.fingerprint = fingerprint;
    }

    /** What the loop remembers beside weights and moments. */
    record Course(List<TrainingReport.Epoch> epochs, double seconds) {}

    void write(NDManager scope, Weights weights, Map<String, NDArray> best, Adam adam, Course course) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        weights.all().forEach((name, array) -> arrays.put(NOW + name, array.duplicate()));
        best.forEach((name, array) -> arrays.put(BEST + name, array));
        adam.state().forEach((name, array) -> arrays.put(OPTIMISER + name, array));
        double[] history = course.epochs().stream().flatMapToDouble(
                epoch -> DoubleStream.of(epoch.loss(), epoch.validation())).toArray();
        arrays.put(HISTORY, scope.create(history));
        arrays.put(STEPS, scope.create(new long[] {adam.steps()}));
        arrays.put(FINGERPRINT, scope.create(new long[] {fingerprint}));
        arrays.put(SECONDS, scope.create(new double[] {course.seconds()}));
        ArrayFile.write(file, arrays);
    }

    /**
     * Puts weights, moments and the best weights back.
     *
     * @param best gets the best weights
     * @return what the epochs so far came to; none where there is no checkpoint of this training
     */
    Course restore(NDManager scope, Weights weights, Map<String, NDArray> best, Adam adam) {
        if (!Files.exists(file)) {
            return new Course(List.of(), 0);
        }
        Map<String, NDArray> arrays = ArrayFile.read(file, scope);
        if (number(arrays, FINGERPRINT).toLongArray()[0] != fingerprint) {
            return new Course(List.of(), 0);
        }
        weights.set(part(arrays, NOW));
        part(arrays, BEST).forEach((name, array) -> array.copyTo(best.get(name)));
        adam.restore(number(arrays, STEPS).toLongArray()[0], part(arrays, OPTIMISER));
        double[] history = number(arrays, HISTORY).toDoubleArray();
        List<TrainingReport.Epoch> epochs = new ArrayList<>();
        for (int i = 0; i < history.length; i += 2) {
            epochs.add(new TrainingReport.Epoch(history[i], history[i + 1]));
        }
        return new Course(epochs, number(arrays, SECONDS).toDoubleArray()[0]);
    }

    private NDArray number(Map<String, NDArray> arrays, String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new RecallException(
                    RecallException.Code.CONFLICT, file + " has no '" + name + "'");
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
