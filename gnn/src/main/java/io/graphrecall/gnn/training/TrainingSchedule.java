package io.graphrecall.gnn.training;

/**
 * Schedule of a training.
 *
 * @param maxEpochs       maximum number of epochs
 * @param batchSize       samples per step
 * @param learningRate    peak learning rate; see {@link LoopSettings}
 * @param weightDecay     decoupled weight decay of {@link io.graphrecall.gnn.tensor.Adam}
 * @param validationShare share of the users or contents that is held out for validation
 * @param patience        epochs without a better validation score after which the training stops
 * @param threads         threads of one tensor operation; more than one pays only on idle cores
 */
public record TrainingSchedule(
        int maxEpochs, int batchSize, float learningRate, float weightDecay, double validationShare, int patience,
        int threads) {

    public TrainingSchedule withMaxEpochs(int epochs) {
        return new TrainingSchedule(
                epochs, batchSize, learningRate, weightDecay, validationShare, patience, threads);
    }

    public TrainingSchedule withThreads(int number) {
        return new TrainingSchedule(
                maxEpochs, batchSize, learningRate, weightDecay, validationShare, patience, number);
    }

    public LoopSettings loop(long seed) {
        return new LoopSettings(maxEpochs, learningRate, weightDecay, patience, seed);
    }
}
