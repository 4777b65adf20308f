package io.graphrecall.gnn.training;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A training step with one model, which encodes contents into one embedding space. The space, the model file of a home
 * and the step have the same name.
 *
 * @param <D> training data
 * @param <M> model
 */
public abstract class ModelStep<D, M extends TrainedModel> implements TrainingStep {

    /** Reason why a warm start is not possible. */
    public static final String OTHER_PARAMETERS = "the earlier model has another seed, other parameters or other input vectors: it is trained from the start";

    /** Maximum number of users whose vectors tune the search in a space. */
    private static final int SAMPLED_USERS = 200;

    private static final String NO_EARLIER = "there is no earlier model: it is trained from the start";

    /** Epochs of a training with a warm start. */
    private static final int WARM_EPOCHS = 1;

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
     * @param users    vectors of some users, like those with which the service searches the space; empty if it does not
     * @param part     arrays of the generation
     */
    public record Encoding(EmbeddingTable contents, List<float[]> users, GenerationPart part) {}

    /** Returns users whose vectors tune the search in a space, evenly spaced among all. */
    protected static int[] sampled(int users) {
        int step = Math.max(1, users / SAMPLED_USERS);
        return IntStream.iterate(0, user -> user < users, user -> user + step).limit(SAMPLED_USERS).toArray();
    }

    protected abstract D data(TrainingInput input);

    /** Configures the training. */
    protected abstract ModelTraining<D, M> training(TrainingContext context);

    /** Reads a model that {@link TrainedModel#write} wrote. */
    protected abstract M read(InputStream in, TrainingContext context);

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
            return;
        }
        boolean warmStart = context.policy() == TrainingContext.Policy.WARM_START;
        try (M earlier = context.policy() == TrainingContext.Policy.RETRAIN ? null : open(store, context, progress)) {
            ModelTraining<D, M> warm = warmStart && earlier != null
                    ? training.startingFrom(earlier, data, warmEpochs(context)).orElse(null)
                    : null;
            if (earlier != null && (training.isUpToDate(earlier, data)
                    || (warm != null && warm.isUpToDate(earlier, data)))) {
                TrainingStep.skip(task, UP_TO_DATE, progress);
                return;
            }
            if (warm != null) {
                trainAndSave(warm, store, data, progress);
                return;
            }
            if (warmStart) {
                TrainingStep.skip("Warm start of " + title, earlier == null ? NO_EARLIER : OTHER_PARAMETERS, progress);
            }
        }
        trainAndSave(training, store, data, progress);
    }

    private void trainAndSave(ModelTraining<D, M> training, ModelStore store, D data, Progress progress) {
        try (M model = training.train(data, store.checkpoint(), progress)) {
            store.save(model::write);
        }
    }

    private static int warmEpochs(TrainingContext context) {
        Integer epochs = context.epochs();
        return epochs == null ? WARM_EPOCHS : epochs;
    }

    private @Nullable M open(ModelStore store, TrainingContext context, Progress progress) {
        return store.open(in -> read(in, context), progress).orElse(null);
    }

    private TrainingResult result(M model, TrainingInput input, ModelStore store, Progress progress) {
        progress.begin("Encoding contents with " + title, input.tables().contents().size());
        Encoding encoding = encode(model, input, store);
        progress.end(Counts.of(encoding.contents().rows(), "vector"));
        if (encoding.contents().rows() == 0) {
            return TrainingResult.EMPTY;
        }
        TrainingMetadata metadata = model.metadata();
        Map<String, Double> metrics = new HashMap<>(
                TrainingReport.metrics(space, metadata.epochs(), metadata.bestEpoch()));
        metrics.put(space + ".samples", (double) metadata.samples());
        metrics.put(space + ".warm_starts", (double) metadata.warmStarts());
        return new TrainingResult(
                Map.of(space, encoding.contents()), Map.of(space, encoding.users()), Map.of(space, metadata), metrics,
                List.of(encoding.part()));
    }
}
