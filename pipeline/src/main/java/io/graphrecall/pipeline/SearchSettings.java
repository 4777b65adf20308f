package io.graphrecall.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The setting {@code searches}: maximum number of a user's searches that channels read, the newest first. */
record SearchSettings(@JsonValue int limit) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    SearchSettings {
        if (limit < 0) {
            throw new IllegalArgumentException("searches is " + limit + ", expected 0 or more");
        }
    }
}
