package io.graphrecall.gnn.personalised;

import io.graphrecall.gnn.training.TrainingSchedule;

/**
 * Parameters of the personalised representation and its training.
 *
 * @param model     model
 * @param objective samples and loss
 * @param schedule  epochs, batches and learning rate
 */
public record PersonalisedParameters(Model model, Objective objective, TrainingSchedule schedule) {

    public static final PersonalisedParameters DEFAULT = new PersonalisedParameters(
            Model.DEFAULT, Objective.DEFAULT, new TrainingSchedule(12, 128, 2e-3f, 0, 0.1, 3, 1));

    /**
     * Model.
     *
     * @param width         length of every vector
     * @param historyLength maximum contents of a user's history, the newest ones
     * @param dropout       dropout probability of the inputs
     * @param gate          true to weight the inputs of a content by a gate; else they are summed
     * @param biases        true to train every other step with category biases of users and contents
     * @param rank          rank of the biases
     */
    public record Model(
            int width, int historyLength, float dropout, boolean gate, boolean biases,
            int rank) {

        public static final Model DEFAULT = new Model(64, 20, 0.3f, true, true, 8);

        public Model {
            if (width < 1 || historyLength < 1 || rank < 1) {
                throw new IllegalArgumentException(
                        "width is " + width + ", historyLength " + historyLength + ", rank " + rank
                                + ", all must be at least 1");
            }
        }

        public Model withWidth(int number) {
            return new Model(number, historyLength, dropout, gate, biases, rank);
        }

        public Model withHistoryLength(int number) {
            return new Model(width, number, dropout, gate, biases, rank);
        }

        public Model withDropout(float share) {
            return new Model(width, historyLength, share, gate, biases, rank);
        }

        public Model withGate(boolean on) {
            return new Model(width, historyLength, dropout, on, biases, rank);
        }

        public Model withBiases(boolean on) {
            return new Model(width, historyLength, dropout, gate, on, rank);
        }
    }

    /**
     * Negatives of the softmax loss, in addition to the other targets of the batch.
     *
     * @param uniform negatives of a batch, drawn uniformly from all contents
     * @param hard    hard negatives of a sample: contents similar to its target that the user did not engage with
     * @param minRank minimum rank of a hard negative among the contents most similar to the target, in the space that the
     *                model reads. Nearer contents may be as relevant as the target
     * @param maxRank rank below which hard negatives are drawn
     */
    public record Negatives(int uniform, int hard, int minRank,
            int maxRank) {

        public static final Negatives DEFAULT = new Negatives(1024, 4, 50, 500);

        public Negatives {
            if (uniform < 1 || 4 * hard > uniform + hard) {
                throw new IllegalArgumentException(
                        "hard negatives are " + hard + " with " + uniform
                                + " uniform ones; at most a quarter may be hard");
            }
            if (minRank < 1 || maxRank <= minRank) {
                throw new IllegalArgumentException("the ranks of hard negatives are " + minRank + " to " + maxRank
                        + ", must be a range from 1 or more");
            }
        }

        public Negatives withUniform(int number) {
            return new Negatives(number, hard, minRank, maxRank);
        }

        public Negatives withHard(int number) {
            return new Negatives(uniform, number, minRank, maxRank);
        }
    }

    /**
     * Samples and loss.
     *
     * @param maxSamplesPerEpoch maximum number of samples per epoch; each epoch draws its own
     * @param negatives          negatives of the softmax loss
     * @param biasPenalty        weight of the mean squared norm of biases in the loss
     */
    public record Objective(int maxSamplesPerEpoch, Negatives negatives, float biasPenalty) {

        public static final Objective DEFAULT = new Objective(200_000, Negatives.DEFAULT, 0.1f);
    }

    public PersonalisedParameters withModel(Model other) {
        return new PersonalisedParameters(other, objective, schedule);
    }

    public PersonalisedParameters withNegatives(Negatives other) {
        return new PersonalisedParameters(
                model, new Objective(objective.maxSamplesPerEpoch(), other, objective.biasPenalty()), schedule);
    }

    public PersonalisedParameters withSchedule(TrainingSchedule other) {
        return new PersonalisedParameters(model, objective, other);
    }
}
