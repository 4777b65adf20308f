package io.graphrecall.gnn;

import io.graphrecall.gnn.deepmatch.DeepMatchStep;
import io.graphrecall.gnn.gcn.GcnStep;
import io.graphrecall.gnn.multimodal.MultimodalStep;
import io.graphrecall.gnn.personalised.PersonalisedStep;
import io.graphrecall.gnn.training.TrainingStep;

import java.util.List;

public final class TrainingSteps {

    /** All algorithms, in the order of training: later steps read the embedding spaces of earlier ones. */
    public static final List<TrainingStep> STANDARD = List.of(
            new MultimodalStep(), new PersonalisedStep(), new DeepMatchStep(), new GcnStep());

    private TrainingSteps() {}
}
