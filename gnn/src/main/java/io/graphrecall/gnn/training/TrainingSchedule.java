package io.graphrecall.gnn.training;

/**
 * Schedule of a training.
 *
 * @param maxEpochs       maximum number of epochs
 * @param batchSize       samples per step
 * @param learningRate    maximum learning rate: linear warm-up over the first epoch, then cosine decay to 1 %
 * @param weightDecay     decoupled weight decay of {@link io.graphrecall.gnn.tensor.Adam}
 * @param validationShare share of the users or contents that is held out for validation
 * @param patience        epochs without a better validation score after which the training stops
 * @param threads         threads of one tensor operation; more than one pays only on idle cores
 */
public record TrainingSchedule(
        int maxEpochs, int batchSize, float learningRate, float weightDecay, double validationShare, int patience,
        int threads) {

    public TrainingSchedule {
        if (maxEpochs < 1 || patience < 1) {
            throw new IllegalArgumentException(
                    "epochs is " + maxEpochs + " and patience " + patience + ", both must be at least 1");
        }
    }

    public TrainingSchedule withMaxEpochs(int epochs) {
        return new TrainingSchedule(
                epochs, batchSize, learningRate, weightDecay, validationShare, patience, threads);
    }

    public TrainingSchedule withThreads(int number) {
        return new TrainingSchedule(
                maxEpochs, batchSize, learningRate, weightDecay, validationShare, patience, number);
    }

    /** Learning rate of a step, which counts from 0 over all epochs. */
    double learningRate(long step, int stepsPerEpoch) {
        double total = (double) maxEpochs * stepsPerEpoch;
        double warmUp = Math.min(1, (step + 1.0) / stepsPerEpoch);
        return learningRate * warmUp * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * step / total)));
    }
}
