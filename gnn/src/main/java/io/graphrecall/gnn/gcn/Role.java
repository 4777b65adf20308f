package io.graphrecall.gnn.gcn;

import java.util.Locale;

/** What a content is looked at as. Each has its own vector, since what follows a content is not what it follows. */
enum Role {
    /** Something that a user engaged with: relations are walked from it. */
    TRIGGER,
    /** Something to be found: relations are walked back. */
    TARGET;

    /** A part of the names of weights and arrays. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
