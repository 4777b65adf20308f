package io.graphrecall.offline;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.gnn.match.DeepMatch;
import io.graphrecall.gnn.match.MatchOrigin;
import io.graphrecall.gnn.match.MatchParameters;
import io.graphrecall.gnn.match.MatchTraining;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a build learns of how what users did leads to what they do next: the deep match model, trained on all behaviour,
 * and the space {@value DeepMatch#SPACE}. The model goes into the generation, where the service finds it beside the
 * vectors that belong to it.
 */
public final class DeepMatchStage implements VectorSource {

    /**
     * The space that tells the model what contents show, where there is one. What they say it learns from their terms;
     * vectors of texts, of 384 numbers and more, would make each step of the training a quarter longer.
     */
    private static final String SHOWN = MultimodalStage.MULTIMODAL;

    private final TrainingOptions options;
    private final ModelStore store;
    private @Nullable MatchOrigin used;

    /** @param home has models */
    public DeepMatchStage(TrainingOptions options, Path home) {
        this.options = options;
        store = new ModelStore(home.resolve("models"), DeepMatch.SPACE);
    }

    @Override
    public void train(VectorInput input, long seed, Progress progress) {
        String task = "training the deep match model";
        MatchTraining training = new MatchTraining(parameters(), seed);
        MatchTraining.Data data = data(input);
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
        try (DeepMatch model = training.train(data, store.checkpoint(), progress)) {
            store.keep(model::write);
        }
    }

    /** Whether the model that is there is what a training would come to. */
    private boolean fits(MatchTraining training, MatchTraining.Data data) {
        try (DeepMatch model = open().orElse(null)) {
            return model != null && training.leadsTo(model, data);
        }
    }

    @Override
    public Map<String, EmbeddingTable> vectors(VectorInput input, Progress progress) {
        Optional<DeepMatch> trained = open();
        if (trained.isEmpty()) {
            return Map.of();
        }
        progress.begin("contents as the deep match model has them", input.tables().contents().size());
        try (DeepMatch model = trained.get()) {
            used = model.origin();
            String space = model.origin().space();
            EmbeddingTable table = model.contents(
                    input.tables(), space == null ? null : input.vectors().get(space));
            progress.end("%,d vectors".formatted(table.rows()));
            return table.rows() == 0 ? Map.of() : Map.of(DeepMatch.SPACE, table);
        }
    }

    @Override
    public Map<String, Object> settings() {
        return used == null ? Map.of() : Map.of(DeepMatch.SPACE, BuildSettings.of(used));
    }

    @Override
    public void write(GenerationWriter writer) {
        MatchOrigin origin = used;
        if (origin != null) {
            writer.bytes(DeepMatch.MODEL, store.bytes());
            TrainingReport.Epoch best = origin.epochs().get(origin.bestEpoch());
            writer.metric("deep_match.samples", origin.samples());
            writer.metric("deep_match.epochs", origin.epochs().size());
            writer.metric("deep_match.best_epoch", origin.bestEpoch() + 1);
            writer.metric("deep_match.loss", best.loss());
            writer.metric("deep_match.validation", best.validation());
        }
    }

    private MatchTraining.Data data(VectorInput input) {
        EmbeddingTable shown = input.vectors().get(SHOWN);
        return new MatchTraining.Data(
                input.graph().behaviour(), input.tables(), shown == null ? null : SHOWN, shown);
    }

    private MatchParameters parameters() {
        MatchParameters.Schedule schedule = MatchParameters.DEFAULT.schedule().withThreads(options.threads());
        Integer epochs = options.epochs();
        return MatchParameters.DEFAULT.withSchedule(epochs == null ? schedule : schedule.withEpochs(epochs));
    }

    private Optional<DeepMatch> open() {
        return store.open(in -> DeepMatch.read(in, options.threads()));
    }
}
