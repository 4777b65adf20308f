package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.schema.WireNamed;

/** Named parameters. A build trains those that suit the data and keeps the model with the best validation score. */
public enum MatchConfiguration implements WireNamed {
    /**
     * For data with times: means of sequences and sessions, weighted by gates. Small and fast, without id embeddings, so
     * that it treats new contents like old ones.
     */
    SESSION(new MatchParameters(
            new MatchParameters.Model(
                    MatchVariant.QUERY, 96, 50, 0.5f, 0.05f, MatchParameters.Encoder.NONE, false, 0, false, true, true),
            MatchParameters.Objective.DEFAULT, new TrainingSchedule(5, 256, 2e-3f, 0, 0.1, 5, 1))),
    /** For data without times: a sequence encoder beside the means, and id embeddings that are smoothed over a graph. */
    ENCODER(new MatchParameters(
            new MatchParameters.Model(
                    MatchVariant.QUERY, 128, 50, 0.5f, 0.02f, MatchParameters.Encoder.DEFAULT, true, 0.1f, true, true,
                    false),
            MatchParameters.Objective.DEFAULT, new TrainingSchedule(6, 256, 1e-3f, 0, 0.1, 4, 1))),
    /** {@link #SESSION} that keeps popularity in its scores, whatever that costs; only if it is named. */
    POPULAR(SESSION.parameters);

    private final MatchParameters parameters;

    MatchConfiguration(MatchParameters parameters) {
        this.parameters = parameters;
    }

    public MatchParameters parameters() {
        return parameters;
    }

    /** Returns true if the configuration is a candidate for the data: the encoder needs no times. */
    boolean suits(TrainingData data) {
        return this == ENCODER || (this == SESSION && data.timed());
    }

    /** Returns true if popularity stays in the scores even if it costs much of the tail share. */
    boolean keepsPopularity() {
        return this == POPULAR;
    }
}
