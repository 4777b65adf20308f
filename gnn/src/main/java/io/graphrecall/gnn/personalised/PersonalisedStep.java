package io.graphrecall.gnn.personalised;

import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.gnn.training.BehaviourStep;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.schema.ModelSpaces;

import java.io.InputStream;
import java.util.List;

/**
 * Trains the personalised representation on the events of all users and encodes contents into the space
 * {@value Personalised#SPACE}.
 */
public final class PersonalisedStep extends BehaviourStep<Personalised> {

    /** Texts and media, or texts only if no content has media. */
    private static final List<String> INPUT_SPACES = List.of(ModelSpaces.MULTIMODAL, EncoderModel.SPACE);

    public PersonalisedStep() {
        super(Personalised.SPACE, "the personalised representation", Personalised.MODEL, INPUT_SPACES);
    }

    @Override
    protected ModelTraining<TrainingData, Personalised> training(TrainingContext context) {
        PersonalisedParameters defaults = PersonalisedParameters.DEFAULT;
        return new PersonalisedTraining(
                defaults.withSchedule(context.schedule(defaults.schedule())), context.seed(), context.device());
    }

    @Override
    protected Personalised read(InputStream in, TrainingContext context) {
        return Personalised.read(in);
    }
}
