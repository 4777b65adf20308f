package io.graphrecall.gnn.gcn;

/**
 * Settings of the meta-path GCN and its training.
 *
 * @param width    of every vector
 * @param triggers contents of a user that are looked at, at most, the newest
 * @param cold     share of the contents that are, in each step, taken for ones that nobody engaged with, so that what
 *                 describes them learns to stand for the rest
 * @param temperature what the cosine of a user and a content is divided by in the loss; lower, and it looks more at the
 *                    contents that are nearly as near as the right one
 * @param schedule how long and how fast it learns
 */
public record GcnParameters(int width, int triggers, float cold, float temperature, Schedule schedule) {

    public static final GcnParameters DEFAULT = new GcnParameters(64, 20, 0.1f, 0.1f, Schedule.DEFAULT);

    public GcnParameters {
        if (width < 1 || triggers < 1) {
            throw new IllegalArgumentException(
                    "width " + width + " with " + triggers + " triggers; both must be positive");
        }
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("the temperature is not positive: " + temperature);
        }
        if (!(cold >= 0 && cold < 1)) {
            throw new IllegalArgumentException("the share of cold contents is " + cold + ", not within [0, 1)");
        }
    }

    /**
     * How long and how fast the model learns.
     *
     * @param epochs    at most so many passes over the samples
     * @param most      samples of an epoch; of more than these each epoch draws anew
     * @param batch     samples of a step
     * @param rate      the highest learning rate
     * @param held      share of the users whose last engagement is held out to tell when to stop
     * @param folds     parts of the users, each with a graph that its users' later behaviour is not in
     * @param patience  so many epochs without a better value end the training
     * @param whole     a corpus of at most so many contents is compared with as a whole, of a larger one a sample
     * @param negatives contents of that sample
     * @param threads   of one operation; more than one pays only where the cores are free
     */
    public record Schedule(
            int epochs, int most, int batch, float rate, double held, int folds, int patience, int whole,
            int negatives, int threads) {

        public static final Schedule DEFAULT = new Schedule(5, 200_000, 1024, 5e-3f, 0.1, 5, 2, 5_000, 4096, 1);

        public Schedule {
            if (folds < 2) {
                throw new IllegalArgumentException(folds + " folds, at least 2 are wanted");
            }
        }

        public Schedule withEpochs(int number) {
            return new Schedule(number, most, batch, rate, held, folds, patience, whole, negatives, threads);
        }

        public Schedule withThreads(int number) {
            return new Schedule(epochs, most, batch, rate, held, folds, patience, whole, negatives, number);
        }
    }

    public GcnParameters withSchedule(Schedule other) {
        return new GcnParameters(width, triggers, cold, temperature, other);
    }
}
