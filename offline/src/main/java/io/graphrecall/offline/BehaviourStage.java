package io.graphrecall.offline;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.gnn.training.BehaviourModel;
import io.graphrecall.gnn.training.BehaviourTraining;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.gnn.training.TrainingMetadata;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stage that trains a model on all behaviour, where none is there that fits, and supplies the space of contents that
 * the model makes. The model goes into the generation, where the service finds it beside the vectors that belong to it.
 *
 * @param <M> the model
 */
abstract class BehaviourStage<M extends BehaviourModel> implements VectorSource {

    private final Names names;
    private final TrainingOptions options;
    private final ModelStore store;
    private @Nullable TrainingMetadata origin;

    /**
     * What a model is called.
     *
     * @param model in what is told
     * @param space of its contents, and its file in a home
     * @param array in a generation
     * @param said  the spaces that tell it what contents say or show: the first one that there is
     */
    record Names(String model, String space, String array, List<String> said) {}

    /** @param home has models */
    BehaviourStage(Names names, TrainingOptions options, Path home) {
        this.names = names;
        this.options = options;
        store = new ModelStore(home.resolve("models"), names.space());
    }

    /** How a model is trained now. */
    abstract BehaviourTraining<M> training(TrainingOptions chosen, long seed);

    /** Reads a model as {@link BehaviourModel#write} wrote it. */
    abstract M read(InputStream in, int threads);

    @Override
    public final void train(VectorInput input, long seed, Progress progress) {
        String task = "training " + names.model();
        BehaviourTraining<M> training = training(options, seed);
        TrainingData data = data(input);
        if (!training.canLearn(data)) {
            progress.begin(task, 0);
            progress.end("no user engaged with one content after another");
            return;
        }
        if (!options.again() && fits(training, data)) {
            progress.begin(task, 0);
            progress.end("the one that is there still fits");
            return;
        }
        try (M model = training.train(data, store.checkpoint(), progress)) {
            store.keep(model::write);
        }
    }

    /** Whether the model that is there is what a training would come to. */
    private boolean fits(BehaviourTraining<M> training, TrainingData data) {
        try (M model = open().orElse(null)) {
            return model != null && training.leadsTo(model, data);
        }
    }

    @Override
    public final Map<String, EmbeddingTable> vectors(VectorInput input, Progress progress) {
        Optional<M> trained = open();
        if (trained.isEmpty()) {
            return Map.of();
        }
        progress.begin("contents as " + names.model() + " has them", input.tables().contents().size());
        try (M model = trained.get()) {
            origin = model.origin();
            String space = model.origin().space();
            EmbeddingTable table = model.contents(
                    input.tables(), space == null ? null : input.vectors().get(space));
            progress.end("%,d vectors".formatted(table.rows()));
            return table.rows() == 0 ? Map.of() : Map.of(names.space(), table);
        }
    }

    @Override
    public final Map<String, Object> settings() {
        return origin instanceof Record used ? Map.of(names.space(), BuildSettings.of(used)) : Map.of();
    }

    @Override
    public final void write(GenerationWriter writer) {
        TrainingMetadata used = origin;
        if (used != null) {
            writer.bytes(names.array(), store.bytes());
            TrainingReport.Epoch best = used.epochs().get(used.bestEpoch());
            writer.metric(names.space() + ".samples", used.samples());
            writer.metric(names.space() + ".epochs", used.epochs().size());
            writer.metric(names.space() + ".best_epoch", used.bestEpoch() + 1);
            writer.metric(names.space() + ".loss", best.loss());
            writer.metric(names.space() + ".validation", best.validation());
        }
    }

    private TrainingData data(VectorInput input) {
        String space = names.said().stream().filter(input.vectors()::containsKey).findFirst().orElse(null);
        return new TrainingData(
                input.graph().behaviour(), input.tables(), space, space == null ? null : input.vectors().get(space));
    }

    private Optional<M> open() {
        return store.open(in -> read(in, options.threads()));
    }
}
