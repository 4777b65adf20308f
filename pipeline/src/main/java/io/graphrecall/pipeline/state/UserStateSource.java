package io.graphrecall.pipeline.state;

import io.graphrecall.schema.UserId;

import java.time.Duration;
import java.util.Collection;

/** Source of user states. Thread-safe. */
@FunctionalInterface
public interface UserStateSource {

    /**
     * Returns a user's state; an empty one for an unknown user, or if it is not available in time.
     *
     * @param limit maximum time of this call, which may block
     */
    StateRead read(UserId user, Duration limit);

    /** Announces that the states of users are read next. A source may read them at once. */
    default void prepare(Collection<UserId> users) {}
}
