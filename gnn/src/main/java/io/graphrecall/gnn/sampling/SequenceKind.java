package io.graphrecall.gnn.sampling;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;

/** Kinds of sequences that a user's behaviour is split into, by what the actions are on. */
public enum SequenceKind {
    CONTENT, ITEM, QUERY;

    /** Returns the label of the elements. */
    public NodeLabel label() {
        return NodeLabel.valueOf(name());
    }

    /** Returns the elements of a generation. */
    public NodeIndex nodes(GraphTables tables) {
        return switch (this) {
            case CONTENT -> tables.contents();
            case ITEM -> tables.items();
            case QUERY -> tables.queries();
        };
    }

    /** Returns the features of an element of a generation. */
    public NodeFeatures features(GraphTables tables, int ordinal) {
        return switch (this) {
            case CONTENT -> tables.contentFeatures(ordinal);
            case ITEM -> tables.itemFeatures(ordinal);
            case QUERY -> tables.queryFeatures(ordinal);
        };
    }

    /**
     * Returns the kind of sequence that an action adds an element to; null for a skip or a dislike, because an element
     * always attracts what is like it.
     */
    public static @Nullable SequenceKind ofElement(Action action) {
        return action.negative() ? null : of(action);
    }

    /** Returns the kind of sequence that an action belongs to. */
    public static SequenceKind of(Action action) {
        return switch (action.target()) {
            case CONTENT -> CONTENT;
            case ITEM -> ITEM;
            case QUERY -> QUERY;
            default -> throw new IllegalArgumentException("no sequence has actions on a " + action.target());
        };
    }
}
