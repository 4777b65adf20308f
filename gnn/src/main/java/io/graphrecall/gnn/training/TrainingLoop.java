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
import java.util.SplittableRandom;

/**
 * Training loop: epochs of steps with Adam, a validation and a checkpoint after each epoch, and early stopping. Keeps the
 * weights of the last epoch whose validation scores are not significantly below those of the best epoch: an early epoch
 * often leads by chance alone, while later ones learned at a lower rate. With one thread, the same seed gives the same
 * weights.
 */
public final class TrainingLoop {

    private static final double NANOS = 1e9;

    private final String model;
    private final TrainingSchedule schedule;
    private final long seed;
    private final @Nullable Checkpoint checkpoint;

    /**
     * @param model       name of the model in progress messages, with its article
     * @param seed        seed of all random numbers
     * @param file        checkpoint file; null for no checkpoint
     * @param fingerprint hash of data and parameters. A checkpoint is resumed only if it has the same fingerprint, seed and
     *                    schedule, whatever the number of threads
     */
    public TrainingLoop(
            String model, TrainingSchedule schedule, long seed, @Nullable Path file, long fingerprint) {
        this.model = model;
        this.schedule = schedule;
        this.seed = seed;
        checkpoint = file == null
                ? null
                : new Checkpoint(file, Objects.hash(schedule.withThreads(1), seed, fingerprint));
    }

    /**
     * Trains until the last epoch or the early stop, then sets the weights to those of the kept epoch.
     *
     * @throws RecallException       with code {@code CANCELLED} if the thread was interrupted; the checkpoint stays
     * @throws IllegalStateException if a loss, a validation score or a weight is not finite
     */
    public TrainingReport run(NDManager manager, Weights weights, Learner<?> learner, Progress progress) {
        try (NDManager own = manager.newSubManager(); Adam adam = new Adam(weights, schedule.weightDecay())) {
            Map<String, NDArray> kept = new LinkedHashMap<>();
            weights.all().forEach((name, array) -> kept.put(name, copy(own, array)));
            EpochSelection selection = new EpochSelection();
            List<TrainingReport.Epoch> epochs = new ArrayList<>();
            if (checkpoint != null) {
                try (NDManager scope = own.newSubManager()) {
                    Checkpoint.History history = checkpoint.restore(scope, weights, kept, adam);
                    history.scores().forEach(selection::add);
                    epochs.addAll(history.epochs());
                }
            }
            int resumedAt = epochs.size();
            long start = System.nanoTime();
            while (epochs.size() < schedule.maxEpochs() && epochs.size() - 1 - selection.kept() < schedule.patience()) {
                int epoch = epochs.size();
                double loss = epoch(own, learner, adam, epoch, progress);
                double[] scores = Torch.infer(own, learner::validate);
                double validation = EpochSelection.mean(scores);
                if (!Double.isFinite(validation)) {
                    throw new IllegalStateException("%s: the validation score is %s in epoch %d"
                            .formatted(model, validation, epoch + 1));
                }
                epochs.add(new TrainingReport.Epoch(loss, validation));
                if (selection.add(scores)) {
                    requireFinite(weights, epoch);
                    weights.all().forEach((name, array) -> array.copyTo(Objects.requireNonNull(kept.get(name))));
                }
                if (checkpoint != null) {
                    try (NDManager scope = own.newSubManager()) {
                        checkpoint.write(
                                scope, weights, kept, adam, new Checkpoint.History(epochs, selection.scores()));
                    }
                }
                double spent = (System.nanoTime() - start) / NANOS;
                double left = spent / (epochs.size() - resumedAt) * (schedule.maxEpochs() - epochs.size());
                progress.end("loss %.4f, validation %.4f%s".formatted(loss, validation,
                        left == 0 ? "" : ", at most %.0f s left".formatted(left)));
            }
            weights.set(kept);
            return new TrainingReport(epochs, selection.kept());
        }
    }

    private <B> double epoch(NDManager own, Learner<B> learner, Adam adam, int epoch, Progress progress) {
        List<B> batches = learner.batches(epoch);
        progress.begin(
                "Training %s on %s, epoch %d of %d"
                        .formatted(model, Torch.device(own), epoch + 1, schedule.maxEpochs()),
                batches.size());
        Torch.seed(Objects.hash(seed, epoch));
        SplittableRandom randoms = new SplittableRandom(Objects.hash(seed, epoch));
        double sum = 0;
        for (int step = 0; step < batches.size(); step++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new RecallException(RecallException.Code.CANCELLED, "the training was cancelled");
            }
            B batch = batches.get(step);
            SplittableRandom random = randoms.split();
            float loss;
            try (NDManager scope = own.newSubManager(); NDScope arrays = new NDScope()) {
                arrays.suppressNotUsedWarning();
                loss = Torch.backward(() -> learner.loss(scope, batch, random));
            }
            if (!Float.isFinite(loss)) {
                throw new IllegalStateException("%s: the loss is %s in epoch %d, step %d; lower the learning rate"
                        .formatted(model, loss, epoch + 1, step + 1));
            }
            adam.step((float) schedule.learningRate(adam.steps(), batches.size()));
            sum += loss;
            progress.advance(1);
        }
        return sum / batches.size();
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

    private static NDArray copy(NDManager manager, NDArray array) {
        NDArray copy = array.duplicate();
        copy.detach();
        copy.attach(manager);
        return copy;
    }
}
