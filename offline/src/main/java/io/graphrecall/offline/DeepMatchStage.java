package io.graphrecall.offline;

import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.MatchParameters;
import io.graphrecall.gnn.deepmatch.MatchTraining;
import io.graphrecall.gnn.training.BehaviourTraining;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What a build learns of how what users did leads to what they do next: the deep match model, trained on all behaviour,
 * and the space {@value DeepMatch#SPACE}.
 */
public final class DeepMatchStage extends BehaviourStage<DeepMatch> {

    /**
     * What contents show, where there is anything. What they say the model learns from their terms; vectors of texts, of
     * 384 numbers and more, would make each step of the training a quarter longer.
     */
    private static final List<String> SHOWN = List.of(MultimodalStage.MULTIMODAL);

    /** @param home has models */
    public DeepMatchStage(TrainingOptions options, Path home) {
        super(new Names("the deep match model", DeepMatch.SPACE, DeepMatch.MODEL, SHOWN), options, home);
    }

    @Override
    BehaviourTraining<DeepMatch> training(TrainingOptions chosen, long seed) {
        MatchParameters.Schedule schedule = MatchParameters.DEFAULT.schedule().withThreads(chosen.threads());
        Integer epochs = chosen.epochs();
        return new MatchTraining(
                MatchParameters.DEFAULT.withSchedule(epochs == null ? schedule : schedule.withEpochs(epochs)), seed);
    }

    @Override
    DeepMatch read(InputStream in, int threads) {
        return DeepMatch.read(in, threads);
    }
}
