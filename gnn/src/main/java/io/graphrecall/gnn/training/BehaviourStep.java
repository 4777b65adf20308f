package io.graphrecall.gnn.training;

import io.graphrecall.generation.EmbeddingTable;

import java.util.List;

/**
 * Training step of a {@link BehaviourModel}. The model itself is an array of the generation, so that the service can
 * encode contents and users with it.
 *
 * @param <M> model
 */
public abstract class BehaviourStep<M extends BehaviourModel> extends ModelStep<TrainingData, M> {

    private final String array;
    private final List<String> inputSpaces;

    /**
     * @param space       name of the embedding space
     * @param title       name of the model in progress messages and help, with its article
     * @param array       name of the model's array in a generation
     * @param inputSpaces embedding spaces that the model can read content vectors from; the first one that exists is used
     */
    protected BehaviourStep(String space, String title, String array, List<String> inputSpaces) {
        super(space, title);
        this.array = array;
        this.inputSpaces = inputSpaces;
    }

    @Override
    protected final TrainingData data(TrainingInput input) {
        String space = inputSpaces.stream().filter(input.embeddings()::containsKey).findFirst().orElse(null);
        return TrainingData.of(
                input.graph(), input.tables(), space, space == null ? null : input.embeddings().get(space));
    }

    @Override
    protected final Encoding encode(M model, TrainingInput input, ModelStore store) {
        String space = model.inputSpace();
        EmbeddingTable vectors = space == null ? null : input.embeddings().get(space);
        return new Encoding(
                model.contents(input.tables(), vectors),
                model.users(data(input), sampled(input.graph().behaviour().users().size())),
                GenerationPart.bytes(array, store.bytes()));
    }
}
