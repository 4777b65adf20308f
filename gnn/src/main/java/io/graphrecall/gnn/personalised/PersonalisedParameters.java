package io.graphrecall.gnn.personalised;

/**
 * Settings of the personalised representation and its training.
 *
 * @param model     what it is made of
 * @param negatives what a target is told from
 * @param schedule  how long and how fast it learns
 */
public record PersonalisedParameters(Model model, Negatives negatives, Schedule schedule) {

    public static final PersonalisedParameters DEFAULT = new PersonalisedParameters(
            Model.DEFAULT, Negatives.DEFAULT, Schedule.DEFAULT);

    /**
     * What the model is made of.
     *
     * @param width   of every vector
     * @param length  contents that a user engaged with before that are read, at most, the newest
     * @param dropout share of numbers that training leaves out of what contents are made of
     * @param gate    whether parts of contents are filtered; else they are added up as they are
     * @param biases  whether half of the steps have biases of users and contents
     * @param rank    of the biases
     */
    public record Model(int width, int length, float dropout, boolean gate, boolean biases, int rank) {

        public static final Model DEFAULT = new Model(64, 20, 0.3f, true, true, 8);

        public Model {
            if (width < 1 || length < 1 || rank < 1) {
                throw new IllegalArgumentException(
                        "width " + width + ", length " + length + ", rank " + rank + "; all must be positive");
            }
        }

        public Model withWidth(int number) {
            return new Model(number, length, dropout, gate, biases, rank);
        }

        public Model withLength(int number) {
            return new Model(width, number, dropout, gate, biases, rank);
        }

        public Model withDropout(float share) {
            return new Model(width, length, share, gate, biases, rank);
        }

        public Model withGate(boolean on) {
            return new Model(width, length, dropout, on, biases, rank);
        }

        public Model withBiases(boolean on) {
            return new Model(width, length, dropout, gate, on, rank);
        }
    }

    /**
     * What a target is told from, beside the other targets of its batch.
     *
     * @param uniform contents of a batch drawn from all, each equally likely
     * @param hard    contents of a sample drawn from those like its target; never one that the user engaged with
     * @param from    the rank among those like the target, in the space that the model reads, from which on they are
     *                drawn: nearer ones may be as right as the target
     * @param upTo    the rank before which they are drawn
     */
    public record Negatives(int uniform, int hard, int from, int upTo) {

        public static final Negatives DEFAULT = new Negatives(1024, 4, 50, 500);

        public Negatives {
            if (uniform < 1 || 4 * hard > uniform + hard) {
                throw new IllegalArgumentException(
                        hard + " hard negatives beside " + uniform + "; at most a quarter may be hard");
            }
            if (from < 1 || upTo <= from) {
                throw new IllegalArgumentException("no hard negatives lie in ranks " + from + " to " + upTo);
            }
        }

        public Negatives withUniform(int number) {
            return new Negatives(number, hard, from, upTo);
        }

        public Negatives withHard(int number) {
            return new Negatives(uniform, number, from, upTo);
        }
    }

    /**
     * How long and how fast the model learns.
     *
     * @param epochs      at most so many passes over the samples
     * @param most        samples of an epoch; of more than these each epoch draws anew
     * @param batch       samples of a step
     * @param rate        the highest learning rate
     * @param weightDecay of the optimiser
     * @param biasPenalty weight of the mean squared length of biases in the loss
     * @param held        share of the users whose last engagement is held out to tell when to stop
     * @param patience    so many epochs without a better value end the training
     * @param threads     of one operation; more than one pays only where the cores are free
     */
    public record Schedule(
            int epochs, int most, int batch, float rate, float weightDecay, float biasPenalty, double held,
            int patience,
            int threads) {

        public static final Schedule DEFAULT = new Schedule(12, 200_000, 128, 2e-3f, 0, 0.1f, 0.1, 3, 1);

        public Schedule withEpochs(int number) {
            return new Schedule(number, most, batch, rate, weightDecay, biasPenalty, held, patience, threads);
        }

        public Schedule withBatch(int number) {
            return new Schedule(epochs, most, number, rate, weightDecay, biasPenalty, held, patience, threads);
        }

        public Schedule withThreads(int number) {
            return new Schedule(epochs, most, batch, rate, weightDecay, biasPenalty, held, patience, number);
        }

        public Schedule withRate(float number) {
            return new Schedule(epochs, most, batch, number, weightDecay, biasPenalty, held, patience, threads);
        }

        public Schedule withWeightDecay(float number) {
            return new Schedule(epochs, most, batch, rate, number, biasPenalty, held, patience, threads);
        }
    }

    public PersonalisedParameters withModel(Model other) {
        return new PersonalisedParameters(other, negatives, schedule);
    }

    public PersonalisedParameters withNegatives(Negatives other) {
        return new PersonalisedParameters(model, other, schedule);
    }

    public PersonalisedParameters withSchedule(Schedule other) {
        return new PersonalisedParameters(model, negatives, other);
    }
}
