package io.graphrecall.service.access;

import com.fasterxml.jackson.annotation.JsonValue;
import io.graphrecall.schema.WireNamed;

/** A group of operations that a key allows: {@code x-role} of an operation in the OpenAPI document. */
public enum Role implements WireNamed {
    /** Recalls without reasons, similar contents, lists of contents, and scenes: a key that everyone may see. */
    PUBLIC,
    /** The operations of {@link #PUBLIC}, batches, explanations, and reading contents, users, generations and the graph. */
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
