package io.graphrecall.gnn.gcn;

import java.util.Locale;

/** Role of a content. It has a vector per role, since behaviour is directed: what follows a content differs from what precedes it. */
enum ContentRole {
    /** A content that a user engaged with: relations are walked forward. */
    TRIGGER,
    /** A content to recall: relations are walked backward. */
    TARGET;

    /** Part of the names of weights and arrays. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
