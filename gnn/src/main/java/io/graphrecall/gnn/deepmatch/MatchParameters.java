package io.graphrecall.gnn.deepmatch;

/**
 * Settings of the deep match model and its training.
 *
 * @param model    what it is made of
 * @param schedule how long and how fast it learns
 */
public record MatchParameters(Model model, Schedule schedule) {

    public static final MatchParameters DEFAULT = new MatchParameters(Model.DEFAULT, Schedule.DEFAULT);

    /**
     * What the model is made of.
     *
     * @param variant   what of it is switched on
     * @param width     of every vector
     * @param layers    of each sequence's encoder
     * @param heads     of attention
     * @param length    elements of a sequence that are read, at most, the newest
     * @param dropout   share of numbers that training leaves out
     * @param filter    the frequency filter beside attention
     * @param ids       whether contents and items that were learned from have a vector of their own beside their features
     * @param idDropout share of these vectors that training leaves out, so that features learn to do without
     */
    public record Model(
            MatchVariant variant, int width, int layers, int heads, int length, float dropout, Filter filter,
            boolean ids,
            float idDropout) {

        public static final Model DEFAULT = new Model(
                MatchVariant.BASE, 128, 2, 2, 50, 0.5f, Filter.DEFAULT, true, 0.1f);

        public Model {
            if (width % heads != 0) {
                throw new IllegalArgumentException("width " + width + " is not a multiple of " + heads + " heads");
            }
            if (layers < 1 || length < 1) {
                throw new IllegalArgumentException(
                        layers + " layers over " + length + " elements; both must be positive");
            }
        }

        public Model withVariant(MatchVariant other) {
            return new Model(other, width, layers, heads, length, dropout, filter, ids, idDropout);
        }

        public Model withFilter(Filter other) {
            return new Model(variant, width, layers, heads, length, dropout, other, ids, idDropout);
        }

        public Model withIds(boolean other, float share) {
            return new Model(variant, width, layers, heads, length, dropout, filter, other, share);
        }

        public Model withWidth(int number) {
            return new Model(variant, number, layers, heads, length, dropout, filter, ids, idDropout);
        }

        public Model withDropout(float share) {
            return new Model(variant, width, layers, heads, length, share, filter, ids, idDropout);
        }
    }

    /**
     * The frequency filter of BSARec (Shin et al. 2024).
     *
     * @param share       what it counts beside attention, 0 to 1, there alpha; 0 for plain self-attention
     * @param frequencies so many of the lowest pass as they are, the constant one included; there c / 2 + 1
     */
    public record Filter(double share, int frequencies) {

        public static final Filter DEFAULT = new Filter(0.7, 3);

        /** Attention alone. */
        public static final Filter NONE = new Filter(0, 3);

        public Filter {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("the filter's share is " + share + ", not within 0 to 1");
            }
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
     * @param held        share of the users whose last engagement is held out to tell when to stop
     * @param patience    so many epochs without a better value end the training
     * @param whole       a corpus of at most so many contents is compared with as a whole, of a larger one a sample
     * @param negatives   contents of that sample
     * @param hidden      weight of the loss of hidden elements, where the variant has it
     * @param threads     of one operation; more than one pays only where the cores are free
     */
    public record Schedule(
            int epochs, int most, int batch, float rate, float weightDecay, double held, int patience, int whole,
            int negatives,
            float hidden, int threads) {

        public static final Schedule DEFAULT = new Schedule(
                10, 200_000, 256, 1e-3f, 0, 0.1, 4, 50_000, 4096, 0.1f, 1);

        public Schedule withEpochs(int number) {
            return new Schedule(
                    number, most, batch, rate, weightDecay, held, patience, whole, negatives, hidden, threads);
        }

        public Schedule withMost(int number) {
            return new Schedule(
                    epochs, number, batch, rate, weightDecay, held, patience, whole, negatives, hidden, threads);
        }

        public Schedule withThreads(int number) {
            return new Schedule(
                    epochs, most, batch, rate, weightDecay, held, patience, whole, negatives, hidden, number);
        }

        public Schedule withRate(float number) {
            return new Schedule(
                    epochs, most, batch, number, weightDecay, held, patience, whole, negatives, hidden, threads);
        }

        public Schedule withWhole(int contents, int sample) {
            return new Schedule(
                    epochs, most, batch, rate, weightDecay, held, patience, contents, sample, hidden, threads);
        }
    }

    public MatchParameters withModel(Model other) {
        return new MatchParameters(other, schedule);
    }

    public MatchParameters withSchedule(Schedule other) {
        return new MatchParameters(model, other);
    }
}
