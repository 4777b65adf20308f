package io.graphrecall.gnn.gcn;

import io.graphrecall.gnn.training.TrainingSchedule;

/**
 * Parameters of the meta-path GCN and its training.
 *
 * @param width           length of every vector
 * @param maxTriggers     maximum triggers of a user, the newest ones
 * @param maxSearches     maximum searches of a user, the newest ones; 0 for none
 * @param coldProbability probability of training a content as cold: without its embedding and its behaviour, so that
 *                        descriptive relations learn to replace them
 * @param objective       samples and loss
 * @param schedule        epochs, batches and learning rate
 */
public record GcnParameters(
        int width, int maxTriggers, int maxSearches, float coldProbability, Objective objective,
        TrainingSchedule schedule) {

    public static final GcnParameters DEFAULT = new GcnParameters(
            64, 20, 10, 0.1f, Objective.DEFAULT, new TrainingSchedule(5, 1024, 5e-3f, 0, 0.1, 2, 1));

    public GcnParameters {
        if (width < 1 || maxTriggers < 1 || maxSearches < 0) {
            throw new IllegalArgumentException(
                    "width is " + width + ", maxTriggers " + maxTriggers + " and maxSearches " + maxSearches
                            + "; the first two must be at least 1, the last at least 0");
        }
        if (!(coldProbability >= 0 && coldProbability < 1)) {
            throw new IllegalArgumentException("coldProbability is " + coldProbability + ", must be in [0, 1)");
        }
    }

    /**
     * Samples and loss.
     *
     * @param maxSamplesPerEpoch maximum number of samples per epoch; each epoch draws its own
     * @param folds              number of parts that users are split into, see {@link UserFolds}
     * @param temperature        divisor of the cosine similarity in the softmax. A lower value puts more weight on contents
     *                           that are almost as similar as the target
     * @param fullSoftmaxLimit   maximum number of contents for full softmax; with more, softmax is sampled
     * @param negatives          negatives per batch of sampled softmax
     */
    public record Objective(
            int maxSamplesPerEpoch, int folds, float temperature, int fullSoftmaxLimit, int negatives) {

        public static final Objective DEFAULT = new Objective(200_000, 5, 0.1f, 5_000, 4096);

        public Objective {
            if (folds < 2) {
                throw new IllegalArgumentException("folds is " + folds + ", must be at least 2");
            }
            if (!(temperature > 0)) {
                throw new IllegalArgumentException("temperature is " + temperature + ", must be positive");
            }
        }
    }

    public GcnParameters withObjective(Objective other) {
        return new GcnParameters(width, maxTriggers, maxSearches, coldProbability, other, schedule);
    }

    public GcnParameters withMaxSearches(int number) {
        return new GcnParameters(width, maxTriggers, number, coldProbability, objective, schedule);
    }

    public GcnParameters withSchedule(TrainingSchedule other) {
        return new GcnParameters(width, maxTriggers, maxSearches, coldProbability, objective, other);
    }
}
