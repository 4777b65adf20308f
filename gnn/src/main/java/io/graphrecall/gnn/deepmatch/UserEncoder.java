package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.Attention;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.TransformerLayer;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The user tower: each sequence is read by an encoder of its own; what they come to, the means of their elements, in which
 * preferences may weigh, and what searches and joined elements find in them, is added up, and a small network adds what
 * only shows when all of it is seen together with the profile. Its part begins at nothing.
 */
final class UserEncoder {

    /** The newest elements that tell what categories the user is after now. */
    private static final int REALTIME = 5;

    private final MatchParameters.Model model;
    private final Map<SequenceKind, SequenceEncoder> encoders = new EnumMap<>(SequenceKind.class);
    private final Map<SequenceKind, SequenceMean> means = new EnumMap<>(SequenceKind.class);
    private final Map<SequenceKind, CategoryAttention> preferred = new EnumMap<>(SequenceKind.class);
    private final Map<SequenceKind, Attention> searched = new EnumMap<>(SequenceKind.class);
    private final @Nullable GraphFusion graph;
    private final Layers.Layer widened;
    private final Layers.Layer narrowed;
    private final NDArray gate;

    /** @param kinds the sequences that there are in the data at all */
    UserEncoder(Weights weights, MatchParameters.Model model, Collection<SequenceKind> kinds) {
        this.model = model;
        int width = model.width();
        int parts = 1;
        for (SequenceKind kind : kinds) {
            encoders.put(kind, new SequenceEncoder(weights, name(kind), model));
            means.put(kind, new SequenceMean(weights, name(kind), model));
            parts++;
            if (model.variant().attendsToCategories()) {
                preferred.put(kind, new CategoryAttention(weights, name(kind) + ".preferred", model));
            }
            if (model.variant().searchesAttend() && kind != SequenceKind.QUERY && kinds.contains(SequenceKind.QUERY)) {
                searched.put(kind, Attention.identity(
                        weights, name(kind) + ".searched", width, model.heads(), model.dropout()));
                parts++;
            }
        }
        graph = model.variant().joinsElements() ? new GraphFusion(weights, model) : null;
        parts += graph == null ? 0 : 1;
        widened = Layers.linear(weights, "fusion.in", parts * width, 2 * width);
        narrowed = Layers.linear(weights, "fusion.out", 2 * width, width);
        gate = weights.constant("fusion.gate", 0, width);
    }

    /** Whether it is looked at how the elements of sequences are joined. */
    boolean joinsElements() {
        return graph != null;
    }

    /** The sequences that are read. */
    Collection<SequenceKind> kinds() {
        return encoders.keySet();
    }

    /** The vectors of users, [B, width]; of one without any element, zeros. */
    NDArray apply(NDManager manager, MatchBatch batch, boolean training) {
        NDArray nothing = manager.zeros(new Shape(batch.size(), model.width()));
        Map<SequenceKind, NDArray> states = new EnumMap<>(SequenceKind.class);
        NDArray sum = nothing;
        NDArray any = manager.zeros(new Shape(batch.size(), 1));
        NDList parts = new NDList();
        NDArray preferences = preferred.isEmpty() ? nothing : preferences(batch, nothing);
        for (Map.Entry<SequenceKind, SequenceEncoder> encoder : encoders.entrySet()) {
            MatchBatch.Sequence sequence = batch.sequences().get(encoder.getKey());
            if (sequence == null) {
                parts.add(nothing);
                continue;
            }
            NDArray state = encoder.getValue().apply(
                    sequence.vectors(), sequence, searched.isEmpty(), training);
            states.put(encoder.getKey(), state);
            NDArray pooled = state.get(":, -1").mul(sequence.present());
            sum = sum.add(pooled).add(mean(encoder.getKey(), sequence, preferences, training));
            any = any.maximum(sequence.present());
            parts.add(pooled);
        }
        parts.add(profile(batch, nothing));
        NDList found = new NDList();
        addSearched(found, batch, states, nothing, training);
        if (graph != null) {
            found.add(graph.apply(batch, nothing, training));
        }
        for (NDArray part : found) {
            sum = sum.add(part);
        }
        parts.addAll(found);
        NDArray wide = Activation.gelu(widened.apply(NDArrays.concat(parts, 1), training));
        NDArray more = narrowed.apply(Layers.dropout(wide, model.dropout(), training), training);
        return sum.add(more.mul(gate).mul(any));
    }

    /**
     * What the positions of a sequence become when one element of each is hidden, at that position: [B, width].
     *
     * @param hidden [B, L]: 1 at the position that is hidden
     * @param cover  [width]: what stands there instead
     */
    NDArray hidden(SequenceKind kind, MatchBatch.Sequence sequence, NDArray hidden, NDArray cover) {
        NDArray at = hidden.expandDims(-1);
        NDArray vectors = sequence.vectors().mul(at.neg().add(1)).add(at.mul(cover));
        NDArray states = Objects.requireNonNull(encoders.get(kind)).apply(vectors, sequence, false, true);
        return states.mul(at).sum(new int[] {1});
    }

    /** The mean of the categories of all sequences. */
    private static NDArray profile(MatchBatch batch, NDArray nothing) {
        NDArray sum = nothing;
        NDArray count = nothing.get(":, 0:1").add(1e-6);
        for (MatchBatch.Sequence sequence : batch.sequences().values()) {
            sum = sum.add(sequence.categories().mul(sequence.mask().expandDims(-1)).sum(new int[] {1}));
            count = count.add(sequence.mask().sum(new int[] {1}, true));
        }
        return sum.div(count);
    }

    /** The mean of a sequence, with what the preferred categories, those of now and those of long, find in it. */
    private NDArray mean(SequenceKind kind, MatchBatch.Sequence sequence, NDArray preferences, boolean training) {
        SequenceMean mean = Objects.requireNonNull(means.get(kind));
        NDArray scores = mean.scores(sequence);
        CategoryAttention attention = preferred.get(kind);
        return mean.apply(
                sequence, scores,
                attention == null ? null : attention.apply(preferences, sequence, scores, training), training);
    }

    /** [B, 2, width]: of now and of long; by what the user shops for, where that is known, else by contents. */
    private static NDArray preferences(MatchBatch batch, NDArray nothing) {
        NDArray none = NDArrays.stack(new NDList(nothing, nothing), 1);
        NDArray byContents = preferences(batch.sequences().get(SequenceKind.CONTENT), none);
        MatchBatch.Sequence items = batch.sequences().get(SequenceKind.ITEM);
        if (items == null) {
            return byContents;
        }
        NDArray shops = items.present().expandDims(-1);
        return preferences(items, none).mul(shops).add(byContents.mul(shops.neg().add(1)));
    }

    private static NDArray preferences(MatchBatch.@Nullable Sequence sequence, NDArray none) {
        if (sequence == null) {
            return none;
        }
        long from = Math.max(0, sequence.mask().getShape().get(1) - REALTIME);
        NDArray now = Layers.maskedMean(
                sequence.categories().get(":, " + from + ":"), sequence.mask().get(":, " + from + ":"));
        return NDArrays.stack(new NDList(now, Layers.maskedMean(sequence.categories(), sequence.mask())), 1);
    }

    /** What the searches find in the contents and the items. */
    private void addSearched(
            NDList parts, MatchBatch batch, Map<SequenceKind, NDArray> states, NDArray nothing, boolean training) {
        MatchBatch.Sequence searches = batch.sequences().get(SequenceKind.QUERY);
        searched.forEach((kind, attention) -> {
            MatchBatch.Sequence sequence = batch.sequences().get(kind);
            NDArray asking = states.get(SequenceKind.QUERY);
            NDArray asked = states.get(kind);
            if (searches == null || sequence == null || asking == null || asked == null) {
                parts.add(nothing);
                return;
            }
            NDArray found = attention.apply(
                    asking, asked, asked, TransformerLayer.attentionBias(sequence.mask()), training);
            parts.add(Layers.maskedMean(found, searches.mask()).mul(sequence.present()));
        });
    }

    private static String name(SequenceKind kind) {
        return "sequence." + kind.name().toLowerCase(Locale.ROOT);
    }
}
