package io.graphrecall.gnn.gcn;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Parameters of the meta-path GCN and its training.
 *
 * @param width           length of every vector
 * @param maxTriggers     maximum triggers of a user, the newest ones
 * @param coldProbability probability of training a content as cold: without its embedding and its behaviour, so that
 *                        descriptive relations learn to replace them
 * @param temperature     divisor of the cosine similarity in the softmax loss. A lower value puts more weight on contents
 *                        that are almost as similar as the target
 * @param schedule        training schedule
 */
public record GcnParameters(
        int width, @JsonProperty("triggers") int maxTriggers, @JsonProperty("cold") float coldProbability,
        float temperature, Schedule schedule) {

    public static final GcnParameters DEFAULT = new GcnParameters(64, 20, 0.1f, 0.1f, Schedule.DEFAULT);

    public GcnParameters {
        if (width < 1 || maxTriggers < 1) {
            throw new IllegalArgumentException(
                    "width is " + width + " and maxTriggers " + maxTriggers + ", both must be at least 1");
        }
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature is " + temperature + ", must be positive");
        }
        if (!(coldProbability >= 0 && coldProbability < 1)) {
            throw new IllegalArgumentException("coldProbability is " + coldProbability + ", must be in [0, 1)");
        }
    }

    /**
     * Training schedule.
     *
     * @param epochs          maximum epochs
     * @param maxSamples      maximum samples of an epoch; each epoch draws its own
     * @param batchSize       samples of a step
     * @param learningRate    maximum learning rate
     * @param validationShare share of users whose last engagement is held out for validation and early stopping
     * @param folds           number of parts that users are split into, see {@link UserFolds}
     * @param patience        epochs without a better validation score after which training stops
     * @param maxFullSoftmax  maximum number of contents for full softmax; above it, sampled softmax is used
     * @param negatives       negatives of sampled softmax, per step
     * @param threads         threads of one tensor operation
     */
    public record Schedule(
            int epochs, @JsonProperty("most") int maxSamples, @JsonProperty("batch") int batchSize,
            @JsonProperty("rate") float learningRate, @JsonProperty("held") double validationShare, int folds,
            int patience, @JsonProperty("whole") int maxFullSoftmax, int negatives, int threads) {

        public static final Schedule DEFAULT = new Schedule(5, 200_000, 1024, 5e-3f, 0.1, 5, 2, 5_000, 4096, 1);

        public Schedule {
            if (folds < 2) {
                throw new IllegalArgumentException("folds is " + folds + ", must be at least 2");
            }
        }

        public Schedule withEpochs(int number) {
            return new Schedule(
                    number, maxSamples, batchSize, learningRate, validationShare, folds, patience, maxFullSoftmax,
                    negatives, threads);
        }

        public Schedule withThreads(int number) {
            return new Schedule(
                    epochs, maxSamples, batchSize, learningRate, validationShare, folds, patience, maxFullSoftmax,
                    negatives, number);
        }
    }

    public GcnParameters withSchedule(Schedule other) {
        return new GcnParameters(width, maxTriggers, coldProbability, temperature, other);
    }
}
