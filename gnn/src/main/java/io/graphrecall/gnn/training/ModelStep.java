package io.graphrecall.gnn.training;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A training step with one model, which encodes contents into one embedding space. The space, the model file of a home
 * and the step have the same name.
 *
 * @param <D> training data
 * @param <M> model
 */
public abstract class ModelStep<D, M extends TrainedModel> implements TrainingStep {

    private final String space;
    private final String title;

    /**
     * @param space name of the embedding space
     * @param title name of the model in progress messages and help, with its article
     */
    protected ModelStep(String space, String title) {
        this.space = space;
        this.title = title;
    }

    /**
     * Contents as a model encodes them.
     *
     * @param contents content vectors of the step's space
     * @param part     arrays of the generation
     */
    public record Encoding(EmbeddingTable contents, GenerationPart part) {}

    /** Selects the training data. */
    protected abstract D data(TrainingInput input);

    /** Configures the training. */
    protected abstract ModelTraining<D, M> training(TrainingContext context);

    /** Reads a model that {@link TrainedModel#write} wrote. */
    protected abstract M read(InputStream in, int threads);

    /** Encodes all contents. */
    protected abstract Encoding encode(M model, TrainingInput input, ModelStore store);

    @Override
    public final String name() {
        return space;
    }

    @Override
    public final String description() {
        return title + " (embedding space and channel " + space + ")";
    }

    @Override
    public final TrainingResult run(TrainingInput input, TrainingContext context, Progress progress) {
        ModelStore store = new ModelStore(context.models(), space);
        if (context.policy() != TrainingContext.Policy.REUSE) {
            train(store, data(input), context, progress);
        }
        try (M model = open(store, context, progress)) {
            return model == null ? TrainingResult.EMPTY : result(model, input, store, progress);
        }
    }

    private void train(ModelStore store, D data, TrainingContext context, Progress progress) {
        ModelTraining<D, M> training = training(context);
        String task = "Training " + title;
        if (!training.canLearn(data)) {
            TrainingStep.skip(task, ModelTraining.NOTHING_TO_LEARN, progress);
        } else if (context.policy() == TrainingContext.Policy.UPDATE
                && isUpToDate(store, training, data, context, progress)) {
            TrainingStep.skip(task, UP_TO_DATE, progress);
        } else {
            try (M model = training.train(data, store.checkpoint(), progress)) {
                store.save(model::write);
            }
        }
    }

    private boolean isUpToDate(
            ModelStore store, ModelTraining<D, M> training, D data, TrainingContext context, Progress progress) {
        try (M model = open(store, context, progress)) {
            return model != null && training.isUpToDate(model, data);
        }
    }

    private @Nullable M open(ModelStore store, TrainingContext context, Progress progress) {
        return store.open(in -> read(in, context.threads()), progress).orElse(null);
    }

    private TrainingResult result(M model, TrainingInput input, ModelStore store, Progress progress) {
        progress.begin("Encoding contents with " + title, input.tables().contents().size());
        Encoding encoding = encode(model, input, store);
        progress.end("%,d vectors".formatted(encoding.contents().rows()));
        if (encoding.contents().rows() == 0) {
            return TrainingResult.EMPTY;
        }
        TrainingMetadata metadata = model.metadata();
        Map<String, Double> metrics = new HashMap<>(
                TrainingReport.metrics(space, metadata.epochs(), metadata.bestEpoch()));
        metrics.put(space + ".samples", (double) metadata.samples());
        return new TrainingResult(
                Map.of(space, encoding.contents()), Map.of(space, metadata), metrics, List.of(encoding.part()));
    }
}
