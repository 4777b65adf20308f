package io.graphrecall.pipeline;

import io.graphrecall.pipeline.state.StateRead;
import io.graphrecall.schema.UserId;

import java.time.Duration;

/** Source of user states. Thread-safe. */
@FunctionalInterface
public interface UserStateSource {

    /**
     * Returns a user's state; an empty one for an unknown user, or if it is not available in time.
     *
     * @param limit maximum time of this call, which may block
     */
    StateRead read(UserId user, Duration limit);
}
