package io.graphrecall.gnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.graphrecall.gnn.tensor.Adam;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Trains a model: epochs of steps, a validation after each, a checkpoint that a killed training goes on from, an early
 * stop, and in the end the weights of the best epoch. With one thread, the same seed gives the same weights.
 */
public final class TrainingLoop {

    private static final double NANOS = 1e9;

    private final String model;
    private final LoopSettings settings;
    private final @Nullable Checkpoint checkpoint;

    /**
     * A loop.
     *
     * @param model       what is trained, in words, for its progress
     * @param file        where the training's state is kept after every epoch; null for nowhere
     * @param fingerprint of data and model: only a checkpoint with the same one, and the same settings, is gone on from
     */
    public TrainingLoop(String model, LoopSettings settings, @Nullable Path file, long fingerprint) {
        this.model = model;
        this.settings = settings;
        checkpoint = file == null ? null : new Checkpoint(file, Objects.hash(settings, fingerprint));
    }

    /**
     * Runs until the last epoch or the early stop, then gives the weights the values of the best epoch.
     *
     * @param progress hears of every step, and after each epoch of loss, validation and the time that is left
     * @throws RecallException with {@code CANCELLED} where the thread was interrupted; the checkpoint stays
     */
    public TrainingReport run(NDManager manager, Weights weights, Learner learner, Progress progress) {
        try (NDManager own = manager.newSubManager(); Adam adam = new Adam(weights, settings.weightDecay())) {
            Map<String, NDArray> best = new LinkedHashMap<>();
            weights.all().forEach((name, array) -> best.put(name, copy(own, array)));
            List<TrainingReport.Epoch> epochs = new ArrayList<>();
            double before = 0;
            if (checkpoint != null) {
                try (NDManager scope = own.newSubManager()) {
                    Checkpoint.Course course = checkpoint.restore(scope, weights, best, adam);
                    epochs.addAll(course.epochs());
                    before = course.seconds();
                }
            }
            int resumedAt = epochs.size();
            long start = System.nanoTime();
            double seconds = before;
            while (epochs.size() < settings.epochs() && epochs.size() - 1 - bestOf(epochs) < settings.patience()) {
                int epoch = epochs.size();
                progress.begin(
                        "training %s, epoch %d of %d".formatted(model, epoch + 1, settings.epochs()), learner.steps());
                double loss = epoch(own, learner, adam, epoch, progress);
                double validation = validation(own, learner);
                if (!Double.isFinite(validation)) {
                    throw new IllegalStateException("%s: the validation score is %s in epoch %d"
                            .formatted(model, validation, epoch + 1));
                }
                epochs.add(new TrainingReport.Epoch(loss, validation));
                if (bestOf(epochs) == epoch) {
                    requireFinite(weights, epoch);
                    weights.all().forEach((name, array) -> array.copyTo(Objects.requireNonNull(best.get(name))));
                }
                double spent = (System.nanoTime() - start) / NANOS;
                seconds = before + spent;
                if (checkpoint != null) {
                    try (NDManager scope = own.newSubManager()) {
                        checkpoint.write(scope, weights, best, adam, new Checkpoint.Course(epochs, seconds));
                    }
                }
                double left = spent / (epochs.size() - resumedAt) * (settings.epochs() - epochs.size());
                progress.end("loss %.4f, validation %.4f, at most %.0f s left".formatted(loss, validation, left));
            }
            weights.set(best);
            return new TrainingReport(epochs, bestOf(epochs), seconds);
        }
    }

    private double epoch(NDManager own, Learner learner, Adam adam, int epoch, Progress progress) {
        Torch.seed(Objects.hash(settings.seed(), epoch));
        double sum = 0;
        for (int step = 0; step < learner.steps(); step++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new RecallException(RecallException.Code.CANCELLED, "the training was cancelled");
            }
            int number = step;
            float loss;
            try (NDManager scope = own.newSubManager(); NDScope arrays = new NDScope()) {
                arrays.suppressNotUsedWarning();
                loss = Torch.backward(() -> learner.loss(scope, epoch, number));
            }
            if (!Float.isFinite(loss)) {
                throw new IllegalStateException("the loss is " + loss + " in epoch " + epoch + ", step " + step);
            }
            adam.step((float) settings.rate(adam.steps(), learner.steps()));
            sum += loss;
            progress.advance(1);
        }
        return sum / learner.steps();
    }

    private static double validation(NDManager own, Learner learner) {
        return Torch.withoutGradients(() -> {
            try (NDManager scope = own.newSubManager(); NDScope arrays = new NDScope()) {
                arrays.suppressNotUsedWarning();
                return learner.validate(scope);
            }
        });
    }

    /** The last step of an epoch can overflow a weight that no loss has used yet. */
    private void requireFinite(Weights weights, int epoch) {
        try (NDScope arrays = new NDScope()) {
            arrays.suppressNotUsedWarning();
            weights.all().forEach((name, array) -> {
                if (!Torch.withoutGradients(
                        () -> array.isNaN().any().getBoolean() || array.isInfinite().any().getBoolean())) {
                    return;
                }
                throw new IllegalStateException("%s: weight '%s' is not finite after epoch %d; lower the learning rate"
                        .formatted(model, name, epoch + 1));
            });
        }
    }

    private static int bestOf(List<TrainingReport.Epoch> epochs) {
        int best = -1;
        for (int i = 0; i < epochs.size(); i++) {
            if (best < 0 || epochs.get(i).validation() > epochs.get(best).validation()) {
                best = i;
            }
        }
        return best;
    }

    private static NDArray copy(NDManager manager, NDArray array) {
        NDArray copy = array.duplicate();
        copy.detach();
        copy.attach(manager);
        return copy;
    }
}
