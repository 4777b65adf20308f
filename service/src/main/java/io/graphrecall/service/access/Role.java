package io.graphrecall.service.access;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** A group of operations that a key allows: {@code x-role} of an operation in the OpenAPI document. */
public enum Role {
    /** Recalls, and reading users, contents, scenes and generations. */
    RECALL,
    /** Posting events and contents, and withdrawing contents. */
    INGEST,
    /** Reading the metrics. */
    METRICS,
    /** All operations. */
    ADMIN;

    /** Returns the name in files, options and the OpenAPI document. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
