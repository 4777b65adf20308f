package io.graphrecall.gnn.deepmatch;

import io.graphrecall.schema.Action;

/** The sequences that a user's behaviour is read as: one for each kind of what is acted on. */
public enum SequenceKind {
    CONTENT, ITEM, QUERY;

    /** The sequence that an action belongs to. */
    public static SequenceKind of(Action action) {
        return switch (action.target()) {
            case CONTENT -> CONTENT;
            case ITEM -> ITEM;
            case QUERY -> QUERY;
            default -> throw new IllegalArgumentException("no sequence has actions on a " + action.target());
        };
    }
}
