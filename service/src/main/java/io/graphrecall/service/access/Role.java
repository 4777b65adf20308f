package io.graphrecall.service.access;

import com.fasterxml.jackson.annotation.JsonValue;
import io.graphrecall.schema.WireNamed;

/** A group of operations that a key allows: {@code x-role} of an operation in the OpenAPI document. */
public enum Role implements WireNamed {
    /** Recalls, and reading users, contents, scenes and generations. */
    RECALL,
    /** Posting events and contents, and withdrawing contents. */
    INGEST,
    /** Reading the metrics. */
    METRICS,
    /** All operations. */
    ADMIN;

    @Override
    @JsonValue
    public String wireName() {
        return WireNamed.super.wireName();
    }

    @Override
    public String toString() {
        return wireName();
    }
}
