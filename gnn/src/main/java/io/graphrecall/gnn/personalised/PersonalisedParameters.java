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
     */
    public record Model(int width, int historyLength, float dropout, boolean gate) {

        public static final Model DEFAULT = new Model(64, 20, 0.3f, true);

        public Model {
            if (width < 1 || historyLength < 1) {
                throw new IllegalArgumentException(
                        "width is " + width + " and historyLength " + historyLength + ", both must be at least 1");
            }
        }

        public Model withGate(boolean on) {
            return new Model(width, historyLength, dropout, on);
        }
    }

    /**
     * Samples and loss.
     *
     * @param maxSamplesPerEpoch maximum number of samples per epoch; each epoch draws its own
     * @param negatives          negatives of a batch, drawn uniformly from all contents, in addition to its other targets
     */
    public record Objective(int maxSamplesPerEpoch, int negatives) {

        public static final Objective DEFAULT = new Objective(200_000, 1024);

        public Objective {
            if (negatives < 1) {
                throw new IllegalArgumentException("negatives is " + negatives + ", must be at least 1");
            }
        }
    }

    public PersonalisedParameters withModel(Model other) {
        return new PersonalisedParameters(other, objective, schedule);
    }

    public PersonalisedParameters withSchedule(TrainingSchedule other) {
        return new PersonalisedParameters(model, objective, other);
    }
}
