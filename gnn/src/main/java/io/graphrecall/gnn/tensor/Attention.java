package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;

import java.util.function.Function;

/** Multi-head attention of one sequence to another, or to itself (Vaswani et al. 2017). */
public final class Attention {

    private final int width;
    private final int heads;
    private final float dropout;
    private final Layers.Layer toQueries;
    private final Layers.Layer toKeys;
    private final Layers.Layer toValues;
    private final Layers.Layer out;

    /**
     * Attention whose projections begin at random.
     *
     * @param dropout the share of attention weights that training leaves out
     */
    public Attention(Weights weights, String name, int width, int heads, float dropout) {
        this(width, heads, dropout, part -> Layers.linear(weights, name + part, width, width));
    }

    /** Attention whose projections begin as the identity: what is alike finds each other, and is taken as it is. */
    public static Attention toAlike(Weights weights, String name, int width, int heads, float dropout) {
        return new Attention(width, heads, dropout, part -> Layers.identity(weights, name + part, width));
    }

    private Attention(int width, int heads, float dropout, Function<String, Layers.Layer> projection) {
        if (width % heads != 0) {
            throw new IllegalArgumentException("width " + width + " is not a multiple of " + heads + " heads");
        }
        this.width = width;
        this.heads = heads;
        this.dropout = dropout;
        toQueries = projection.apply(".query");
        toKeys = projection.apply(".key");
        toValues = projection.apply(".value");
        out = projection.apply(".out");
    }

    /**
     * {@code [B, Q, width]} attends to a sequence {@code [B, L, width]}: {@code [B, Q, width]}.
     *
     * @param keys    what the sequence is attended to by
     * @param values  what is taken of it
     * @param penalty of {@link TransformerLayer#penalty}, [B, 1, 1, L]
     */
    public NDArray apply(NDArray queries, NDArray keys, NDArray values, NDArray penalty, boolean training) {
        NDArray query = byHead(toQueries.apply(queries, training));
        NDArray key = byHead(toKeys.apply(keys, training));
        NDArray scores = Scalars.times(
                query.matMul(key.transpose(0, 1, 3, 2)), 1 / Math.sqrt(width / (double) heads));
        NDArray shares = Layers.dropout(scores.add(penalty).softmax(-1), dropout, training);
        NDArray mixed = shares.matMul(byHead(toValues.apply(values, training)));
        return out.apply(mixed.transpose(0, 2, 1, 3).reshape(queries.getShape()), training);
    }

    /** [B, heads, L, width / heads]. */
    private NDArray byHead(NDArray sequence) {
        return sequence.reshape(sequence.getShape().get(0), sequence.getShape().get(1), heads, width / heads)
                .transpose(0, 2, 1, 3);
    }
}
