package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.training.TrainingSchedule;

/**
 * Parameters of the deep match model and its training.
 *
 * @param model     model architecture
 * @param objective samples and losses
 * @param schedule  epochs, batches and learning rate
 */
public record MatchParameters(Model model, Objective objective, TrainingSchedule schedule) {

    public static final MatchParameters DEFAULT = new MatchParameters(
            Model.DEFAULT, Objective.DEFAULT, new TrainingSchedule(10, 256, 1e-3f, 0, 0.1, 4, 1));

    /**
     * Model architecture.
     *
     * @param variant      parts that are switched on
     * @param width        dimensions of all vectors
     * @param layers       layers of each sequence encoder
     * @param heads        attention heads
     * @param maxLength    maximum length of a sequence; the newest elements are read
     * @param dropout      dropout probability
     * @param filter       frequency filter next to self-attention
     * @param idEmbeddings true if contents and items of the training data have an id embedding besides their features
     * @param idDropout    dropout probability of a whole id embedding, so that features learn to suffice
     */
    public record Model(
            MatchVariant variant, int width, int layers, int heads, int maxLength, float dropout, Filter filter,
            boolean idEmbeddings, float idDropout) {

        public static final Model DEFAULT = new Model(
                MatchVariant.BASE, 128, 2, 2, 50, 0.5f, Filter.DEFAULT, true, 0.1f);

        public Model {
            if (width % heads != 0) {
                throw new IllegalArgumentException("width " + width + " is not a multiple of " + heads + " heads");
            }
            if (layers < 1 || maxLength < 1) {
                throw new IllegalArgumentException(
                        layers + " layers over " + maxLength + " elements; both must be positive");
            }
        }

        public Model withVariant(MatchVariant other) {
            return new Model(other, width, layers, heads, maxLength, dropout, filter, idEmbeddings, idDropout);
        }

        public Model withFilter(Filter other) {
            return new Model(variant, width, layers, heads, maxLength, dropout, other, idEmbeddings, idDropout);
        }

        public Model withIdEmbeddings(boolean on, float probability) {
            return new Model(variant, width, layers, heads, maxLength, dropout, filter, on, probability);
        }

        public Model withWidth(int other) {
            return new Model(variant, other, layers, heads, maxLength, dropout, filter, idEmbeddings, idDropout);
        }

        public Model withDropout(float probability) {
            return new Model(variant, width, layers, heads, maxLength, probability, filter, idEmbeddings, idDropout);
        }
    }

    /**
     * Frequency filter of BSARec; see {@link BsaRecLayer}.
     *
     * @param weight         weight of the filter against self-attention, 0 to 1 (alpha in the paper); 0 for self-attention
     *                       alone
     * @param lowFrequencies number of the lowest frequencies that pass unchanged, including the constant one
     *                       (c / 2 + 1 in the paper)
     */
    public record Filter(double weight, int lowFrequencies) {

        public static final Filter DEFAULT = new Filter(0.7, 3);

        /** Self-attention alone. */
        public static final Filter NONE = new Filter(0, 3);

        public Filter {
            if (!(weight >= 0 && weight <= 1)) {
                throw new IllegalArgumentException("the filter weight is " + weight + ", not within 0 to 1");
            }
        }
    }

    /**
     * Samples and losses.
     *
     * @param maxSamplesPerEpoch maximum number of samples per epoch; each epoch draws its own
     * @param fullSoftmaxLimit   maximum number of contents for full softmax; with more, softmax is sampled
     * @param negatives          negatives per batch of sampled softmax
     * @param maskLossWeight     weight of the masked element loss, in variants that have it
     */
    public record Objective(int maxSamplesPerEpoch, int fullSoftmaxLimit, int negatives, float maskLossWeight) {

        public static final Objective DEFAULT = new Objective(200_000, 50_000, 4096, 0.1f);

        public Objective withMaxSamplesPerEpoch(int samples) {
            return new Objective(samples, fullSoftmaxLimit, negatives, maskLossWeight);
        }

        public Objective withFullSoftmaxLimit(int contents) {
            return new Objective(maxSamplesPerEpoch, contents, negatives, maskLossWeight);
        }
    }

    public MatchParameters withModel(Model other) {
        return new MatchParameters(other, objective, schedule);
    }

    public MatchParameters withObjective(Objective other) {
        return new MatchParameters(model, other, schedule);
    }

    public MatchParameters withSchedule(TrainingSchedule other) {
        return new MatchParameters(model, objective, other);
    }
}
