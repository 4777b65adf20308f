package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.training.BehaviourStep;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.schema.ModelSpaces;

import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Trains the deep match model on the events of all users and encodes contents into the space {@value DeepMatch#SPACE}. */
public final class DeepMatchStep extends BehaviourStep<DeepMatch> {

    /**
     * The model reads texts as terms. Sentence vectors, which have 384 dimensions and more, would make each training step
     * a quarter longer.
     */
    private static final List<String> INPUT_SPACES = List.of(ModelSpaces.MULTIMODAL);

    private final List<MatchConfiguration> configurations;

    /** Creates a step that chooses between the configurations that suit the data. */
    public DeepMatchStep() {
        this(List.of(MatchConfiguration.values()));
    }

    /** @param configurations to choose from by validation score; a single one is used in any case */
    public DeepMatchStep(List<MatchConfiguration> configurations) {
        super(DeepMatch.SPACE, "the deep match model", DeepMatch.MODEL, INPUT_SPACES);
        this.configurations = List.copyOf(configurations);
    }

    @Override
    protected ModelTraining<TrainingData, DeepMatch> training(TrainingContext context) {
        Map<MatchConfiguration, MatchTraining> trainings = new EnumMap<>(MatchConfiguration.class);
        for (MatchConfiguration configuration : configurations) {
            MatchParameters parameters = configuration.parameters();
            trainings.put(configuration, new MatchTraining(
                    parameters.withSchedule(context.schedule(parameters.schedule())), context.seed(),
                    context.device()));
        }
        return new BestOfTrainings(trainings);
    }

    @Override
    protected DeepMatch read(InputStream in, TrainingContext context) {
        return DeepMatch.read(in, context.threads());
    }
}
