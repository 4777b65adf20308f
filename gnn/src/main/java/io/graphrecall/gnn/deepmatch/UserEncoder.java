package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * User tower: a sum of parts, each weighted by its {@link PartGates}. The parts are the {@link SequencePooling} of each
 * sequence and, by variant and parameters, of its current session, the newest state of its {@link SequenceEncoder}, and
 * the {@link GraphFusion}. In variant {@link MatchVariant#SOURCE_BASE}, a multilayer perceptron of the newest states.
 */
final class UserEncoder {

    /** Number of the newest elements that define the current category preference. */
    static final int RECENT = 5;

    private final MatchParameters.Model model;
    private final List<SequenceKind> kinds;
    private final Map<SequenceKind, SequencePooling> poolings = new EnumMap<>(SequenceKind.class);
    private final Map<SequenceKind, SequenceEncoder> encoders = new EnumMap<>(SequenceKind.class);
    private final List<PooledPart> pooledParts = new ArrayList<>();
    private final @Nullable GraphFusion graph;
    private final @Nullable PartGates gates;
    private final Layers.@Nullable Layer hiddenLayer;
    private final Layers.@Nullable Layer outputLayer;

    /** @param kinds kinds of sequences that occur in the training data */
    UserEncoder(Weights weights, MatchParameters.Model model, Collection<SequenceKind> kinds) {
        this.model = model;
        this.kinds = kinds.stream().sorted().toList();
        boolean perceptron = model.variant() == MatchVariant.SOURCE_BASE;
        for (SequenceKind kind : this.kinds) {
            if (model.encoder().layers() > 0) {
                encoders.put(kind, new SequenceEncoder(weights, name(kind), model));
            }
            if (!perceptron) {
                poolings.put(kind, new SequencePooling(
                        weights, name(kind) + ".pooling", model, model.variant().usesCategories(),
                        model.variant().usesQueries() && kind != SequenceKind.QUERY));
                pooledParts.add(new PooledPart(kind, false, weights, model));
                if (model.variant().hasContext(kind)) {
                    pooledParts.add(new PooledPart(kind, true, weights, model));
                }
            }
        }
        pooledParts.sort((one, other) -> Boolean.compare(model.variant().hasContext(other.kind),
                model.variant().hasContext(one.kind)));
        graph = model.variant().usesGraph() ? new GraphFusion(weights, model) : null;
        int width = model.width();
        int inputs = encoders.size() * width;
        hiddenLayer = perceptron ? Layers.linear(weights, "fusion.in", inputs, 2 * width) : null;
        outputLayer = perceptron ? Layers.linear(weights, "fusion.out", 2 * width, width) : null;
        int variable = (int) pooledParts.stream().filter(part -> model.variant().hasContext(part.kind)).count();
        int context = MatchBatch.CONTEXT * (int) this.kinds.stream().filter(model.variant()::hasContext).count()
                + PooledPart.CONTEXT * variable;
        gates = perceptron
                ? null
                : new PartGates(
                        weights, context, variable,
                        pooledParts.size() - variable + encoders.size() + (graph == null ? 0 : 1));
    }

    /** Weighted mean of a sequence or of its current session, layer-normalised. */
    private static final class PooledPart {

        /** Number of context values. */
        private static final int CONTEXT = 2;

        private final SequenceKind kind;
        private final boolean session;
        private final Layers.Layer norm;
        private final float dropout;

        PooledPart(SequenceKind kind, boolean session, Weights weights, MatchParameters.Model model) {
            this.kind = kind;
            this.session = session;
            norm = Layers.layerNorm(weights, name(kind) + (session ? ".session" : ".pooled"), model.width());
            dropout = model.dropout();
        }

        /**
         * Returns the part, [batch, dim]; zeros without elements.
         *
         * @param logits  pooling logits, [batch, length]
         * @param context gets the coherence of the elements, that is, the norm of their mean relative to their mean norm,
         *                and 1 if there are any elements, [batch, 1] each
         */
        NDArray apply(MatchBatch.Sequence sequence, NDArray logits, NDList context, boolean training) {
            NDArray mask = session ? sequence.session() : sequence.mask();
            NDArray present = mask.max(new int[] {1}, true);
            NDArray mean = SequencePooling.mean(logits, mask, sequence.vectors());
            NDArray constant = mean.stopGradient();
            NDArray norms = Layers.l2Norm(sequence.vectors().stopGradient());
            NDArray meanNorm = SequencePooling.mean(logits.stopGradient(), mask, norms);
            context.add(Layers.l2Norm(constant).div(meanNorm.add(1e-6)).mul(present));
            context.add(present);
            return Layers.dropout(norm.apply(mean, training), dropout, training).mul(present);
        }
    }

    /** Returns true if batches need a {@link SequenceGraph}. */
    boolean usesGraph() {
        return graph != null;
    }

    /** Returns the kinds of sequences that the model reads. */
    Collection<SequenceKind> kinds() {
        return kinds;
    }

    /** Returns the user vectors, [batch, dim]; zeros for a user without any element. */
    NDArray apply(NDManager manager, MatchBatch batch, boolean training) {
        NDArray zeros = manager.zeros(new Shape(batch.size(), model.width()));
        NDList states = new NDList();
        encoders.forEach((kind, encoder) -> {
            MatchBatch.Sequence sequence = batch.sequences().get(kind);
            states.add(sequence == null
                    ? zeros
                    : encoder.apply(sequence, training).get(":, -1").mul(sequence.present()));
        });
        return gates == null
                ? perceptron(manager, batch, states, training)
                : gated(gates, batch, states, zeros, training);
    }

    private NDArray perceptron(NDManager manager, MatchBatch batch, NDList states, boolean training) {
        NDArray hidden = Activation.gelu(
                Objects.requireNonNull(hiddenLayer).apply(NDArrays.concat(states, 1), training));
        return Objects.requireNonNull(outputLayer)
                .apply(Layers.dropout(hidden, model.dropout(), training), training).mul(batch.present(manager));
    }

    private NDArray gated(PartGates partGates, MatchBatch batch, NDList states, NDArray zeros, boolean training) {
        Map<SequenceKind, NDArray> logits = new EnumMap<>(SequenceKind.class);
        SequencePooling.Preferences preferences = preferences(batch, zeros);
        NDArray none = zeros.get(":, 0:1");
        NDList context = new NDList();
        for (SequenceKind kind : kinds) {
            MatchBatch.Sequence sequence = batch.sequences().get(kind);
            if (sequence != null) {
                logits.put(kind, Objects.requireNonNull(poolings.get(kind)).logits(sequence, preferences));
            }
            if (model.variant().hasContext(kind)) {
                context.add(sequence == null
                        ? NDArrays.concat(new NDList(none, none.add(1), none), 1)
                        : sequence.context());
            }
        }
        NDList parts = new NDList();
        for (PooledPart part : pooledParts) {
            MatchBatch.Sequence sequence = batch.sequences().get(part.kind);
            NDArray logit = logits.get(part.kind);
            NDList ofPart = new NDList();
            if (sequence == null || logit == null) {
                ofPart.addAll(new NDList(none, none));
                parts.add(zeros);
            } else {
                parts.add(part.apply(sequence, logit, ofPart, training));
            }
            if (model.variant().hasContext(part.kind)) {
                context.addAll(ofPart);
            }
        }
        parts.addAll(states);
        if (graph != null) {
            parts.add(graph.apply(batch, zeros, training));
        }
        NDArray weights = partGates.apply(context.isEmpty() ? none : NDArrays.concat(context, 1), training);
        return NDArrays.stack(parts, 1).mul(weights.expandDims(-1)).sum(new int[] {1});
    }

    /** Returns what the elements are compared with: the category vectors of contents, and the searches. */
    private static SequencePooling.Preferences preferences(MatchBatch batch, NDArray zeros) {
        MatchBatch.Sequence queries = batch.sequences().get(SequenceKind.QUERY);
        MatchBatch.Sequence contents = batch.sequences().get(SequenceKind.CONTENT);
        if (contents == null) {
            return new SequencePooling.Preferences(zeros, zeros, queries);
        }
        long from = Math.max(0, contents.mask().getShape().get(1) - RECENT);
        NDArray recent = Layers.maskedMean(
                contents.categories().get(":, " + from + ":"), contents.mask().get(":, " + from + ":"));
        return new SequencePooling.Preferences(
                recent, Layers.maskedMean(contents.categories(), contents.mask()), queries);
    }

    /** Returns the pooling logits of one kind, [batch, length]; see {@link SequencePooling#logits}. */
    NDArray logits(SequenceKind kind, MatchBatch batch, NDManager manager) {
        NDArray zeros = manager.zeros(new Shape(batch.size(), model.width()));
        return Objects.requireNonNull(poolings.get(kind))
                .logits(Objects.requireNonNull(batch.sequences().get(kind)), preferences(batch, zeros));
    }

    /** Returns the prefix of the weights of a kind. */
    static String name(SequenceKind kind) {
        return "sequence." + kind.name().toLowerCase(Locale.ROOT);
    }
}
