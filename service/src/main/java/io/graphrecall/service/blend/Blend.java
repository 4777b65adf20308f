package io.graphrecall.service.blend;

import io.graphrecall.schema.RecallException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A way to make one list of several. Each gives every candidate a score; the answer is the best of them, with each
 * channel's minimum kept.
 */
public enum Blend {

    /**
     * Channels one after another in the order of their settings, each with its quota; what an earlier one brought is
     * not counted again.
     */
    QUOTA {
        @Override
        double[] scores(CandidatePool pool, BlendInput input) {
            double[] scores = new double[pool.size()];
            for (int slot = 0; slot < scores.length; slot++) {
                scores[slot] = 1.0 / (1 + slot);
            }
            return scores;
        }
    },

    /** Channels take turns, back and forth: first to last, last to first; each gives its best that is not in yet. */
    SNAKE {
        @Override
        double[] scores(CandidatePool pool, BlendInput input) {
            return Snake.scores(pool, input.channels());
        }
    },

    /**
     * Reciprocal-rank fusion (Cormack, Clarke, Büttcher 2009): {@code sum over channels of weight / (60 + rank)}, ranks
     * from 1.
     */
    RRF {
        @Override
        double[] scores(CandidatePool pool, BlendInput input) {
            return sums(pool, input.channels());
        }

        @Override
        public double[] parts(ChannelList channel) {
            double[] parts = new double[channel.size()];
            for (int rank = 0; rank < parts.length; rank++) {
                parts[rank] = 1 / (RRF_K + 1 + rank);
            }
            return parts;
        }
    },

    /**
     * {@code sum over channels of weight * score / length}, the length being the root of the sum of squares of the
     * channel's scores: a channel that is sure of a few counts more on those than one that finds many alike.
     */
    WEIGHTED {
        @Override
        double[] scores(CandidatePool pool, BlendInput input) {
            return sums(pool, input.channels());
        }

        @Override
        public double[] parts(ChannelList channel) {
            double[] parts = new double[channel.size()];
            double length = channel.length();
            for (int rank = 0; rank < parts.length; rank++) {
                parts[rank] = length == 0 ? 0 : channel.answer().scores()[rank] / length;
            }
            return parts;
        }
    },

    /** By a {@link BlendModel} that was fitted to validation events. */
    LEARNED {
        @Override
        double[] scores(CandidatePool pool, BlendInput input) {
            BlendModel model = input.model();
            if (model == null) {
                throw new RecallException(RecallException.Code.INVALID,
                        "no blend was learned here: recall tune learns one where it gains");
            }
            return model.scores(CandidateFeatures.of(pool, input, model.channels()));
        }
    };

    private static final double RRF_K = 60;

    abstract double[] scores(CandidatePool pool, BlendInput input);

    /**
     * What a channel adds to the scores of its candidates at a weight of 1, in the order of its list: what weights are
     * fitted to.
     *
     * @throws UnsupportedOperationException for a blend whose scores are no weighted sums over channels
     */
    public double[] parts(ChannelList channel) {
        throw new UnsupportedOperationException(wireName() + " does not add up parts of channels");
    }

    final double[] sums(CandidatePool pool, List<ChannelList> channels) {
        double[] scores = new double[pool.size()];
        for (int list = 0; list < channels.size(); list++) {
            double weight = channels.get(list).share().weight();
            double[] parts = parts(channels.get(list));
            int[] slots = pool.slots(list);
            for (int rank = 0; rank < slots.length; rank++) {
                scores[slots[rank]] += weight * parts[rank];
            }
        }
        return scores;
    }

    /** The name in requests and settings: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Blend> ofWireName(String name) {
        return Arrays.stream(values()).filter(blend -> blend.wireName().equals(name)).findFirst();
    }

    /**
     * Makes one list.
     *
     * @throws RecallException with code INVALID for {@link #LEARNED} without a model
     */
    public BlendedList blend(BlendInput input) {
        CandidatePool pool = new CandidatePool(input.channels());
        double[] scores = scores(pool, input);
        int[] ranking = Ranking.of(pool, scores, input.tieBreak(), input.snapshot());
        int[] chosen = Minimums.keep(ranking, pool, input.channels(), input.size());
        return new BlendedList(pool, scores, chosen);
    }
}
