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
 * User tower: {@code u = sum(inputs) + sum(pooled) + g * MLP(inputs, profile)}. The fusion inputs are the newest state of
 * each {@link SequenceEncoder} and, by variant, the elements attended to by queries and the {@link GraphFusion}. Pooled
 * are the {@link RecencyPooling} of each sequence, with {@link CategoryAttention} by variant. The profile is the mean
 * category vector. The gate g is learned and starts at 0.
 */
final class UserEncoder {

    /** Number of the newest elements that define the current category preference. */
    private static final int RECENT = 5;

    private final MatchParameters.Model model;
    private final Map<SequenceKind, SequenceEncoder> encoders = new EnumMap<>(SequenceKind.class);
    private final Map<SequenceKind, RecencyPooling> poolings = new EnumMap<>(SequenceKind.class);
    private final Map<SequenceKind, CategoryAttention> categoryAttentions = new EnumMap<>(SequenceKind.class);
    private final Map<SequenceKind, Attention> queryAttentions = new EnumMap<>(SequenceKind.class);
    private final @Nullable GraphFusion graph;
    private final Layers.Layer hiddenLayer;
    private final Layers.Layer outputLayer;
    private final NDArray gate;

    /** @param kinds kinds of sequences that occur in the training data */
    UserEncoder(Weights weights, MatchParameters.Model model, Collection<SequenceKind> kinds) {
        this.model = model;
        int width = model.width();
        int inputs = 1; // the profile
        for (SequenceKind kind : kinds) {
            encoders.put(kind, new SequenceEncoder(weights, name(kind), model));
            poolings.put(kind, new RecencyPooling(weights, name(kind), model));
            inputs++;
            if (model.variant().usesCategoryAttention()) {
                categoryAttentions.put(
                        kind, new CategoryAttention(weights, name(kind) + ".category_attention", model));
            }
            if (model.variant().usesQueryAttention() && kind != SequenceKind.QUERY
                    && kinds.contains(SequenceKind.QUERY)) {
                queryAttentions.put(kind, Attention.identity(
                        weights, name(kind) + ".query_attention", width, model.heads(), model.dropout()));
                inputs++;
            }
        }
        graph = model.variant().usesGraph() ? new GraphFusion(weights, model) : null;
        inputs += graph == null ? 0 : 1;
        hiddenLayer = Layers.linear(weights, "fusion.in", inputs * width, 2 * width);
        outputLayer = Layers.linear(weights, "fusion.out", 2 * width, width);
        gate = weights.constant("fusion.gate", 0, width);
    }

    /** Returns true if batches need a {@link SequenceGraph}. */
    boolean usesGraph() {
        return graph != null;
    }

    /** Returns the kinds of sequences that the model reads. */
    Collection<SequenceKind> kinds() {
        return encoders.keySet();
    }

    /** Returns the user vectors, [batch, dim]; zeros for a user without any element. */
    NDArray apply(NDManager manager, MatchBatch batch, boolean training) {
        NDArray zeros = manager.zeros(new Shape(batch.size(), model.width()));
        Map<SequenceKind, NDArray> states = new EnumMap<>(SequenceKind.class);
        NDArray sum = zeros;
        NDArray anyPresent = manager.zeros(new Shape(batch.size(), 1));
        NDList inputs = new NDList();
        NDArray preferences = categoryAttentions.isEmpty() ? zeros : preferences(batch, zeros);
        for (Map.Entry<SequenceKind, SequenceEncoder> encoder : encoders.entrySet()) {
            MatchBatch.Sequence sequence = batch.sequences().get(encoder.getKey());
            if (sequence == null) {
                inputs.add(zeros);
                continue;
            }
            NDArray state = encoder.getValue().apply(
                    sequence.vectors(), sequence, queryAttentions.isEmpty(), training);
            states.put(encoder.getKey(), state);
            NDArray newest = state.get(":, -1").mul(sequence.present());
            sum = sum.add(newest).add(pooled(encoder.getKey(), sequence, preferences, training));
            anyPresent = anyPresent.maximum(sequence.present());
            inputs.add(newest);
        }
        inputs.add(profile(batch, zeros));
        NDList attended = new NDList();
        addQueryAttended(attended, batch, states, zeros, training);
        if (graph != null) {
            attended.add(graph.apply(batch, zeros, training));
        }
        for (NDArray input : attended) {
            sum = sum.add(input);
        }
        inputs.addAll(attended);
        NDArray hidden = Activation.gelu(hiddenLayer.apply(NDArrays.concat(inputs, 1), training));
        NDArray output = outputLayer.apply(Layers.dropout(hidden, model.dropout(), training), training);
        return sum.add(output.mul(gate).mul(anyPresent));
    }

    /**
     * Returns the states at masked positions, [batch, dim].
     *
     * @param masked        1 at one masked position of each sequence, else 0, [batch, length]
     * @param maskEmbedding replaces the masked elements, [dim]
     */
    NDArray maskedStates(SequenceKind kind, MatchBatch.Sequence sequence, NDArray masked, NDArray maskEmbedding) {
        NDArray at = masked.expandDims(-1);
        NDArray vectors = sequence.vectors().mul(at.neg().add(1)).add(at.mul(maskEmbedding));
        NDArray states = Objects.requireNonNull(encoders.get(kind)).apply(vectors, sequence, false, true);
        return states.mul(at).sum(new int[] {1});
    }

    /** Returns the mean category vector of all elements, [batch, dim]. */
    private static NDArray profile(MatchBatch batch, NDArray zeros) {
        NDArray sum = zeros;
        NDArray count = zeros.get(":, 0:1").add(1e-6);
        for (MatchBatch.Sequence sequence : batch.sequences().values()) {
            sum = sum.add(sequence.categories().mul(sequence.mask().expandDims(-1)).sum(new int[] {1}));
            count = count.add(sequence.mask().sum(new int[] {1}, true));
        }
        return sum.div(count);
    }

    private NDArray pooled(SequenceKind kind, MatchBatch.Sequence sequence, NDArray preferences, boolean training) {
        RecencyPooling pooling = Objects.requireNonNull(poolings.get(kind));
        NDArray logits = pooling.logits(sequence);
        CategoryAttention attention = categoryAttentions.get(kind);
        return pooling.apply(
                sequence, logits,
                attention == null ? null : attention.apply(preferences, sequence, logits, training), training);
    }

    /**
     * Returns the recent and the long-term category preference, [batch, 2, dim]: by items for users who have any, else by
     * contents.
     */
    private static NDArray preferences(MatchBatch batch, NDArray zeros) {
        NDArray none = NDArrays.stack(new NDList(zeros, zeros), 1);
        NDArray byContents = preferences(batch.sequences().get(SequenceKind.CONTENT), none);
        MatchBatch.Sequence items = batch.sequences().get(SequenceKind.ITEM);
        if (items == null) {
            return byContents;
        }
        NDArray hasItems = items.present().expandDims(-1);
        return preferences(items, none).mul(hasItems).add(byContents.mul(hasItems.neg().add(1)));
    }

    private static NDArray preferences(MatchBatch.@Nullable Sequence sequence, NDArray none) {
        if (sequence == null) {
            return none;
        }
        long from = Math.max(0, sequence.mask().getShape().get(1) - RECENT);
        NDArray recent = Layers.maskedMean(
                sequence.categories().get(":, " + from + ":"), sequence.mask().get(":, " + from + ":"));
        return NDArrays.stack(
                new NDList(recent, Layers.maskedMean(sequence.categories(), sequence.mask())), 1);
    }

    /** Adds for contents and items the mean over queries of the states that each query attends to. */
    private void addQueryAttended(
            NDList inputs, MatchBatch batch, Map<SequenceKind, NDArray> states, NDArray zeros, boolean training) {
        MatchBatch.Sequence queries = batch.sequences().get(SequenceKind.QUERY);
        queryAttentions.forEach((kind, attention) -> {
            MatchBatch.Sequence sequence = batch.sequences().get(kind);
            NDArray queryStates = states.get(SequenceKind.QUERY);
            NDArray sequenceStates = states.get(kind);
            if (queries == null || sequence == null || queryStates == null || sequenceStates == null) {
                inputs.add(zeros);
                return;
            }
            NDArray attended = attention.apply(
                    queryStates, sequenceStates, sequenceStates, TransformerLayer.attentionBias(sequence.mask()),
                    training);
            inputs.add(Layers.maskedMean(attended, queries.mask()).mul(sequence.present()));
        });
    }

    private static String name(SequenceKind kind) {
        return "sequence." + kind.name().toLowerCase(Locale.ROOT);
    }
}
