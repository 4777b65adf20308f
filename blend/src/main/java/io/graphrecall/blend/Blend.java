package io.graphrecall.blend;

import com.fasterxml.jackson.annotation.JsonValue;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * A method that fuses the ranked lists of channels. It scores every candidate. The result has the candidates with the
 * highest scores and at least each channel's minimum.
 */
public enum Blend implements WireNamed {

    /**
     * Concatenation in order of priority: each channel adds up to its quota. A candidate of an earlier channel counts
     * once.
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

    /** Snake draft: channels take turns, first to last and back, and each adds its best candidate that is not taken yet. */
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
        public double[] parts(ChannelList channel) {
            double[] parts = new double[channel.size()];
            for (int rank = 0; rank < parts.length; rank++) {
                parts[rank] = channel.isFiller(rank) ? ChannelList.FILLER : 1 / (RRF_K + 1 + rank);
            }
            return parts;
        }
    },

    /**
     * Weighted sum of normalised scores: {@code sum over channels of weight * score / norm}, with the L2 norm of the
     * channel's scores. A channel with few high scores counts more on those than one with many equal scores.
     */
    WEIGHTED {
        @Override
        public double[] parts(ChannelList channel) {
            double[] parts = new double[channel.size()];
            double norm = channel.norm();
            for (int rank = 0; rank < parts.length; rank++) {
                float score = channel.scores()[rank];
                parts[rank] = norm == 0 ? 0 : channel.isFiller(rank) ? ChannelList.FILLER : score / norm;
            }
            return parts;
        }
    },

    /** Scores of a {@link BlendModel} that was trained on validation events. */
    LEARNED {
        @Override
        double[] scores(CandidatePool pool, BlendInput input) {
            requireModel(input.model());
            BlendModel model = Objects.requireNonNull(input.model());
            return model.scores(CandidateFeatures.of(pool, input, model.channels()));
        }
    };

    private static final double RRF_K = 60;

    /** Returns the score of each candidate: by default the weighted sum of {@link #parts} over channels. */
    double[] scores(CandidatePool pool, BlendInput input) {
        List<ChannelList> channels = input.channels();
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

    /**
     * Returns the terms that a channel with weight 1 adds to the scores of its candidates, in the order of its list.
     *
     * @throws UnsupportedOperationException for a blend whose scores are not weighted sums over channels
     */
    public double[] parts(ChannelList channel) {
        throw new UnsupportedOperationException(wireName() + " is not a weighted sum over channels");
    }

    @Override
    @JsonValue
    public String wireName() {
        return WireNamed.super.wireName();
    }

    /** @throws RecallException with code INVALID for {@link #LEARNED} without a model */
    public void requireModel(@Nullable BlendModel model) {
        if (this == LEARNED && model == null) {
            throw new RecallException(RecallException.Code.INVALID,
                    "there is no learned blend; run recall tune, which keeps one if it improves validation");
        }
    }

    /**
     * Fuses lists.
     *
     * @throws RecallException with code INVALID for {@link #LEARNED} without a model
     */
    public BlendedList blend(BlendInput input) {
        CandidatePool pool = new CandidatePool(input.channels());
        double[] scores = scores(pool, input);
        Minimums minimums = new Minimums(pool, input);
        int[] ranking = Ranking.of(pool, scores, minimums, input);
        return new BlendedList(pool, scores, minimums.keep(ranking, input.size()), List.of());
    }
}
