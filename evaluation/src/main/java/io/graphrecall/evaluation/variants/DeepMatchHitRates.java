package io.graphrecall.evaluation.variants;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.ElementVectors;
import io.graphrecall.gnn.deepmatch.UserSequences;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Asks a model for the contents that match best and counts how often the target is among them. */
public final class DeepMatchHitRates {

    private static final int AT_ONCE = 256;

    private final DeepMatch model;
    private final GraphTables tables;
    private final @Nullable EmbeddingTable said;
    private final ElementVectors elements;
    private final EmbeddingTable contents;

    /** @param said what contents say or show, where the model reads that */
    public DeepMatchHitRates(DeepMatch model, GraphTables tables, @Nullable EmbeddingTable said) {
        this.model = model;
        this.tables = tables;
        this.said = said;
        elements = model.elements(tables);
        contents = model.contents(tables, said);
    }

    /** Hit rates by list size, all contents ranked but those that something was done with before. */
    public SortedMap<Integer, Double> hitRates(Collection<ModelRequest> questions) {
        List<ModelRequest> all = List.copyOf(questions);
        VectorHitRates ranks = new VectorHitRates(tables.contents(), contents);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<ModelRequest> part = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            float[][] users = users(part.stream().map(ModelRequest::before).toList());
            for (int user = 0; user < users.length; user++) {
                ranks.add(part.get(user).before().isEmpty() ? null : users[user], part.get(user));
            }
        }
        return ranks.hitRates();
    }

    /** The vectors of users who have done this, each the oldest first; of one who has done nothing, zeros. */
    public float[][] users(List<List<ModelRequest.Step>> before) {
        return model.users(before.stream().map(this::sequences).toList());
    }

    private UserSequences sequences(List<ModelRequest.Step> before) {
        Map<SequenceKind, List<UserSequences.Step>> steps = new EnumMap<>(SequenceKind.class);
        for (ModelRequest.Step step : before) {
            SequenceKind kind = SequenceKind.of(step.action());
            steps.computeIfAbsent(kind, none -> new ArrayList<>())
                    .add(new UserSequences.Step(element(kind, step.target().key()), step.action()));
        }
        return new UserSequences(steps);
    }

    private ElementVectors.Element element(SequenceKind kind, String key) {
        return elements.of(kind, key, features(kind, key), kind == SequenceKind.CONTENT ? saying(key) : null);
    }

    private NodeFeatures features(SequenceKind kind, String key) {
        int ordinal = switch (kind) {
            case CONTENT -> tables.contents().ordinal(key);
            case ITEM -> tables.items().ordinal(key);
            case QUERY -> tables.queries().ordinal(key);
        };
        if (ordinal < 0) {
            return FeatureArrays.EMPTY;
        }
        return switch (kind) {
            case CONTENT -> tables.contentFeatures(ordinal);
            case ITEM -> tables.itemFeatures(ordinal);
            case QUERY -> tables.queryFeatures(ordinal);
        };
    }

    private float @Nullable [] saying(String content) {
        int row = said == null ? -1 : said.row(tables.contents().ordinal(content));
        if (said == null || row < 0) {
            return null;
        }
        float[] vector = new float[said.dimensions()];
        System.arraycopy(said.valueArray(), row * vector.length, vector, 0, vector.length);
        return vector;
    }
}
