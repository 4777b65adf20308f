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

    /**
     * Model architecture.
     *
     * @param variant      parts that are switched on
     * @param width        dimensions of all vectors
     * @param maxLength    maximum length of a sequence; the newest elements are read
     * @param dropout      dropout probability
     * @param deviation    standard deviation of initial element vectors
     * @param encoder      sequence encoder beside the means
     * @param idEmbeddings true if contents and items of the training data have an id embedding besides their features
     * @param idDropout    dropout probability of a whole id embedding, so that features learn to suffice
     * @param idGraph      true if id embeddings are smoothed over {@link IdGraphs}; only for a full softmax
     * @param dwellTimes   true if the weight of an element depends on its dwell time
     * @param popularity   true if scores depend on the popularity of a content
     */
    public record Model(
            MatchVariant variant, int width, int maxLength, float dropout, float deviation, Encoder encoder,
            boolean idEmbeddings, float idDropout, boolean idGraph, boolean dwellTimes, boolean popularity) {

        public Model {
            if (width % encoder.heads() != 0) {
                throw new IllegalArgumentException(
                        "width " + width + " is not a multiple of " + encoder.heads() + " heads");
            }
            if (maxLength < 1) {
                throw new IllegalArgumentException("a sequence has " + maxLength + " elements; it must be positive");
            }
        }

        /**
         * Returns the same model with other parts. {@link MatchVariant#SOURCE_BASE} also gets id embeddings and
         * self-attention, and loses the bias by popularity and the dwell times, which its design does not have.
         */
        public Model withVariant(MatchVariant other) {
            return other == MatchVariant.SOURCE_BASE
                    ? new Model(
                            other, width, maxLength, dropout, deviation, Encoder.SELF_ATTENTION, true, idDropout, false,
                            false, false)
                    : new Model(
                            other, width, maxLength, dropout, deviation, encoder, idEmbeddings, idDropout, idGraph,
                            dwellTimes, popularity);
        }

        public Model withEncoder(Encoder other) {
            return new Model(
                    variant, width, maxLength, dropout, deviation, other, idEmbeddings, idDropout, idGraph, dwellTimes,
                    popularity);
        }

        public Model withIdGraph(boolean on) {
            return new Model(
                    variant, width, maxLength, dropout, deviation, encoder, idEmbeddings, idDropout, on, dwellTimes,
                    popularity);
        }

        public Model withWidth(int other) {
            return new Model(
                    variant, other, maxLength, dropout, deviation, encoder, idEmbeddings, idDropout, idGraph,
                    dwellTimes,
                    popularity);
        }

        public Model withPopularity(boolean on) {
            return new Model(
                    variant, width, maxLength, dropout, deviation, encoder, idEmbeddings, idDropout, idGraph,
                    dwellTimes, on);
        }
    }

    /**
     * Sequence encoder; see {@link BsaRecLayer}.
     *
     * @param layers         number of layers; 0 for no encoder
     * @param heads          attention heads
     * @param filterWeight   weight of the frequency filter against self-attention, 0 to 1 (alpha in the paper); 0 for
     *                       self-attention alone
     * @param lowFrequencies number of the lowest frequencies that pass the filter unchanged, including the constant one
     *                       (c / 2 + 1 in the paper)
     */
    public record Encoder(int layers, int heads, double filterWeight, int lowFrequencies) {

        public static final Encoder NONE = new Encoder(0, 2, 0, 3);
        public static final Encoder SELF_ATTENTION = new Encoder(1, 2, 0, 3);
        public static final Encoder DEFAULT = new Encoder(2, 2, 0.7, 3);

        public Encoder {
            if (layers < 0) {
                throw new IllegalArgumentException(layers + " layers; the number must not be negative");
            }
            if (!(filterWeight >= 0 && filterWeight <= 1)) {
                throw new IllegalArgumentException("the filter weight is " + filterWeight + ", not within 0 to 1");
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
     * @param dwellWeights       true if a sample weighs less, the shorter its target was looked at
     */
    public record Objective(
            int maxSamplesPerEpoch, int fullSoftmaxLimit, int negatives, float maskLossWeight, boolean dwellWeights) {

        public static final Objective DEFAULT = new Objective(200_000, 50_000, 4096, 0.1f, true);

        public Objective withMaxSamplesPerEpoch(int samples) {
            return new Objective(samples, fullSoftmaxLimit, negatives, maskLossWeight, dwellWeights);
        }

        public Objective withDwellWeights(boolean on) {
            return new Objective(maxSamplesPerEpoch, fullSoftmaxLimit, negatives, maskLossWeight, on);
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
