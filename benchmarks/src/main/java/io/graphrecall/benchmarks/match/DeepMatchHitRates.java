package io.graphrecall.benchmarks.match;

import io.graphrecall.evaluation.baselines.ModelRequest;
import io.graphrecall.evaluation.baselines.VectorHitRates;
import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.ElementVectors;
import io.graphrecall.gnn.deepmatch.UserSequences;
import io.graphrecall.gnn.deepmatch.UserTower;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/** Hit rates of a deep match model by itself, without the service. */
public final class DeepMatchHitRates {

    private static final int BATCH = 256;

    private final DeepMatch model;
    private final GraphTables tables;
    private final @Nullable EmbeddingTable texts;
    private final ElementVectors elements;
    /** The tower that the service uses; null for a variant that is not served. */
    private final @Nullable UserTower tower;
    private final EmbeddingTable contents;

    /**
     * Creates hit rates of a model.
     *
     * @param texts content vectors that the model was trained with; null if none
     */
    public DeepMatchHitRates(DeepMatch model, GraphTables tables, @Nullable EmbeddingTable texts) {
        this.model = model;
        this.tables = tables;
        this.texts = texts;
        elements = model.elements(tables);
        tower = model.hasUserTower() ? model.userTower() : null;
        contents = model.contents(tables, texts);
    }

    /** Returns the hit rates by list size. */
    public SortedMap<Integer, Double> hitRates(List<ModelRequest> requests) {
        VectorHitRates hitRates = new VectorHitRates(tables, contents);
        forEach(requests, hitRates::add);
        return hitRates.hitRates();
    }

    /** Returns the list of each request, as many contents as the longest list, or all with a positive score. */
    public List<int[]> lists(List<ModelRequest> requests) {
        VectorHitRates search = new VectorHitRates(tables, contents);
        List<int[]> lists = new ArrayList<>();
        forEach(requests, (user, request) -> lists.add(search.nearest(user, request)));
        return lists;
    }

    private void forEach(List<ModelRequest> requests, BiConsumer<float[], ModelRequest> consumer) {
        for (int from = 0; from < requests.size(); from += BATCH) {
            List<ModelRequest> part = requests.subList(from, Math.min(requests.size(), from + BATCH));
            float[][] users = users(part);
            for (int user = 0; user < users.length; user++) {
                consumer.accept(users[user], part.get(user));
            }
        }
    }

    /** Returns the vectors of the users of some requests. */
    public float[][] users(List<ModelRequest> requests) {
        List<UserSequences> sequences = requests.stream().map(this::sequences).toList();
        UserTower served = tower;
        return served == null
                ? model.users(sequences)
                : sequences.stream().map(served::vector).toArray(float[][]::new);
    }

    /** Returns the sequences of a request's user as the model reads them. */
    public UserSequences sequences(ModelRequest request) {
        Map<SequenceKind, List<UserSequences.Step>> steps = new EnumMap<>(SequenceKind.class);
        for (LoggedEvent event : request.history()) {
            SequenceKind kind = SequenceKind.ofElement(event.action());
            if (kind != null) {
                steps.computeIfAbsent(kind, none -> new ArrayList<>())
                        .add(new UserSequences.Step(
                                element(kind, event.target().key()), event.action(),
                                Math.max(0, request.at() - event.at()), event.dwellMs()));
            }
        }
        return new UserSequences(steps);
    }

    private ElementVectors.Element element(SequenceKind kind, String key) {
        return elements.of(kind, key, features(kind, key), kind == SequenceKind.CONTENT ? textVector(key) : null);
    }

    private NodeFeatures features(SequenceKind kind, String key) {
        int ordinal = kind.nodes(tables).ordinal(key);
        return ordinal < 0 ? FeatureArrays.EMPTY : kind.features(tables, ordinal);
    }

    private float @Nullable [] textVector(String content) {
        return texts == null ? null : texts.vectorOf(tables.contents().ordinal(content));
    }
}
