package io.graphrecall.gnn.gcn;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.training.ModelStep;
import io.graphrecall.gnn.training.ModelStore;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingInput;
import io.graphrecall.metapath.graph.Behaviour;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

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
        Behaviour behaviour = input.graph().behaviour();
        List<float[]> users = Arrays.stream(sampled(behaviour.users().size()))
                .mapToObj(user -> vectors.serving().user(behaviour, user))
                .filter(vector -> EmbeddingTable.Metric.COSINE.prepared(vector) != null).toList();
        return new Encoding(vectors.targets(), users, vectors.serving());
    }
}
