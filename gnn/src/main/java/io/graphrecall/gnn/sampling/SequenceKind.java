package io.graphrecall.gnn.sampling;

import io.graphrecall.schema.Action;

/** Kinds of sequences that a user's behaviour is split into, by what the actions are on. */
public enum SequenceKind {
    CONTENT, ITEM, QUERY;

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
