package io.graphrecall.offline;

import io.graphrecall.gnn.personalised.Personalised;
import io.graphrecall.gnn.personalised.PersonalisedParameters;
import io.graphrecall.gnn.personalised.PersonalisedTraining;
import io.graphrecall.gnn.training.BehaviourTraining;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What a build learns of what users care about in contents: the personalised representation, trained on all behaviour,
 * and the space {@value Personalised#SPACE}.
 */
public final class PersonalisedStage extends BehaviourStage<Personalised> {

    /** What contents show and say, or what they say, where none has media. */
    private static final List<String> SAID = List.of(MultimodalStage.MULTIMODAL, TextStage.SPACE);

    /** @param home has models */
    public PersonalisedStage(TrainingOptions options, Path home) {
        super(new Names("the personalised representation", Personalised.SPACE, Personalised.MODEL, SAID), options,
                home);
    }

    @Override
    BehaviourTraining<Personalised> training(TrainingOptions chosen, long seed) {
        PersonalisedParameters.Schedule schedule = PersonalisedParameters.DEFAULT.schedule()
                .withThreads(chosen.threads());
        Integer epochs = chosen.epochs();
        return new PersonalisedTraining(
                PersonalisedParameters.DEFAULT.withSchedule(epochs == null ? schedule : schedule.withEpochs(epochs)),
                seed);
    }

    @Override
    Personalised read(InputStream in, int threads) {
        return Personalised.read(in);
    }
}
