package io.graphrecall.offline;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.gnn.gcn.Gcn;
import io.graphrecall.gnn.gcn.GcnEmbeddings;
import io.graphrecall.gnn.gcn.GcnMetadata;
import io.graphrecall.gnn.gcn.GcnParameters;
import io.graphrecall.gnn.gcn.GcnTraining;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a build learns of how the graph joins contents: the meta-path GCN, and the space {@value Gcn#SPACE}. What users'
 * vectors are made of goes into the generation beside it.
 */
public final class GcnStage implements VectorSource {

    private final TrainingOptions options;
    private final ModelStore store;
    private @Nullable Made made;

    /** What the generation gets beside the space. */
    private record Made(GcnMetadata origin, GcnEmbeddings vectors) {}

    /** @param home has models */
    public GcnStage(TrainingOptions options, Path home) {
        this.options = options;
        store = new ModelStore(home.resolve("models"), Gcn.SPACE);
    }

    @Override
    public void train(VectorInput input, long seed, Progress progress) {
        String task = "training the meta-path GCN";
        GcnTraining training = new GcnTraining(parameters(), seed);
        GcnTraining.Data data = data(input);
        if (!training.canLearn(data)) {
            progress.begin(task, 0);
            progress.end(GcnTraining.NOTHING);
            return;
        }
        if (!options.again() && fits(training, data)) {
            progress.begin(task, 0);
            progress.end("the one that is there still fits");
            return;
        }
        try (Gcn model = training.train(data, store.checkpoint(), progress)) {
            store.keep(model::write);
        }
    }

    /** Whether the model that is there is what a training would come to. */
    private boolean fits(GcnTraining training, GcnTraining.Data data) {
        try (Gcn model = open().orElse(null)) {
            return model != null && training.leadsTo(model, data);
        }
    }

    @Override
    public Map<String, EmbeddingTable> vectors(VectorInput input, Progress progress) {
        Optional<Gcn> trained = open();
        if (trained.isEmpty()) {
            return Map.of();
        }
        progress.begin("contents as the graph joins them", input.tables().contents().size());
        try (Gcn model = trained.get()) {
            Gcn.Vectors vectors = model.vectors(data(input));
            progress.end("%,d vectors".formatted(vectors.targets().rows()));
            if (vectors.targets().rows() == 0) {
                return Map.of();
            }
            made = new Made(model.origin(), vectors.others());
            return Map.of(Gcn.SPACE, vectors.targets());
        }
    }

    @Override
    public Map<String, Object> settings() {
        return made == null ? Map.of() : Map.of(Gcn.SPACE, BuildSettings.of(made.origin()));
    }

    @Override
    public void write(GenerationWriter writer) {
        Made all = made;
        if (all != null) {
            all.vectors().write(writer);
            GcnMetadata origin = all.origin();
            TrainingReport.Epoch best = origin.epochs().get(origin.bestEpoch());
            writer.metric("gcn.samples", origin.samples());
            writer.metric("gcn.epochs", origin.epochs().size());
            writer.metric("gcn.best_epoch", origin.bestEpoch() + 1);
            writer.metric("gcn.loss", best.loss());
            writer.metric("gcn.validation", best.validation());
        }
    }

    private static GcnTraining.Data data(VectorInput input) {
        return new GcnTraining.Data(input.graph(), input.parameters());
    }

    private GcnParameters parameters() {
        GcnParameters.Schedule schedule = GcnParameters.DEFAULT.schedule().withThreads(options.threads());
        Integer epochs = options.epochs();
        return GcnParameters.DEFAULT.withSchedule(epochs == null ? schedule : schedule.withEpochs(epochs));
    }

    private Optional<Gcn> open() {
        return store.open(Gcn::read);
    }
}
