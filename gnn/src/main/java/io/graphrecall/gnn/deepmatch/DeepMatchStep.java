package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.training.BehaviourStep;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingData;

import java.io.InputStream;
import java.util.List;

/** Trains the deep match model on the events of all users and encodes contents into the space {@value DeepMatch#SPACE}. */
public final class DeepMatchStep extends BehaviourStep<DeepMatch> {

    /**
     * The model reads texts as terms. Sentence vectors, which have 384 dimensions and more, would make each training step
     * a quarter longer.
     */
    private static final List<String> INPUT_SPACES = List.of(MultimodalEncoder.MULTIMODAL);

    public DeepMatchStep() {
        super(DeepMatch.SPACE, "the deep match model", DeepMatch.MODEL, INPUT_SPACES);
    }

    @Override
    protected ModelTraining<TrainingData, DeepMatch> training(TrainingContext context) {
        MatchParameters defaults = MatchParameters.DEFAULT;
        return new MatchTraining(defaults.withSchedule(context.schedule(defaults.schedule())), context.seed());
    }

    @Override
    protected DeepMatch read(InputStream in, int threads) {
        return DeepMatch.read(in, threads);
    }
}
