package io.graphrecall.gnn.gcn;

import io.graphrecall.gnn.training.ModelStep;
import io.graphrecall.gnn.training.ModelStore;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingInput;

import java.io.InputStream;
import java.util.Arrays;

/**
 * Trains the meta-path GCN and encodes contents into the space {@value Gcn#SPACE}. The generation also gets the
 * {@link GcnEmbeddings}, from which the service computes user vectors.
 */
public final class GcnStep extends ModelStep<GcnTraining.Data, Gcn> {

    public GcnStep() {
        super(Gcn.SPACE, "the meta-path GCN");
    }

    @Override
    protected GcnTraining.Data data(TrainingInput input) {
        return new GcnTraining.Data(input.graph(), input.parameters(), input.tables());
    }

    @Override
    protected ModelTraining<GcnTraining.Data, Gcn> training(TrainingContext context) {
        GcnParameters defaults = GcnParameters.DEFAULT;
        return new GcnTraining(
                defaults.withSchedule(context.schedule(defaults.schedule())), context.seed(), context.device());
    }

    @Override
    protected Gcn read(InputStream in, TrainingContext context) {
        return Gcn.read(in, context.device());
    }

    @Override
    protected Encoding encode(Gcn model, TrainingInput input, ModelStore store) {
        Gcn.Vectors vectors = model.vectors(data(input));
        return new Encoding(
                vectors.targets(),
                Arrays.stream(sampled(vectors.users().rows())).mapToObj(vectors.users()::vector).toList(),
                vectors.serving());
    }
}
